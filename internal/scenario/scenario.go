package scenario

import (
	"time"

	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/simulators/portal"
)

// Scenario is one situation, as its file says it. Tags are the file's words.
type Scenario struct {
	ID        string             `yaml:"id"`
	Title     string             `yaml:"titre"`
	Summary   string             `yaml:"resume"`
	Duration  time.Duration      `yaml:"duree"`
	Begins    Begin              `yaml:"debut"`
	Helped    string             `yaml:"aide"`       // id of the person helped
	People    []string           `yaml:"personnes"`  // ids, from fixtures/people
	Civil     []portal.Person    `yaml:"etat_civil"` // people as this situation has them, whole, in place of the fixtures’
	Cards     Cards              `yaml:"cartes"`
	Secrets   []Secret           `yaml:"secrets"`
	Papers    []portal.Paper     `yaml:"papiers"`
	Notebook  []Note             `yaml:"carnet"`
	Devices   []portal.Device    `yaml:"postes"`
	Services  map[string]Raw     `yaml:"services"`
	Injects   []Inject           `yaml:"injects"`
	Goals     []Goal             `yaml:"buts"`
	Critical  []string           `yaml:"gestes_critiques"`
	Outside   []string           `yaml:"hors_besoin"` // facts whose witness means collecting too much
	Causes    []Cause            `yaml:"causes"`
	Outcomes  []Outcome          `yaml:"consequences"`
	Tools     []string           `yaml:"outils_attendus"`
	Places    []string           `yaml:"lieux_utiles"` // places that a good orientation names
	Questions []string           `yaml:"questions"`
	Settings  portal.Settings    `yaml:"reglages"`
	Variants  map[string]Variant `yaml:"variantes"`
}

// Begin is the rule for the world time at which the play starts.
type Begin struct {
	Days string `yaml:"jours"` // "ouvres": the launch's day, or the next Monday; "tous"
	Hour string `yaml:"heure"` // "16:25"
	Day  int    `yaml:"jour"`  // of the launch's month, 1 to 28: the 15th for an actualisation; 0: the launch's own
	Date string `yaml:"date"`  // AAAA-MM-JJ, whatever the launch's: a campaign whose figures are known
}

// Cards are what each role reads.
type Cards struct {
	Aidant   string   `yaml:"aidant"` // the short situation, nothing else
	Aide     AideCard `yaml:"aide"`
	Observer []string `yaml:"observateur"` // points to watch, without the secrets
}

// AideCard is who the helped person is and how to play her or him.
type AideCard struct {
	Who   []string `yaml:"qui"`
	Play  []string `yaml:"jeu"`
	Lines []string `yaml:"repliques"`
	Limit string   `yaml:"limite"`
}

// Secret is something the helped person keeps until the right word is said.
type Secret struct {
	ID      string   `yaml:"id"`
	Text    string   `yaml:"texte"`
	Reveals []string `yaml:"revele_si"` // what makes her or him speak
}

// Note is one page of the person's notebook.
type Note struct {
	Title string   `yaml:"titre"`
	Lines []string `yaml:"lignes"`
}

// Inject is something that happens to the players.
type Inject struct {
	ID      string            `yaml:"id"`
	Title   string            `yaml:"titre"`   // what the trainer reads
	At      time.Duration     `yaml:"a"`       // world time after the start
	After   string            `yaml:"apres"`   // a fact, instead of a time; At is then the delay
	With    map[string]string `yaml:"avec"`    // details that this fact must have
	If      string            `yaml:"si"`      // expression; the inject is skipped when false
	Card    string            `yaml:"carte"`   // a play card for the helped person
	Notice  string            `yaml:"annonce"` // something all three learn
	Mail    *portal.Mail      `yaml:"courriel"`
	SMS     *portal.SMS       `yaml:"sms"`
	Call    *portal.Call      `yaml:"appel"`
	Letter  *portal.Letter    `yaml:"lettre"`
	Outage  *portal.Outage    `yaml:"panne"`
	Effect  string            `yaml:"effet"` // another effect, by name
	Payload any               `yaml:"donnees"`
}

// Goal is a property of the world that the situation asks for.
type Goal struct {
	ID       string `yaml:"id"`
	Text     string `yaml:"texte"`
	Critical bool   `yaml:"critique"`
	Check    string `yaml:"verifie"` // expression; empty when Human
	Human    bool   `yaml:"constat"` // only the observer can tell
	Ways     []Way  `yaml:"voies"`
}

// Way is one road to a goal.
type Way struct {
	ID        string `yaml:"id"`
	Label     string `yaml:"nom"`
	When      string `yaml:"si"`
	Dishonest bool   `yaml:"malhonnete"`
}

// Cause explains, in the debrief, what was broken behind the screen.
type Cause struct {
	Title string `yaml:"titre"`
	Text  string `yaml:"texte"`
	Way   string `yaml:"issue"` // the honest way out
}

// Outcome is what the play would have caused.
type Outcome struct {
	If   string `yaml:"si"`
	Text string `yaml:"texte"`
	Risk bool   `yaml:"risque"` // to somebody's rights
}

// Variant changes the situation before it starts. Lists add to the situation's,
// or replace what has the same id (the same title, for a cause); the rest
// replaces.
type Variant struct {
	Title    string           `yaml:"titre"`
	Text     string           `yaml:"texte"`
	Begins   *Begin           `yaml:"debut"`
	People   []string         `yaml:"personnes"`
	Civil    []portal.Person  `yaml:"etat_civil"`
	Cards    *Cards           `yaml:"cartes"`
	Secrets  []Secret         `yaml:"secrets"`
	Papers   []portal.Paper   `yaml:"papiers"`
	Notebook []Note           `yaml:"carnet"`
	Devices  []portal.Device  `yaml:"postes"`
	Services map[string]Raw   `yaml:"services"` // each replaces the service's whole entry
	Injects  []Inject         `yaml:"injects"`
	Goals    []Goal           `yaml:"buts"`
	Causes   []Cause          `yaml:"causes"`
	Outcomes []Outcome        `yaml:"consequences"`
	Settings *portal.Settings `yaml:"reglages"`
	Outside  []string         `yaml:"hors_besoin"`
	Without  []string         `yaml:"sans"` // what is left out: ids of injects, goals, secrets, papers, devices; titles of causes
}

// Raw keeps a part of the file for whoever understands it.
type Raw struct{ node ast.Node }

// UnmarshalYAML keeps the node, with its place in the file.
func (r *Raw) UnmarshalYAML(node ast.Node) error {
	r.node = node
	return nil
}
