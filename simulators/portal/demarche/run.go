package demarche

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// Effect is the name of the effect by which a site's coulisses go on.
func (s *Set) Effect() string { return s.Site + ".coulisses" }

// Effects are those of the set, to be put among the site's.
func (s *Set) Effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{s.Effect(): portal.EffectOf(s.play)}
}

// Open makes the case of a new dossier by another channel than a page (a voice
// server, an agent), prefilled. What keeps it from being done now comes back as a
// sentence.
func (s *Set) Open(tx *sandbox.Tx, demarche string, holder Holder) (c *Case, closed string) {
	def := s.byID[demarche]
	c = s.caseOf(tx, def, holder.Person, nil)
	w := &visit{Visit: &portal.Visit{Tx: tx}, m: &Mount{Set: s}, def: def, holder: holder, c: c}
	if closed = w.closed(); closed != "" {
		return c, closed
	}
	s.newDraft(c, holder)
	return c, ""
}

// Send transmits a dossier: it gets a number, and its coulisses begin.
func (c *Case) Send(via, hand string) {
	d := c.Dossier
	if rule := c.set.rules.Compute[c.def.Recap.Compute]; rule != nil {
		d.Result = rule(c)
	}
	d.State, d.SentAt, d.Hand, d.Via = Sent, c.Now(), hand, via
	d.Number = c.number()
	if !d.RecapAt.IsZero() {
		d.Read = int(c.Now().Sub(d.RecapAt).Seconds())
	}
	understood := portal.EndReading(c.Tx, d.ID)
	d.Missing = append(d.Missing, c.unattached()...)
	c.Emit(string(FactSent), append(c.details(), "main", hand, "par", via, "secondes", fmt.Sprint(d.Read), "compris", yesNo(understood), "manquent", itoa(len(d.Missing)))...)
	c.contradictions()
	if m := c.def.Receipt.Mail; m != nil {
		c.mail(m)
	}
	if len(c.def.Stages) > 0 {
		c.await(c.def.stages[c.def.Stages[0].ID])
	} else {
		d.State = Settled
	}
	c.Put(d.ID, *d)
}

// unattached are the files that may follow, and that were not joined.
func (c *Case) unattached() (keys []string) {
	for _, st := range c.visible() {
		for _, q := range c.questions(st) {
			if q.Kind == KindFile && q.Later && c.Text(q.key()) == "" {
				keys = append(keys, q.key())
			}
		}
	}
	return keys
}

func yesNo(b bool) string {
	if b {
		return yes
	}
	return no
}

func (c *Case) details() []string {
	details := []string{"site", c.set.Site, "demarche", c.def.ID, "dossier", c.Dossier.Name(), "personne", c.Dossier.Person, "numero", c.Dossier.Number, "intitule", c.say(c.def.title(c.Era))}
	if c.Dossier.Actor != "" {
		details = append(details, "acteur", c.Dossier.Actor)
	}
	return details
}

// number is unique in the world, and tells a day.
func (c *Case) number() string {
	return fmt.Sprintf("%s-%s-%s", or(c.def.Receipt.Number, strings.ToUpper(c.def.ID)), c.Now().In(frtext.Paris).Format("20060102"), c.Dossier.Name())
}

// contradictions witnesses the answers that do not say what the person's papers
// say. Nobody is told during the play: the debrief shows both.
func (c *Case) contradictions() {
	papers := c.papers()
	for _, st := range c.visible() {
		for _, q := range c.questions(st) {
			name := q.paperName()
			if name == "" {
				continue
			}
			for _, p := range papers {
				said, ok := p.Values[name]
				if !ok {
					continue
				}
				if kept, problem := q.read(said, c.Now()); problem == "" && !q.agrees(kept, c.Text(q.key())) {
					c.Emit(string(FactContradict), append(c.details(), "champ", c.say(q.Label), "cle", q.key(),
						"saisi", or(q.show(c.Text(q.key())), "rien"), "papier", q.show(kept), "titre", p.Title)...)
				}
				break
			}
		}
	}
}

// agrees says whether an answer says what a paper does: an amount is compared to
// the euro, as it is typed on a telephone.
func (q question) agrees(paper, answer string) bool {
	if q.Kind != KindAmount {
		return paper == answer
	}
	if answer == "" { // an amount left out is nothing received
		answer = "0"
	}
	a, errA := calcul.ParseExact(paper)
	b, errB := calcul.ParseExact(answer)
	return errA == nil && errB == nil && a.Cents()/100 == b.Cents()/100
}

// paperName is the value of a paper that an answer is compared with; in a grid
// « <colonne> » and « <ligne> » are where it stands.
func (q question) paperName() string {
	if q.Paper == "" || q.base == "" {
		return q.Paper
	}
	parts := strings.Split(q.base, ".")
	column := ""
	if len(parts) > 3 {
		column = parts[2]
	}
	return strings.NewReplacer("<ligne>", parts[1], "<colonne>", column).Replace(q.Paper)
}

