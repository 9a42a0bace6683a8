package formation_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/formation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestFiveWrongPasswordsPauseTheAccount(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide")
	for range 4 {
		login(b, "Teresa85!").Status(http.StatusUnprocessableEntity).See("n’a pas été reconnu")
	}
	login(b, "Teresa85!").Status(http.StatusLocked).See("en pause", "16 h 55")
	login(b, "Violette-41").Status(http.StatusLocked)
	consult(b, "teresa").See("Bonjour Teresa", "1 640 €")
	w.Wait(31 * time.Minute)
	b.Click("Me déconnecter")
	login(b, "Violette-41").See("Bonjour Teresa")
	w.MustSee(portal.FactLocked, "personne", "teresa")
}

func TestWhatIsTypedBadlyAtTheDoorGetsASentence(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide").Get(home + "/").Click("Voir mes droits").Click("Me connecter").Status(http.StatusUnprocessableEntity)
	b.See("13 premiers chiffres", "Saisissez votre mot de passe")
	b.Fill("Numéro", "2 85 06 99 000 902 16").Fill("Mot de passe", "x").Click("Me connecter").See("sont la clé")
	b.Fill("Numéro", "1680100015906").Fill("Mot de passe", "x").Click("Me connecter").See("n’a pas été reconnu")
}

func TestACodeLivesTenMinutesAndThreeTries(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide")
	ask := func() *portaltest.Browser {
		return b.Get(home+"/mot-de-passe-oublie").Fill("Numéro", number).Fill("Date de naissance", "21/06/1985").Click("Recevoir un code")
	}
	enter := func(code string) *portaltest.Browser { return b.Fill("Code reçu", code).Click("Continuer") }

	ask().See("trois essais")
	assert.Contains(t, lastSMS(w), "Ne le donnez à personne")
	right := codeIn(w)
	wrong := "000000"
	if right == wrong {
		wrong = "000001"
	}
	enter("12").Status(http.StatusUnprocessableEntity).See("six chiffres")
	enter(wrong).See("Il vous reste 2 essais")
	enter(wrong).See("Il vous reste 1 essai")
	enter(wrong).See("dernier essai")
	enter(right).See("ne sert plus")

	ask()
	w.Wait(10*time.Minute + time.Second)
	enter(codeIn(w)).See("ne sert plus")
	w.MustSee(portal.FactRecoveryLate, "site", formation.ID)

	ask()
	enter(codeIn(w)).See("Choisissez un nouveau mot de passe")
	b.Fill("Nouveau mot de passe", "court").Fill("Le même", "court").Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau mot de passe", "Lilas de mai").Fill("Le même", "Lilas de mai").Click("Enregistrer").See("L’ancien ne sert plus")
	w.MustSee(portal.FactSecretChanged, "site", formation.ID, "personne", "teresa")
	login(b, "Lilas de mai").See("Bonjour Teresa").Click("Activité").See("demandé depuis : Ordinateur de l’EPN", "changé avec un code")
	w.MustSee(formation.FactCode, "personne", "teresa", "par", "vous")
	w.MustSee(formation.FactActivity, "personne", "teresa")
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			for _, said := range e.Detail {
				assert.NotContains(t, said, right, "un code n’est jamais dit")
			}
		}
	}
}

func TestACodeForNobodySaysTheSame(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide").Get(home + "/mot-de-passe-oublie").Click("Recevoir un code").Status(http.StatusUnprocessableEntity).See("jour, mois, année")
	b.Fill("Numéro", number).Fill("Date de naissance", "22/06/1985").Click("Recevoir un code").Status(http.StatusOK).See("Si le numéro et la date vont ensemble")
	assert.Empty(t, lastSMS(w))
	b.Fill("Code reçu", "123456").Click("Continuer").Status(http.StatusUnprocessableEntity).See("Aucun code n’attend")
	other := w.On("tel-teresa", "aide")
	other.Get(home + "/code").See("Mot de passe oublié")
	other.Get(home + "/nouveau-mot-de-passe").See("Mot de passe oublié")
	other.Post(home+"/nouveau-mot-de-passe", nil).See("Mot de passe oublié")
}

