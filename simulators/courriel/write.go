package courriel

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// The longest subject and text, in characters.
const (
	longestSubject = 120
	longestText    = 4000
)

type writePage struct {
	frame
	Action  string
	Subject string       // of an answer, as displayed
	ReplyTo *portal.Mail // nil for a new message
	NoReply bool
	Piece   portal.Field
	HasFile bool
}

func showCompose(v *portal.Visit, box portal.Mailbox) error { return compose(v, box, nil) }

func showReply(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	if !ok {
		return noMessage(v)
	}
	return compose(v, box, &m)
}

func compose(v *portal.Visit, box portal.Mailbox, reply *portal.Mail) error {
	p := writePage{frame: frameOf(v, box, ""), Action: "/ecrire", ReplyTo: reply}
	title := "Nouveau message"
	if reply != nil {
		p.Action, p.NoReply = "/message/"+reply.ID+"/repondre", unanswerable(reply.From)
		p.Subject, title = Marked(replySubject(*reply)), "Répondre"
	}
	options := []string{"type=liste", "aide=Parmi les fichiers enregistrés sur cet appareil.", "facultatif", "option=|Aucune"}
	for _, d := range attachable(v) {
		p.HasFile = true
		options = append(options, fmt.Sprintf("option=%d|%s", d.ID, d.File.Name))
	}
	var err error
	if p.Piece, err = v.Field("piece", "Pièce jointe", options...); err != nil {
		return err
	}
	return v.Render("ecrire.html", title, p)
}

// attachable lists the files kept on this device.
func attachable(v *portal.Visit) []portal.Download {
	device, _ := portal.DeviceOf(v.Tx, v.Device)
	var kept []portal.Download
	for _, d := range device.Downloads {
		if !d.Trashed {
			kept = append(kept, d)
		}
	}
	return kept
}

func sendNew(v *portal.Visit, box portal.Mailbox) error {
	to := strings.ToLower(v.Value("a"))
	checkRecipient(v, to)
	return finish(v, box, nil, to)
}

func sendReply(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	if !ok {
		return noMessage(v)
	}
	to := m.From
	if m.Sent {
		to = m.To
	}
	return finish(v, box, &m, to)
}

// finish checks the rest of a message, then sends it to one address.
func finish(v *portal.Visit, box portal.Mailbox, reply *portal.Mail, to string) error {
	subject := v.Value("objet")
	if reply != nil {
		subject = replySubject(*reply)
	}
	checkText(v, "objet", subject, longestSubject)
	checkText(v, "texte", v.Value("texte"), longestText)
	if v.Value("texte") == "" {
		v.Problem("texte", "Écrivez au moins une phrase.")
	}
	file := chosenFile(v)
	if v.Refused() {
		return compose(v, box, reply)
	}
	deliver(v, box, draft{to: to, subject: subject, body: paragraphs(v.Value("texte")), file: file})
	return v.Redirect("/dossier/" + Sent + "?fait=" + Sent)
}

// replySubject says once that it is an answer, and nothing of the marking, which
// is put back wherever the subject is shown.
func replySubject(m portal.Mail) string {
	subject := strings.TrimSpace(strings.TrimPrefix(m.Subject, portal.Mark))
	return "Re: " + strings.TrimPrefix(subject, "Re: ")
}

func checkRecipient(v *portal.Visit, to string) {
	if kind, real := fictif.LooksReal(to); real {
		refuseReal(v, "a", kind)
		return
	}
	if err := fictif.CheckEmail(to); err != nil {
		v.Problem("a", "Relisez l’adresse : elle s’écrit nom@domaine, sans espace, et finit ici par .example.")
	}
}

func checkText(v *portal.Visit, field, text string, longest int) {
	if kind, real := fictif.LooksReal(text); real {
		refuseReal(v, field, kind)
	}
	if n := utf8.RuneCountInString(text); n > longest {
		v.Problem(field, fmt.Sprintf("Raccourcissez : %d caractères au plus, il y en a %d.", longest, n))
	}
}

// chosenFile is the file picked among this device's, nil for none.
func chosenFile(v *portal.Visit) *portal.File {
	choice := v.Value("piece")
	if choice == "" {
		return nil
	}
	for _, d := range attachable(v) {
		if strconv.Itoa(d.ID) == choice {
			return &d.File
		}
	}
	v.Problem("piece", "Ce fichier n’est plus sur l’appareil. Choisissez-en un autre.")
	return nil
}

func paragraphs(text string) []string {
	var kept []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return kept
}
