package portal

import "demarcheablanc/internal/sandbox"

// Settings are the switches of a situation, which the trainer can move live.
type Settings struct {
	// Free lets people go on without the missing answer, come back, attach
	// later; else démarches are as linear as the portals are.
	Free bool `json:"libre,omitempty" yaml:"libre"`
	// Era names the names, labels, order and logins that services show: "2019",
	// "2022", "2026". Empty: today's.
	Era string `json:"epoque,omitempty" yaml:"epoque"`
	// Backstage says who sees what happens after « valider » during the play:
	// BackstageTrainer, BackstageSent.
	Backstage string `json:"coulisses,omitempty" yaml:"coulisses"`
}

// Who sees the coulisses during the play; everybody does in the debrief.
const (
	BackstageTrainer = ""            // the trainer alone
	BackstageSent    = "apres_envoi" // the trio too, once the dossier is sent
)

// SettingsKey is where they are kept.
const SettingsKey = "reglages"

// Era names the names, labels and logins that services show now: Settings.Era.
func (v *Visit) Era() string {
	if v.Tx == nil { // a frame is being cut
		return v.era
	}
	return SettingsOf(v.Tx).Era
}

// SettingsOf reads them.
func SettingsOf(tx *sandbox.Tx) Settings {
	s, _ := sandbox.Shared[Settings](tx, SettingsKey)
	return s
}