func TestACodeThatSomebodyElseTriggeredShowsInTheLog(t *testing.T) {
	w := open(t, teresaSeed)
	elsewhere(w, formation.EffectCode, map[string]string{"compte": "teresa", "depuis": "un ordinateur inconnu, à Compét’Plus"})
	w.MustSee(formation.FactCode, "personne", "teresa", "par", "autre")
	assert.Contains(t, lastSMS(w), "Quelqu’un essaie d’entrer")
	b := consult(w.On("tel-teresa", "aide"), "teresa").See("un appareil que nous ne connaissons pas")
	b.Click("Voir l’activité").See("un ordinateur inconnu").Click("Changer mon mot de passe")
	b.Fill("Nouveau mot de passe", "Lilas").Fill("Le même", "Lila").Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Nouveau mot de passe", "Lilas de mai").Fill("Le même", "Lilas de mai").Click("Enregistrer").See("Le nouveau mot de passe est enregistré", "06 •• •• •• 02", "t•••@messagerie.example")
	w.MustSee(portal.FactSecretChanged, "personne", "teresa")
}

func TestACodeToldInTimeLetsThemIn(t *testing.T) {
	w := open(t, teresaSeed)
	intrusion := map[string]string{"compte": "teresa", "formation": "aide-express"}
	elsewhere(w, formation.EffectCode, map[string]string{"compte": "teresa"})
	w.Wait(11 * time.Minute)
	elsewhere(w, formation.EffectIntrusion, intrusion)
	w.MustNotSee(formation.FactIntrusion)

	elsewhere(w, formation.EffectCode, map[string]string{"compte": "teresa"})
	elsewhere(w, formation.EffectIntrusion, intrusion)
	w.MustSee(formation.FactIntrusion, "personne", "teresa")
	login(w.On("tel-teresa", "aide"), "Violette-41").Status(http.StatusUnprocessableEntity)
	b := consult(w.On("pc-epn", "aide"), "teresa").See("Devenir aide à domicile en trois jours")
	b.Click("Devenir aide à domicile en trois jours").See("un appareil que nous ne connaissons pas").Click("Annuler cette demande").See("Demande annulée")
	w.MustSee(formation.FactCancelled, "personne", "teresa", "organisme", "compet-plus")
}

func TestAnEffectForNobodyIsTold(t *testing.T) {
	site := formation.New(portaltest.Deps(t))[0]
	w := open(t, teresaSeed)
	w.Do(func(tx *sandbox.Tx) {
		for _, effect := range []string{formation.EffectCode, formation.EffectIntrusion, "formation.repondre", "formation.expirer"} {
			for _, payload := range []string{`{"compte":"paul"}`, `"F-0099"`, `3`} {
				require.Error(t, site.Effects[effect](tx, []byte(payload)), effect)
			}
		}
	})
}

func TestASessionEndsByItself(t *testing.T) {
	w := open(t, teresaSeed)
	b := login(w.On("pc-epn", "aide"), "Violette-41")
	b.Get(home + "/connexion").See("Bonjour")
	b.Get(home + "/").Click("Retrouver mon compte").See("Bonjour")
	w.Wait(31 * time.Minute)
	b.Get(home + "/compte").See("Me connecter à Mon Compte Formation")
	w.MustSee(portal.FactSessionExpired, "site", formation.ID)
	login(b, "Violette-41").Click("Me déconnecter").See("session est fermée")
}

func TestFranceConnectOpensAnAccountForWhoHasNone(t *testing.T) {
	w := open(t, teresaSeed)
	b := consult(w.On("pc-epn", "aidant"), "henri").See("Bonjour Henri", "0 €")
	w.MustSee(formation.FactOpened, "personne", "henri")
	w.MustSee(portal.FactSessionOther, "personne", "henri", "via", "franceconnect:ameli")
	b.Click("Mes dossiers").See("Aucun dossier")
	b.Click("Mes droits").See("n’ont pas de date d’expiration")
	b.Click("Me déconnecter").See("session est fermée")
}

func TestWhoComesBackWithoutAnybodyIsTold(t *testing.T) {
	w := open(t, teresaSeed)
	b := w.On("pc-epn", "aide").Get(home + "/connexion").Click("S’identifier avec FranceConnect").Click("Revenir sur")
	b.Status(http.StatusForbidden).See("interrompue", "n’ont pas changé")
	b.Get(home + "/franceconnect/retour?code=x&state=y").Status(http.StatusBadRequest)
	b.Get(home + "/franceconnect-plus/retour?code=x&state=y").Status(http.StatusBadRequest)
	w.Do(func(tx *sandbox.Tx) {
		for _, host := range []string{portal.FranceConnectHost, portal.FranceConnectPlusHost} {
			portal.PutOutage(tx, portal.Outage{Host: host, For: time.Minute, Message: "En pause."})
		}
	})
	for _, button := range []string{"S’identifier avec FranceConnect", "S’identifier avec FranceConnect+"} {
		b.Get(home + "/connexion").Click(button).Status(http.StatusServiceUnavailable)
	}
}
