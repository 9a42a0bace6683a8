package franceconnect

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Last is the last login on a screen. Services read it to name the account in
// their own lists of connections: the protocol does not say it.
type Last struct {
	Account string `json:"fi"`
	Person  string `json:"personne"`
}

// What the session of a screen keeps.
const (
	dataAccount  = "fi"
	dataIdentity = "identite"
	dataWarned   = "avertis" // services whose login was already told by mail
)

// loginOf reads who a session belongs to.
func loginOf(session portal.Session) (login, bool) {
	known := login{Account: session.Data[dataAccount], Person: session.Person}
	err := json.Unmarshal([]byte(session.Data[dataIdentity]), &known.Identity)
	return known, err == nil
}

// finish gives the service its code and keeps the session for the next one.
func (s *service) finish(v *portal.Visit, in oidc.Interaction, who login) error {
	to, err := s.engine.Grant(v.Context(), in.ID, who.Identity)
	if err != nil {
		return s.fail(v, err)
	}
	title := who.Account
	if a, ok := s.accountNamed(v.Tx, in.Client.ID, who.Account); ok {
		title = a.Title
	}
	passage := Passage{At: v.Now(), Service: in.Client.Name, Account: title, Reference: reference(), Actor: who.Identity.Actor}
	if s.plus() {
		passage.Level = s.level
	}
	session := sessionFor(v, who)
	if deservesMail(v, session, in.Client.ID, who.Person) {
		tell(v, who.Identity.Email, passage, in.Client.ID, who.Person)
		session.Data[dataWarned] += in.Client.ID + " "
	}
	v.KeepSession(session)
	recall(v).forgetLogin()
	record(v.Tx, who.Person, passage)
	v.Put("franceconnect/derniere/"+v.Device, Last{Account: who.Account, Person: who.Person})
	v.Witness(FactConnected, "fi", who.Account, "service", in.Client.ID, "personne", who.Person)
	return v.Redirect(to)
}

// session is this screen's, opened now unless it is going on.
func sessionFor(v *portal.Visit, who login) portal.Session {
	_, fresh := recall(v).waiting(who.Interaction)
	if going, ok := v.Session(); ok && (who.Interaction == "" || !fresh) {
		return going
	}
	raw, _ := json.Marshal(who.Identity) // strings and times: always writable
	v.OpenSession(portal.Session{
		Person: who.Person, Account: who.Account, Via: who.Account, Actor: who.Identity.Actor,
		Data: map[string]string{dataAccount: who.Account, dataIdentity: string(raw), dataWarned: ""},
	})
	session, _ := v.Session()
	return session
}

// screen is who has logged in on one device, and when last. Its trust lasts
// ninety days and three people: beyond, it is everybody's.
type screen struct {
	Seen map[string]time.Time `json:"vus"`
}

const (
	trustLife   = 90 * 24 * time.Hour
	trustPeople = 3
)

// deservesMail: a person new to this screen, or a screen that nobody can
// trust; once for each service in one session.
func deservesMail(v *portal.Visit, session portal.Session, client, person string) bool {
	key := "franceconnect/appareil/" + v.Device
	known, _ := sandbox.Get[screen](v.Tx, key)
	if known.Seen == nil {
		known.Seen = map[string]time.Time{}
	}
	last, met := known.Seen[person]
	known.Seen[person] = v.Now()
	v.Put(key, known)
	trusted := met && v.Now().Sub(last) < trustLife && len(known.Seen) <= trustPeople
	warned := slices.Contains(strings.Fields(session.Data[dataWarned]), client)
	return !trusted && !warned
}

// tell sends the mail that follows a login on a new screen.
func tell(v *portal.Visit, email string, p Passage, client, person string) {
	how := "avec votre compte " + p.Account
	if p.Actor != nil {
		how = "par " + p.Actor.Name + ", au titre du mandat que vous avez donné à " + p.Actor.Structure
	}
	portal.SendMail(v.Tx, portal.Mail{
		To: email, From: "nepasrepondre@" + portal.FranceConnectHost, FromName: "FranceConnect",
		Subject: portal.Mark + " Une connexion à " + p.Service + " avec votre identité",
		Body: []string{
			"Une connexion avec FranceConnect a eu lieu " + frtext.DateTime(p.At) + " (heure de Paris) sur le site " + p.Service + ", " + how + ".",
			"C’était vous, ou quelqu’un qui vous aide avec votre accord ? Vous n’avez rien à faire.",
			"Ce n’était pas vous ? Signalez-le, puis changez le mot de passe du compte " + p.Account + ".",
			"Code d’identification : " + p.Reference,
		},
		Links: []portal.Link{{Text: "Signaler cette connexion", URL: "https://" + portal.FranceConnectHost + "/signaler?code=" + p.Reference}},
	})
	v.Witness(FactWarned, "personne", person, "service", client)
}
