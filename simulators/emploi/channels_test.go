package emploi_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// phone is one call to the 3949.
type phone struct {
	w      *portaltest.World
	line   portal.VoiceLine
	memory string
	last   portal.VoiceAnswer
}

func dial(w *portaltest.World) *phone {
	site, _ := w.Network.At(emploi.Host)
	p := &phone{w: w, line: site.Lines[0]}
	return p.key("")
}

func (p *phone) key(typed ...string) *phone {
	p.w.T.Helper()
	for _, one := range typed {
		p.w.Do(func(tx *sandbox.Tx) {
			tx.Hand = "aide"
			p.last = p.line.Answer(tx, portal.VoiceCall{Phone: "0639980104", Memory: p.memory, Key: one})
		})
		p.memory = p.last.Memory
	}
	return p
}

func (p *phone) hear(texts ...string) *phone {
	p.w.T.Helper()
	said := strings.ReplaceAll(strings.Join(p.last.Says, " "), "\u00a0", " ")
	for _, text := range texts {
		require.Contains(p.w.T, said, text)
	}
	return p
}

// known is a caller who gave the identifier and the code.
func known(w *portaltest.World) *phone {
	return dial(w).hear("exercice", "jour et nuit").key("0000013#").hear("6 chiffres").key("480913#").hear("tapez 1")
}

func TestBeforeMidnightByTelephone(t *testing.T) {
	w := open(t, paulSeed)
	w.Wait(7*hour + 10*time.Minute) // 23:35
	p := known(w).hear("à faire avant le jeudi 15 octobre 2026 à 23 h 59").key("1").hear("une par une", "Avez-vous travaillé en septembre 2026")
	p.key("7#").hear("1 pour oui").key("1#").hear("combien d’employeurs").key("1#").hear("Combien d’heures").key("720#").hear("entre 1 et 420").key("12#").hear("salaire brut").key("158#")
	p.hear("formation").key("2#").hear("stage").key("2#").hear("maladie").key("2#").hear("retraite").key("2#").hear("invalidité").key("2#").hear("toujours à la recherche").key("1#")
	p.hear("Rien n’est encore transmis", "12 heures", "158,00 €", "recherchez toujours un emploi", "tapez 1")
	w.MustNotSee(demarche.FactSent)
	w.Wait(20 * time.Second)
	p.key("*#").hear("Voici vos réponses").key("1#").hear("C’est enregistré", "ACT, 20261015, 0001", "raccrocher")
	w.MustSee(demarche.FactSent, "par", "telephone", "main", "aide", "secondes", "20")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980104")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactDeclared, "par", "telephone", "heures", "12", "exact", "oui") // to the euro
	w.Wait(day)
	w.MustNotSee(emploi.FactCeased)
	login(w).Get(base+"/actualisation").See("septembre 2026", "26 jours")
	p = known(w).key("1").hear("ouvrira le 28 octobre 2026").key("2").hear("930,00 €").key("5").hear("pas compris").key("9").hear("Au revoir")
	require.True(t, p.last.End)
}

func TestTheLineTakesDaysAndEndsNothingByMistake(t *testing.T) {
	w := open(t, paulSeed)
	p := known(w).key("1", "2#", "1#").hear("stage").key("2#", "1#").hear("commencé").key("31#").hear("entre 1 et 30").key("9#").hear("terminé").key("7#").hear("avant le début").key("9#", "2#", "2#")
	p.hear("suivi une formation", "arrêt maladie", "recherchez toujours").key("2").hear("Reprenons", "Avez-vous travaillé")
	p.key("2#", "2#", "2#", "2#", "2#", "2#", "2#").hear("Pourquoi").key("4#").hear("1, 2 ou 3").key("3#").hear("votre inscription s’arrêtera").key("1")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactDeclared, "recherche", "non", "par", "telephone")
}

// Who lost the password still has the telephone, and the other way round.
func TestEachKeyHasItsOwnLockout(t *testing.T) {
	w := open(t, paulSeed)
	p := dial(w).key("12#").hear("aucun dossier").key("0000013#")
	for _, left := range []string{"4 essais restent", "3 essais restent", "2 essais restent", "1 essai reste"} {
		p.key("111111#").hear(left)
	}
	p.key("111111#").hear("bloqué 24 heures")
	w.MustSee(portal.FactLocked, "personne", "paul")
	p = dial(w).key("00000000013#", "480913#").hear("bloqué jusqu’au")
	require.True(t, p.last.End)
	login(w).See("Bonjour Paul")
	w.Wait(25 * hour)
	known(w)
}

