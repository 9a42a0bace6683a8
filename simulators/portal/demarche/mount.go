package demarche

import (
	"bytes"
	"html/template"
	"maps"
	"net/http"
	"sync"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Mount is a channel by which the démarches of a set are done: a site, a phone's
// application, a kiosk. All work on the same dossiers.
type Mount struct {
	Set *Set
	Via string // "site", "appli", "borne": said in the journal
	// Member is who is logged in; false sends to Login.
	Member func(v *portal.Visit) (Holder, bool)
	Login  string // path of the login page
	Home   string // path of the account's home
	// Page is the site's page that shows its struct's content: {{.P.Content}}.
	Page string
	// What makes that struct. It may use nothing of the visit.
	What func(who string, content template.HTML) any

	mu     sync.Mutex
	frames map[string]portal.Frame // by era
	outs   sync.Pool               // of *out: a page is 4 to 20 KB
}

// Holder is who is logged in.
type Holder struct {
	Person  portal.Person
	Account string
}

// Routes are the pages of every démarche, to be added to the site's.
func (m *Mount) Routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /demarches/{d}", Handler: m.open(m.start)},
		{Pattern: "POST /demarches/{d}", Handler: m.open(m.begin)},
		{Pattern: "POST /demarches/{d}/mots", Handler: m.open(m.words)},
		{Pattern: "POST /demarches/{d}/abandonner", Handler: m.open(m.drop)},
		{Pattern: "GET /demarches/{d}/recapitulatif", Handler: m.draft(m.recap)},
		{Pattern: "POST /demarches/{d}/envoyer", Handler: m.draft(m.send)},
		{Pattern: "GET /demarches/{d}/accuse/{n}", Handler: m.open(m.receipt)},
		{Pattern: "GET /demarches/{d}/document/{n}", Handler: m.open(m.document)},
		{Pattern: "POST /demarches/{d}/piece/{n}", Handler: m.open(m.attach)},
		{Pattern: "GET /demarches/{d}/coulisses/{n}", Handler: m.open(m.backstage)},
		{Pattern: "GET /demarches/{d}/{etape}", Handler: m.draft(m.step)},
		{Pattern: "POST /demarches/{d}/{etape}", Handler: m.draft(m.save)},
	}
}

// visit is one request on one démarche by whoever is logged in.
type visit struct {
	*portal.Visit
	m      *Mount
	def    *compiled
	holder Holder
	c      *Case
}

func (w *visit) path(rest string) string { return "/demarches/" + w.def.ID + rest }

// open guards a page: logged in, a démarche that exists.
func (m *Mount) open(next func(*visit) error) portal.Handler {
	return func(v *portal.Visit) error {
		def, ok := m.Set.byID[v.Path("d")]
		if !ok {
			return v.Stop(http.StatusNotFound, "Cette démarche n’existe pas ici", "Revenez à votre compte et choisissez dans la liste.", m.Home, "Revenir à mon compte")
		}
		holder, ok := m.Member(v)
		if !ok {
			m.rescue(v, def)
			return v.Redirect(m.Login)
		}
		w := &visit{Visit: v, m: m, def: def, holder: holder}
		w.c = m.Set.caseOf(v.Tx, def, holder.Person, nil)
		return next(w)
	}
}

// draft guards a page of a dossier being filled.
func (m *Mount) draft(next func(*visit) error) portal.Handler {
	return m.open(func(w *visit) error {
		d, ok := w.current()
		if !ok {
			if sent, ok := w.lastSent(); ok && w.Request.Method == http.MethodPost {
				w.Witness(FactSentTwice, w.details(&sent)...)
				return w.Redirect(w.path("/accuse/" + sent.Name() + "?deja=oui"))
			}
			return w.Redirect(w.path(""))
		}
		if name := w.Value("_dossier"); name != "" && name != d.Name() {
			return w.Stop(http.StatusConflict, "Cette page est celle d’un ancien brouillon",
				"Depuis, un autre a été commencé. Rien n’a été changé. Reprenez la démarche à l’étape où elle en est.", w.path(""), "Reprendre")
		}
		w.c.Dossier = &d
		return next(w)
	})
}

// caseOf makes the case of a dossier, or of none yet.
func (s *Set) caseOf(tx *sandbox.Tx, def *compiled, person portal.Person, d *Dossier) *Case {
	if d == nil {
		d = &Dossier{Demarche: def.ID, Person: person.ID}
	}
	return &Case{Tx: tx, Dossier: d, Person: person, Era: portal.SettingsOf(tx).Era, set: s, def: def}
}

// current is the person's draft of this démarche, if it still lives.
func (w *visit) current() (Dossier, bool) {
	for _, d := range Dossiers(w.Tx, w.m.Set.Site, w.def.ID, w.holder.Person.ID) {
		if d.State == Draft && w.lives(d) {
			return d.copied(), true
		}
	}
	return Dossier{}, false
}

