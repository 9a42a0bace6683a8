package app

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// words are short, without accents, and easily said across a room.
var words = strings.Fields(`abeille accord amande ancre avril balcon bambou barque bateau bouleau boussole brise
cabane cadran canal cascade cerise chemin citron clairon cloche colline comete corail coton crayon dauphin digue
dune ecluse escale etoile facteur falaise fanal fougere fontaine galet genet girafe glycine grenier guitare hamac
herbier horloge iris jardin jonquille kayak lagune lanterne lavande lilas loutre lucarne mandarine marelle melodie
menthe moulin muguet navire nectar noisette nuage olive orange oreiller osier palmier panier papillon parasol
pastel pelican phare pivoine plage plume pommier prairie prunelle quai quinoa radeau raisin ravine rivage roseau
ruban sable safran sapin sentier silex sirop soleil source tambour terrasse tilleul torrent tortue tournesol
trefle tulipe vallon velours verger village violette voilier wagon zephyr`)

// newPhrase draws the trainer's access phrase: four words. It is kept in memory
// only, and drawn anew at each start.
func newPhrase() (string, error) {
	picked := make([]string, 4)
	for i := range picked {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
		if err != nil {
			return "", err
		}
		picked[i] = words[n.Int64()]
	}
	return strings.Join(picked, " "), nil
}