func TestASpaceThatIsLockedLeavesTheTelephone(t *testing.T) {
	w := open(t, strings.Replace(paulSeed, "echecs: 2", "bloque: 20h", 1))
	login(w).Status(423).See("bloqué jusqu’au vendredi 16 octobre 2026", "3949")
	w.On("tel-paul", "aide").Get(app+"/").Fill("Identifiant", "0000013R").Fill("Mot de passe", "Cariste77!").Click("Ouvrir mon espace").Status(423)
	known(w).key("1").hear("Avez-vous travaillé")
}

func TestAnAdviserCorrectsWhatWasComputed(t *testing.T) {
	w := open(t, paulSeed)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(5 * time.Minute)
	known(w).key("3").hear("de 8 heures 30 à 16 heures 30", "tapez 1") // 16:25, then ten minutes
	w.Wait(18 * hour)                                                  // Friday, 10:25
	p := known(w).key("3").hear("10 minutes")
	require.Equal(t, 600, p.last.Wait)
	w.Wait(4 * time.Minute)
	p.key("tick").hear("Encore 6 min")
	w.Wait(6 * time.Minute)
	p.key("tick").hear("septembre 2026", "jamais reproché").key("900#").hear("entre 0 et 420").key("12#").hear("brut").key("158#").hear("124,00 €", "en plusieurs fois")
	w.MustSee(emploi.FactAdviser, "mois", "2026-09", "centimes", "12400")
	w.Wait(45 * day)
	w.Read(func(tx *sandbox.Tx) { require.Len(t, demarche.Debts(tx, emploi.ID, "paul"), 1) }) // claimed once
}

func TestByTheApplicationOfHisOwnPhone(t *testing.T) {
	w := open(t, paulSeed)
	b := w.On("tel-paul", "aide").Get(app+"/").See("Ouvrir mon espace").Fill("Identifiant", "0000013R").Fill("Mot de passe", "paul1977").Click("Ouvrir mon espace").Status(422).See("2 essais")
	b.Fill("Mot de passe", "Cariste77!").Click("Ouvrir mon espace").See("Bonjour Paul", "Actualisation de septembre 2026")
	w.MustSee(emploi.FactInstalled, "personne", "paul", "poste", "tel-paul")
	site, _ := w.Network.At(emploi.AppHost)
	w.Read(func(tx *sandbox.Tx) {
		d, _ := portal.DeviceOf(tx, "tel-paul")
		require.Equal(t, 1, site.Badge(tx, d))
		require.True(t, site.Installed(tx, d))
		other, _ := portal.DeviceOf(tx, "tel-samia")
		require.False(t, site.Installed(tx, other)) // she has no space
	})
	w.Wait(3 * hour) // the phone stays open
	send(declare(b, app, "12", "158,40", "oui")).See("Transmise le", "ACT-20261015-0001")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactDeclared, "par", "appli", "exact", "oui")
	b.Get(app + "/").See("enregistrée, numéro ACT-20261015-0001")
	login(w).See("ACT-20261015-0001")
	b.Get(app + "/paiements").See("930,00")
	b.Get(app + "/").Click("Retirer mon espace").See("Ouvrir mon espace").Get(app + "/paiements").See("Ouvrir mon espace")
}

func TestTheKioskClosesAt1615(t *testing.T) {
	w := open(t, paulSeed) // 16:25
	w.On("borne-ft", "aide").Get(kiosk+"/").Status(403).See("fermée", "vendredi 16 octobre 2026 à 8 h 30", "3949")
	w.MustSee(emploi.FactKioskClosed)
}

func TestByTheKioskOfTheAgency(t *testing.T) {
	early := map[string]any{"lieu/france-travail": map[string]any{"Name": "L’agence du Val", "Opening": map[string]any{"Thursday": []map[string]int{{"From": 510, "To": 1200}}}}}
	w := open(t, paulSeed, early)
	b := w.On("borne-ft", "aide").Get(kiosk+"/").See("ferme à 20 h").Fill("Identifiant", "0000013R").Fill("Code à 6 chiffres", "123456").Click("Entrer").Status(422).See("6 chiffres sont sur la lettre")
	b.Fill("Code à 6 chiffres", "480913").Click("Entrer").See("Bonjour Paul", "à faire jusqu’au")
	send(declare(b, kiosk, "12", "158,40", "oui")).See("Transmise le")
	w.Wait(time.Minute)
	w.MustSee(emploi.FactDeclared, "par", "borne")
	b.Get(kiosk + "/menu").Click("Imprimer mon avis de situation").See("Prenez votre document").Click("J’ai terminé").See("Code à 6 chiffres")
	w.MustSee(portal.FactPaperHeld, "personne", "paul", "genre", emploi.KindNotice, "comment", "borne")
	b.Fill("Identifiant", "0000013R").Fill("Code à 6 chiffres", "480913").Click("Entrer").See("Bonjour")
	w.Wait(4 * time.Minute)
	b.Get(kiosk + "/menu").See("Code à 6 chiffres") // nobody touched it
}