// lives says whether a draft can still be taken up: it is kept for some days, or
// dies with the login in which it was begun.
func (w *visit) lives(d Dossier) bool {
	if kept := w.def.keptFor(); kept > 0 {
		return w.Now().Sub(d.Saved) <= kept
	}
	s, ok := w.LastSession()
	return ok && s.Opened.Equal(d.Session)
}

func (w *visit) lastSent() (Dossier, bool) {
	all := Dossiers(w.Tx, w.m.Set.Site, w.def.ID, w.holder.Person.ID)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].State != Draft {
			return all[i], true
		}
	}
	return Dossier{}, false
}

// rescue keeps what was being typed when the login expired, where drafts are
// kept: the clock may move in the middle of a step.
func (m *Mount) rescue(v *portal.Visit, def *compiled) {
	st := def.step(v.Path("etape"))
	s, ok := v.LastSession()
	if st == nil || !ok || v.Request.Method != http.MethodPost || def.keptFor() == 0 {
		return
	}
	person, ok := portal.PersonOf(v.Tx, s.Person)
	if !ok {
		return
	}
	w := &visit{Visit: v, m: m, def: def, holder: Holder{Person: person}}
	if d, ok := w.current(); ok {
		c := m.Set.caseOf(v.Tx, def, person, &d)
		w.c = c
		wr := &writer{c: c, form: v.Request.Form, files: filesOn(v.Tx, v.Device)}
		wr.take(st)
		d.Saved = v.Now()
		v.Put(d.ID, d)
		v.Witness(FactSaved, append(w.details(&d), "session", "expirée")...)
	}
}

// details name a dossier in the journal.
func (w *visit) details(d *Dossier) []string {
	return []string{"site", w.m.Set.Site, "demarche", w.def.ID, "dossier", d.Name(), "personne", d.Person, "intitule", w.c.say(w.def.title(w.c.Era))}
}

// show answers with a content inside the site's own page.
func (w *visit) show(status int, title string, o *out) error {
	defer w.m.outs.Put(o)
	who := w.holder.Person.Name()
	if _, mandated := w.Acting(); mandated { // says on whose behalf, at each visit
		return w.RenderStatus(status, w.m.Page, title, w.m.What(who, template.HTML(o.Bytes()))) // every value was escaped
	}
	frame, err := w.m.frameOf(w.Visit)
	if err != nil {
		return err
	}
	w.Show(status, frame, title, who, o.Bytes(), len(o.problems))
	return nil
}

// frameOf is the site's page of the present era, cut once.
func (m *Mount) frameOf(v *portal.Visit) (portal.Frame, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	era := v.Era()
	if frame, ok := m.frames[era]; ok {
		return frame, nil
	}
	frame, err := v.Network.Frame(v.Site, m.Page, era, m.What)
	if err != nil {
		return nil, err
	}
	if m.frames == nil {
		m.frames = map[string]portal.Frame{}
	}
	m.frames[era] = frame
	return frame, nil
}

// newOut begins a page, which show ends.
func (w *visit) newOut() *out {
	o, ok := w.m.outs.Get().(*out)
	if !ok {
		o = &out{}
	}
	*o = out{Buffer: *bytes.NewBuffer(o.Bytes()[:0]), c: w.c, files: filesOn(w.Tx, w.Device)}
	return o
}

// form opens a form that posts to this démarche.
func (w *visit) form(o *out, rest string) {
	o.WriteString(`<form method="post" action="`)
	o.escaped(w.URL(w.path(rest)))
	o.WriteString(`" novalidate><input type="hidden" name="_jeton" value="`)
	o.escaped(w.Token)
	o.WriteString(`">`)
	if w.c.Dossier.ID != "" {
		o.WriteString(`<input type="hidden" name="_dossier" value="`)
		o.escaped(w.c.Dossier.Name())
		o.WriteString(`">`)
	}
}

// Attach adds to a site all that its démarches need: pages, facts, effects,
// receipts, coulisses. The first mount's site owns the dossiers; the others,
// an application or a kiosk, only mount.
func (m *Mount) Attach(site *portal.Site) *portal.Site {
	site.Routes = append(site.Routes, m.Routes()...)
	if site.Facts == nil {
		site.Facts = map[portal.Fact]string{}
	}
	maps.Copy(site.Facts, Facts())
	if site.ID != m.Set.Site {
		return site
	}
	if site.Effects == nil {
		site.Effects = map[string]sandbox.Effect{}
	}
	if site.Files == nil {
		site.Files = map[string]portal.FileMaker{}
	}
	maps.Copy(site.Effects, m.Set.Effects())
	maps.Copy(site.Files, m.Set.Files())
	site.Backstages = m.Set.Backstages
	return site
}
