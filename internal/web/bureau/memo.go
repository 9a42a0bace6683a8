package bureau

import (
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
)

const memoKey = "bureau/memo"

// Memo is what the person takes home: her main door, and what comes next.
type Memo struct {
	Door string    `json:"porte,omitempty"`
	Next string    `json:"suite,omitempty"`
	At   time.Time `json:"le"`
}

type memoPage struct {
	Frame
	Memo     Memo
	Handed   bool
	Problem  string
	Problem2 string
}

func (r Room) showMemo(s *house.Seated) error {
	return r.drawMemo(s, http.StatusOK, Memo{}, "", "")
}

func (r Room) drawMemo(s *house.Seated, status int, typed Memo, door, next string) error {
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := memoPage{Frame: f, Problem: door, Problem2: next}
		p.Memo, p.Handed = sandbox.Get[Memo](tx, memoKey)
		if door != "" || next != "" {
			p.Memo = typed
		}
		return s.RenderStatus(status, "bureau/memo", house.View{Title: "Le papier pour la suite", Room: "salle-bureau", P: p})
	})
}

// handMemo writes the paper and hands it to the person.
func (r Room) handMemo(s *house.Seated) error {
	m := Memo{Door: strings.TrimSpace(s.PostForm("porte")), Next: strings.TrimSpace(s.PostForm("suite"))}
	door, next := refuseText(m.Door), refuseText(m.Next)
	if m.Door == "" && m.Next == "" {
		next = "Écrivez ce qui vient après, ou par quelle porte la personne entrera la prochaine fois."
	}
	err := r.act(s, func(tx *sandbox.Tx) error {
		before, _ := sandbox.Get[Memo](tx, memoKey)
		if door != "" || next != "" || before.Door == m.Door && before.Next == m.Next {
			return nil
		}
		m.At = tx.Now()
		tx.Put(memoKey, m)
		tx.Emit(string(FactMemo), "personne", situationHelped(tx))
		return nil
	})
	if err != nil {
		return err
	}
	if door != "" || next != "" {
		return r.drawMemo(s, http.StatusUnprocessableEntity, Memo{Door: clean(m.Door), Next: clean(m.Next)}, door, next)
	}
	return s.SeeOther(s.Desk() + "#outils")
}
