package app

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// words are short and easily said across a room. Accents need not be typed.
var words = strings.Fields(`abeille accord amande ancre avril balcon bambou barque bateau bouleau boussole brise
cabane cadran canal cascade cerise chemin citron clairon cloche colline comète corail coton crayon dauphin digue
dune écluse escale étoile facteur falaise fanal fougère fontaine galet genêt girafe glycine grenier guitare hamac
herbier horloge iris jardin jonquille kayak lagune lanterne lavande lilas loutre lucarne mandarine marelle mélodie
menthe moulin muguet navire nectar noisette nuage olive orange oreiller osier palmier panier papillon parasol
pastel pélican phare pivoine plage plume pommier prairie prunelle quai quinoa radeau raisin ravine rivage roseau
ruban sable safran sapin sentier silex sirop soleil source tambour terrasse tilleul torrent tortue tournesol
trèfle tulipe vallon velours verger village violette voilier wagon zéphyr`)

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
