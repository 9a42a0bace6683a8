package observation

import (
	"strconv"
	"time"

	"demarcheablanc/simulators/portal/demarche"
)

// Filing is one démarche that was sent, or left unsent.
type Filing struct {
	Seq         int64
	At          time.Time
	Title, Site string
	Sent        bool   // false: begun or saved, never transmitted
	Hand        string // who held the keyboard at « valider »
	Via         string // « sur le site », « par téléphone »…
	Actor       string // who acted under a mandate
	Seconds     int    // spent on the recap
	Understood  bool
	Said        []Contradiction
}

// Contradiction is an answer that a paper does not bear out.
type Contradiction struct{ Field, Typed, Paper, Title string }

var channelsSaid = map[string]string{"site": "sur le site", "appli": "par l’application", "telephone": "par téléphone", "borne": "à la borne"}

// filingsOf lists the démarches of a play, in the order they were begun or sent.
func filingsOf(p Play) []Filing {
	var all []Filing
	at := map[string]int{} // by site, démarche and dossier
	for _, w := range p.named(string(demarche.FactBegun), string(demarche.FactSent), string(demarche.FactContradict)) {
		key := w.Detail["site"] + "/" + w.Detail["demarche"] + "/" + w.Detail["dossier"]
		i, known := at[key]
		if !known {
			i = len(all)
			at[key] = i
			all = append(all, Filing{Seq: w.Seq, At: w.At, Title: w.Detail["intitule"], Site: p.Words.Site(w.Detail["site"])})
		}
		f := &all[i]
		switch w.Fact {
		case string(demarche.FactSent):
			f.Seq, f.At, f.Sent, f.Hand, f.Actor = w.Seq, w.At, true, w.Detail["main"], w.Detail["acteur"]
			f.Via, f.Understood = channelsSaid[w.Detail["par"]], w.Detail["compris"] == "oui"
			f.Seconds, _ = strconv.Atoi(w.Detail["secondes"])
		case string(demarche.FactContradict):
			f.Said = append(f.Said, Contradiction{w.Detail["champ"], w.Detail["saisi"], w.Detail["papier"], w.Detail["titre"]})
		}
	}
	return all
}
