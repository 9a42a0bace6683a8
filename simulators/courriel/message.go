package courriel

import (
	"net/http"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type messagePage struct {
	frame
	Mail    portal.Mail
	Domain  string // of the sender's address
	When    string
	Links   []linkView
	Folder  string
	NoReply bool
	Saved   string // name of the attachment just kept
}

func showMessage(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	if !ok {
		return noMessage(v)
	}
	where := FolderOf(v.Tx, box.Address, m)
	if !m.Read {
		m.Read = true
		v.Put(portal.MailKey(box.Address, m.ID), m)
	}
	v.Witness(FactOpened, "adresse", box.Address, "objet", m.Subject, "de", m.From, "dossier", where)
	_, domain, _ := strings.Cut(m.From, "@")
	p := messagePage{
		frame: frameOf(v, box, where), Mail: m, Domain: domain, When: when(m.At, v.Now()),
		Links: linkViews(m), Folder: where, NoReply: unanswerable(m.From),
	}
	if n := pieceNumber(v.Value("piece"), m); n >= 0 {
		p.Saved = m.Files[n].Name
	}
	return v.Render("message.html", Marked(m.Subject), p)
}

func messageOf(v *portal.Visit, box portal.Mailbox) (portal.Mail, bool) {
	return messageAt(v.Tx, box.Address, v.Path("id"))
}

func messageAt(tx *sandbox.Tx, address, id string) (portal.Mail, bool) {
	if id == "" || strings.Contains(id, "/") {
		return portal.Mail{}, false
	}
	return sandbox.Get[portal.Mail](tx, portal.MailKey(address, id))
}

func noMessage(v *portal.Visit) error {
	return v.Stop(http.StatusNotFound, "Ce message n’est pas dans cette boîte", "Reprenez-le depuis la liste des messages.", "/", "Voir les messages reçus")
}

// unanswerable recognises the addresses that nobody reads.
func unanswerable(address string) bool {
	local := strings.NewReplacer("-", "", ".", "", "_", "").Replace(strings.ToLower(address))
	return strings.HasPrefix(local, "nepasrepondre") || strings.HasPrefix(local, "noreply")
}

func moveMessage(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	if !ok {
		return noMessage(v)
	}
	from, to := FolderOf(v.Tx, box.Address, m), v.Value("vers")
	if !move(v.Tx, box.Address, m, to) {
		return v.Redirect("/message/" + m.ID)
	}
	v.Witness(FactMoved, "adresse", box.Address, "objet", m.Subject, "de", from, "vers", to)
	return v.Redirect("/dossier/" + from + "?fait=" + to)
}