func (c *Case) papers() []portal.Paper {
	var all []portal.Paper
	for _, key := range c.Keys("papier/" + c.Dossier.Person + "/") {
		if p, ok := sandbox.Shared[portal.Paper](c.Tx, key); ok && len(p.Values) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// due is a stage of a dossier that is to be played.
type due struct {
	Dossier string `json:"dossier"`
	Stage   string `json:"etape"`
}

// await schedules a stage.
func (c *Case) await(st *stage) {
	at := portal.MomentOr(st.After, c.Now())
	if st.After.Set() {
		at = st.After.From(c.Now())
	}
	if rule := c.set.rules.When[st.When]; rule != nil {
		at = rule(c)
	}
	c.Dossier.Stage, c.Dossier.Due = st.ID, at
	c.Schedule(at, c.set.Effect(), due{c.Dossier.ID, st.ID})
}

// play is the effect: one stage of one dossier.
func (s *Set) play(tx *sandbox.Tx, next due) {
	d, ok := DossierOf(tx, next.Dossier)
	def := s.byID[d.Demarche]
	if !ok || def == nil || d.Stage != next.Stage {
		return
	}
	person, _ := portal.PersonOf(tx, d.Person)
	c := s.caseOf(tx, def, person, &d)
	st := def.stages[next.Stage]
	end := &st.Ends[0]
	if rule := s.rules.Decide[st.Decide]; rule != nil {
		if chosen, ok := st.ends[rule(c)]; ok {
			end = chosen
		}
	}
	c.conclude(st, end)
	tx.Put(d.ID, d)
}

// Resume takes a dossier up again at a stage, when what was awaited came by another
// way than its pages: a form by post. Values are what it says. Nothing happens to
// a dossier that somebody already works on.
func (s *Set) Resume(tx *sandbox.Tx, id, stage string, values map[string]string) {
	d, ok := DossierOf(tx, id)
	def := s.byID[d.Demarche]
	if !ok || def == nil || d.State == Draft || !def.rests(d.Stage) || def.stages[stage] == nil {
		return
	}
	person, _ := portal.PersonOf(tx, d.Person)
	c := s.caseOf(tx, def, person, &d)
	for key, value := range values {
		c.Set(key, value)
	}
	d.State = Sent
	c.await(def.stages[stage])
	tx.Put(d.ID, d)
}

// conclude does what an outcome says, and goes on to what follows.
func (c *Case) conclude(st *stage, end *EndDef) {
	d := c.Dossier
	d.Stage, d.Due = "", time.Time{}
	if rule := c.set.rules.Apply[end.Apply]; rule != nil {
		rule(c)
	}
	if end.State != "" {
		d.Shown = c.say(end.State)
	}
	d.Course = append(slices.Clip(d.Course), Passage{Stage: st.ID, End: end.ID, At: c.Now(), Sent: c.sends(end)})
	c.Emit(string(FactStage), append(c.details(), "etape", c.say(st.Title), "issue", c.say(end.Title), "acteur_coulisses", c.say(st.Who))...)
	switch {
	case end.Next == finish:
		d.State = Settled
	case end.Next != "":
		c.await(c.def.stages[end.Next])
	case st.next != nil && len(st.Ends) == 1:
		c.await(st.next)
	default:
		d.State = Settled
	}
}

// finish says, as « puis », that nothing follows.
const finish = "fin"

// sends posts all that an outcome sends, and says what.
func (c *Case) sends(end *EndDef) []string {
	var sent []string
	if end.Payment != nil {
		if cents := c.Dossier.Result.Amounts[end.Payment.Amount]; cents > 0 {
			Pay(c.Tx, c.set.Site, c.Dossier.Person, c.say(end.Payment.Label), int64(cents))
			sent = append(sent, "Virement : "+frtext.Money(int64(cents)))
		}
	}
	if end.Debt != nil {
		if cents := c.Dossier.Result.Amounts[end.Debt.Amount]; cents > 0 {
			Claim(c.Tx, c.set.Site, c.Dossier.Person, c.say(end.Debt.Label), int64(cents))
			sent = append(sent, "Somme réclamée : "+frtext.Money(int64(cents)))
		}
	}
	if end.Mail != nil && c.mail(end.Mail) {
		sent = append(sent, "Courriel : "+c.say(end.Mail.Subject))
	}
	if end.SMS != "" && c.Person.Mobile != "" {
		portal.SendSMS(c.Tx, portal.SMS{Number: c.Person.Mobile, From: c.set.signs(c.Era), Text: portal.Mark + " " + c.say(end.SMS)})
		sent = append(sent, "SMS : "+c.say(end.SMS))
	}
	if l := end.Letter; l != nil {
		letter := portal.Letter{To: c.Dossier.Person, From: c.set.signs(c.Era), Object: c.say(l.Object), Body: c.sayAll(l.Text)}
		switch lost := c.set.rules.Astray; {
		case lost != nil && lost(c, letter.Object):
			return append(sent, "Lettre partie à une ancienne adresse : "+letter.Object)
		case l.After.Set():
			c.Schedule(l.After.From(c.Now()), portal.EffectLetter, letter)
		default:
			portal.SendLetter(c.Tx, letter)
		}
		sent = append(sent, "Lettre : "+letter.Object)
	}
	return sent
}

// mail writes to the address of the person's account, or to her own.
func (c *Case) mail(m *MailDef) bool {
	to := c.Person.Email()
	if a, ok := portal.AccountWith(c.Tx, c.set.Site, func(a portal.Account) bool { return a.Person == c.Dossier.Person && a.Email != "" }); ok {
		to = a.Email
	}
	if to == "" {
		return false
	}
	mail := portal.Mail{To: to, From: c.set.mail, FromName: c.set.signs(c.Era), Subject: portal.Mark + " " + c.say(m.Subject), Body: c.sayAll(m.Text)}
	if m.Path != "" {
		mail.Links = []portal.Link{{Text: "Ouvrir mon compte", URL: "https://" + c.set.host + m.Path}}
	}
	portal.SendMail(c.Tx, mail)
	return true
}

// With adds what a later stage found to what was known.
func (r *Result) With(more Result) {
	r.Why = append(r.Why, more.Why...)
	if r.Amounts == nil {
		r.Amounts = more.Amounts
	} else {
		maps.Copy(r.Amounts, more.Amounts)
	}
	if r.Words == nil {
		r.Words = more.Words
	} else {
		maps.Copy(r.Words, more.Words)
	}
}
