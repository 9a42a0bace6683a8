package formateur

import (
	"errors"
	"net/url"
	"strconv"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// errStale: the form was drawn before the world was rewound, or in an earlier
// round.
var errStale = errors.New("formateur: the page has aged")

// said are the sentences that a page may say after an act, by the key that its
// address carries: never free text.
var said = map[string]string{
	"deja":     "C’était déjà fait : rien n’a changé.",
	"tard":     "Trop tard pour cet imprévu : il est déjà arrivé, ou il a été annulé.",
	"phase":    "Ce n’est plus le moment : le trio est passé à une autre étape. Cette carte est à jour.",
	"vieille":  "Votre page avait vieilli : entre-temps, le trio est revenu en arrière ou a changé de partie. Rien n’a été fait ; recommencez si besoin.",
	"place":    "Cette place était déjà libre.",
	"passe":    "Ce moment n’existe plus dans le journal du trio. Rien n’a été fait.",
	"clos":     "L’atelier est terminé : on peut encore le relire, plus rien n’y change.",
	"message":  "Votre message est affiché chez tout le monde.",
	"retour":   "Le trio est revenu en arrière. Les grilles, les moments marqués et les places sont gardés.",
	"imprevu":  "C’est fait : voici les imprévus à jour.",
	"heure":    "L’heure du trio a avancé.",
	"reglages": "Les réglages du trio sont changés : ses prochaines pages les suivent.",
	"libre":    "La place est libre : la personne peut la reprendre avec le code, sur n’importe quel appareil.",
}

// keys tell which sentence answers which refusal of the layers below.
var keys = []struct {
	err error
	key string
}{
	{workshop.ErrAlready, "deja"},
	{scenario.ErrNoInject, "tard"},
	{workshop.ErrPhase, "phase"},
	{errStale, "vieille"},
	{workshop.ErrNoSeat, "place"},
	{sandbox.ErrNoStep, "passe"},
	{workshop.ErrClosed, "clos"},
}

// back answers an act: the console again, at the trio's card (0: at its top),
// with a sentence if the act came too late. done is the key of what to say when
// it did not; empty for nothing.
func back(v *house.Visitor, atelier string, trio int, err error, done string) error {
	for _, k := range keys {
		if errors.Is(err, k.err) {
			err, done = nil, k.key
			break
		}
	}
	if err != nil {
		return err
	}
	to := url.URL{Path: "/formateur/a/" + atelier}
	query := url.Values{}
	if done != "" {
		query.Set("dit", done)
	}
	if trio > 0 {
		to.Fragment = "trio-" + strconv.Itoa(trio)
		if done != "" {
			query.Set("trio", strconv.Itoa(trio))
		}
	}
	to.RawQuery = query.Encode()
	return v.SeeOther(to.String())
}

// opened is the folded part of a card that an act came from: it stays open when
// the page comes back, so that one sees what the act did and can go on.
var opened = map[string]string{"reglages": "reglages", "imprevu": "imprevus", "tard": "imprevus", "heure": "temps"}
