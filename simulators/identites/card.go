package identites

import "demarcheablanc/simulators/portal"

// cardRoutes are what France Identité asks before the secret code: the code of
// the screen, then the card against the phone.
func cardRoutes() []portal.Route {
	app := phoneApp{site: France, title: "Ma carte d’identité"}
	return []portal.Route{
		{Pattern: "POST /ecran", Handler: app.owned(app.tie)},
		{Pattern: "POST /carte", Handler: app.owned(app.readCard)},
	}
}

// tie gives the request shown on a screen to the phone that typed its code.
func (p phoneApp) tie(v *portal.Visit, a portal.Account) error {
	typed := portal.Digits(v.Value("ecran"))
	r, ok := requestWith(v.Tx, France, func(r Request) bool { return r.Account == "" && r.Code == typed && typed != "" })
	if !ok {
		v.Problem("ecran", "Aucun écran n’affiche ce code. Vérifiez les 6 chiffres, ou demandez un nouveau code sur l’écran.")
		return p.show(v, a)
	}
	r.Account = a.ID
	r.put(v.Tx)
	return v.Redirect("/")
}

// readCard needs a recent card and a phone that reads without contact.
func (p phoneApp) readCard(v *portal.Visit, a portal.Account) error {
	r, ok := p.waiting(v, a)
	if !ok {
		return v.Redirect("/")
	}
	_, h, _ := ownerOn(v.Tx, France, v.Device)
	cause, sentence := "", ""
	switch {
	case h.NoNFC:
		cause, sentence = "téléphone sans lecture sans contact", "Ce téléphone ne lit pas les cartes sans contact. Un autre compte de FranceConnect convient mieux."
	case h.Card == CardOld:
		cause, sentence = "carte à l’ancien format", "Cette carte est à l’ancien format, sans puce : elle ne peut pas être lue. Il faut une carte au format d’une carte bancaire."
	case h.Card != CardRecent:
		cause, sentence = "pas de carte", "Aucune carte n’est détectée. Posez-la à plat contre le dos du téléphone."
	}
	if cause != "" {
		v.Witness(FactCardUnread, "personne", a.Person, "cause", cause)
		v.Problem("carte", sentence)
		return p.show(v, a)
	}
	r.Card = true
	r.put(v.Tx)
	v.Witness(FactCardRead, "personne", a.Person)
	return v.Redirect("/")
}
