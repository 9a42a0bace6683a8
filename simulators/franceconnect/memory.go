package franceconnect

import (
	"crypto/rand"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// What the browser remembers until it is closed, by name.
const (
	memoryName        = "navigateur"  // tells this opening of the browser from another
	memoryInteraction = "interaction" // the login under way
	memoryAccount     = "fi"          // the account chosen for it, until it answers
	memoryChosen      = "choisi"      // world time of that choice
	memoryTried       = "essais"      // accounts tried without success
	memoryWaiting     = "attente"     // who came back, until « Continuer »
	memoryTangled     = "brouille"    // every answer is refused until the browser is closed
	memoryFailure     = "code"        // the failure that the login under way ended with
)

// memory is one browser's, on this site.
type memory struct{ *portal.Visit }

func recall(v *portal.Visit) memory { return memory{v} }

// name is what interactions know the browser by.
func (m memory) name() string {
	name := m.Remembered(memoryName)
	if name == "" {
		name = rand.Text()
		m.Remember(memoryName, name)
	}
	return name
}

func (m memory) tangled() bool { return m.Remembered(memoryTangled) != "" }

// underWay is the interaction and the account last chosen for it.
func (m memory) underWay() (interaction, account string) {
	return m.Remembered(memoryInteraction), m.Remembered(memoryAccount)
}

// begin notes a choice. An account chosen before, which never answered, has
// been tried in vain.
func (m memory) begin(interaction, account string) {
	if before := m.Remembered(memoryAccount); before != "" && before != account {
		m.failed(before)
	}
	m.Remember(memoryInteraction, interaction)
	m.Remember(memoryAccount, account)
	m.Remember(memoryChosen, m.Now().Format(time.RFC3339))
	m.Remember(memoryFailure, "")
}

// failed notes an account tried without success.
func (m memory) failed(account string) {
	tried := strings.Fields(m.Remembered(memoryTried))
	if account != "" && !slices.Contains(tried, account) {
		m.Remember(memoryTried, strings.Join(append(tried, account), " "))
	}
	m.Remember(memoryAccount, "")
}

// forgetLogin drops who was about to be connected.
func (m memory) forgetLogin() {
	if m.Remembered(memoryWaiting) != "" {
		m.Remember(memoryWaiting, "")
	}
}

// login is somebody who has proved who she is, and for which interaction.
type login struct {
	Interaction string        `json:"interaction,omitempty"`
	Account     string        `json:"fi"`
	Person      string        `json:"personne"`
	Identity    oidc.Identity `json:"identite"`
}

// wait keeps a login until the person goes on.
func (m memory) wait(l login) {
	raw, _ := json.Marshal(l) // strings and times: always writable
	m.Remember(memoryWaiting, string(raw))
	m.Remember(memoryTried, "")
	m.Remember(memoryAccount, "")
}

// waiting is the login that waits for this interaction, if one does.
func (m memory) waiting(interaction string) (login, bool) {
	var l login
	err := json.Unmarshal([]byte(m.Remembered(memoryWaiting)), &l)
	return l, err == nil && l.Interaction == interaction
}
