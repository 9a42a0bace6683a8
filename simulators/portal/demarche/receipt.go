package demarche

import (
	"errors"
	"net/http"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// KindReceipt is the kind of the files that prove a sending. Any set draws those
// of all.
func (s *Set) KindReceipt() string { return s.Site + ".accuse" }

// Files draws the receipts, to be put among the site's.
func (s *Set) Files() map[string]portal.FileMaker {
	return map[string]portal.FileMaker{s.KindReceipt(): s.drawReceipt}
}

// named is the sent dossier of the address, if it is the person's own.
func (w *visit) named() (Dossier, bool) {
	d, ok := DossierOf(w.Tx, prefix(w.m.Set.Site, w.def.ID)+w.Path("n"))
	return d, ok && d.State != Draft && d.Person == w.holder.Person.ID
}

// sent guards a page of a dossier that was transmitted.
func (w *visit) sent(next func(d *Dossier) error) error {
	d, ok := w.named()
	if !ok {
		return w.Stop(http.StatusNotFound, "Ce dossier n’est pas là", "Il n’existe pas, ou il n’est pas à vous. Rien n’a été changé.", w.path(""), "Revenir à la démarche")
	}
	w.c.Dossier = &d
	return next(&d)
}

// receipt says that it is sent, and what happens now.
func (m *Mount) receipt(w *visit) error {
	return w.sent(func(d *Dossier) error {
		o := w.newOut()
		if w.Request.URL.Query().Get("deja") == "oui" {
			w.notice(o, "attention", "C’était déjà transmis : rien n’est parti une deuxième fois.")
		}
		if w.def.Receipt.Title == "" { // else the page's title says so
			w.notice(o, "succes", "Votre démarche est transmise.")
		}
		o.WriteString(`<dl class="accuse">`)
		for _, line := range []Shown{{"Numéro", d.Number}, {"Transmise le", frtext.DateTime(d.SentAt)}, {"Où elle en est", or(d.Shown, "Reçue")}} {
			o.WriteString(`<div><dt>` + line.Label + `</dt><dd>`)
			o.escaped(line.Value)
			o.WriteString(`</dd></div>`)
		}
		o.WriteString(`</dl>`)
		w.paragraphs(o, w.def.Receipt.Text)
		w.list(o, "Et maintenant", w.def.Receipt.Next)
		w.awaited(o, d)
		o.WriteString(`<p><a class="bouton" href="`)
		o.escaped(w.URL(w.path("/document/" + d.Name())))
		o.WriteString(`">Ouvrir l’accusé de réception</a></p>`)
		if portal.SettingsOf(w.Tx).Backstage == portal.BackstageSent {
			o.WriteString(`<p><a href="`)
			o.escaped(w.URL(w.path("/coulisses/" + d.Name())))
			o.WriteString(`">Ce qui se passe derrière l’écran</a></p>`)
		}
		o.WriteString(`<p><a href="`)
		o.escaped(w.URL(m.Home))
		o.WriteString(`">Revenir à mon compte</a></p>`)
		return w.show(http.StatusOK, w.c.say(or(w.def.Receipt.Title, "Accusé de réception")), o)
	})
}

// document opens the receipt itself, to be kept, printed or sent.
func (m *Mount) document(w *visit) error {
	return w.sent(func(d *Dossier) error {
		w.Witness(FactReceipt, w.c.details()...)
		return w.Send(w.m.Set.Receipt(w.c))
	})
}

// Receipt is the file that proves the sending of a case.
func (s *Set) Receipt(c *Case) portal.File {
	return portal.File{
		Kind: s.KindReceipt(), Name: "accuse-" + strings.ToLower(c.Dossier.Number) + ".pdf",
		Title: "Accusé de réception : " + c.say(c.def.title(c.Era)), Person: c.Dossier.Person,
		Params: map[string]string{"dossier": c.Dossier.ID}, At: c.Dossier.SentAt,
	}
}

func (s *Set) drawReceipt(tx *sandbox.Tx, f portal.File) ([]byte, error) {
	d, ok := DossierOf(tx, f.Params["dossier"])
	def := s.byID[d.Demarche]
	if !ok || def == nil {
		return nil, errors.New("accusé de réception : ce dossier n’est plus là")
	}
	person, _ := portal.PersonOf(tx, d.Person)
	c := s.caseOf(tx, def, person, &d)
	doc := pdf.New(pdf.Options{Title: f.Title, Subject: "Dossier " + d.Number, At: d.SentAt})
	doc.H1(or(c.say(def.Receipt.Title), "Accusé de réception"))
	doc.P(s.signs(c.Era))
	doc.KeyValues([]pdf.KV{
		{Label: "Démarche", Value: c.say(def.title(c.Era))},
		{Label: "Numéro", Value: d.Number},
		{Label: "Au nom de", Value: person.Name()},
		{Label: "Transmise le", Value: frtext.DateTime(d.SentAt)},
	})
	for _, text := range c.sayAll(def.Receipt.Text) {
		doc.P(text)
	}
	for _, st := range c.visible() {
		doc.H2(c.say(or(st.Eras[c.Era].Label, st.Title)))
		var rows []pdf.KV
		for _, line := range c.lined(st) {
			rows = append(rows, pdf.KV{Label: line.Label, Value: line.Value})
		}
		doc.KeyValues(rows)
	}
	if len(d.Result.Shown) > 0 {
		doc.H2("Estimation")
		var rows []pdf.KV
		for _, line := range d.Result.Shown {
			rows = append(rows, pdf.KV{Label: line.Label, Value: line.Value})
		}
		doc.KeyValues(rows)
	}
	return doc.Bytes()
}

// awaited asks for the documents that were to be attached later.
func (w *visit) awaited(o *out, d *Dossier) {
	for _, key := range d.Missing {
		f := w.def.fields[key[strings.LastIndexByte(key, '.')+1:]]
		if f == nil {
			continue
		}
		w.form(o, "/piece/"+d.Name())
		o.WriteString(`<h2>Pièce à joindre</h2><div class="champ"><label for="champ-fichier-` + key + `">`)
		label := w.c.say(f.Label) + w.c.which(key)
		o.escaped(label)
		o.WriteString(`</label><input type="hidden" name="cle" value="`)
		o.escaped(key)
		o.WriteString(`"><select id="champ-fichier-` + key + `" name="fichier">`)
		filesHere{f}.put(o)
		o.WriteString(`</select></div><p><button class="bouton bouton-second">Joindre ce fichier<span class="hors-ecran"> : `)
		o.escaped(label)
		o.WriteString(`</span></button></p></form>`)
	}
}

// which tells apart documents of the same name: of whom, for which month.
func (c *Case) which(key string) string {
	for _, st := range c.visible() {
		for _, q := range c.questions(st) {
			if q.key() == key && q.Where != "" {
				return " : " + q.Where
			}
		}
	}
	return ""
}

// attach hands in a document that was to come later.
func (m *Mount) attach(w *visit) error {
	return w.sent(func(d *Dossier) error {
		key := w.Value("cle")
		f := w.def.fields[key[strings.LastIndexByte(key, '.')+1:]]
		if f == nil || !contains(d.Missing, key) {
			return w.Redirect(w.path("/accuse/" + d.Name()))
		}
		form := map[string][]string{key: {w.Value("fichier")}}
		wr := &writer{c: w.c, form: form, files: filesOn(w.Tx, w.Device)}
		wr.takeFile(question{field: f, base: strings.TrimSuffix(key, f.ID)})
		if len(wr.problems) > 0 || w.c.Text(key) == "" {
			message := "Choisissez d’abord un fichier de cet appareil."
			if len(wr.problems) > 0 {
				message = wr.problems[0].Message
			}
			return w.Stop(http.StatusUnprocessableEntity, "Le fichier n’est pas joint", message, w.path("/accuse/"+d.Name()), "Choisir un autre fichier")
		}
		d.Missing = without(d.Missing, key)
		if st := w.def.stages[w.def.Reopens]; st != nil && len(d.Missing) == 0 && w.def.rests(d.Stage) {
			d.State = Sent
			w.c.await(st)
		}
		w.Put(d.ID, *d)
		w.Witness(FactAttached, append(w.c.details(), "champ", key, "montre", d.Files[key].Shows, "defaut", d.Files[key].Flaw)...)
		return w.Redirect(w.path("/accuse/" + d.Name()))
	})
}

// rests says whether nobody works on a dossier at a stage: there is none, or it is
// the person who is awaited.
func (c *compiled) rests(at string) bool {
	st := c.stages[at]
	return st == nil || st.Actor == ActorPerson
}
