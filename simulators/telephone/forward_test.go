package telephone_test

import (
	"testing"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/telephone"
)

func TestARelativePassesOnTheCodeThatCameToHim(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		portal.SendSMS(tx, portal.SMS{Number: karim, From: "AMELI", Text: "[EXERCICE] 123456 : votre code"})
		tx.Schedule(tx.Now(), telephone.EffectForward, map[string]string{"du": karim, "au": own, "de": "Karim", "mots": "Tiens, c’est pour toi :"})
	})
	w.Wait(0)
	w.MustSee(telephone.FactForwarded, "de", "Karim", "poste_numero", own)
	w.On("tel-samia", "aide").Get(smsHome).Click("Karim").See("Tiens, c’est pour toi", "123456")
}
