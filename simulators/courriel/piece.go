package courriel

import (
	"fmt"
	"strconv"

	"demarcheablanc/simulators/portal"
)

// pieceNumber reads which attachment is meant; -1 where there is none such.
func pieceNumber(text string, m portal.Mail) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n >= len(m.Files) {
		return -1
	}
	return n
}

func openPiece(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	n := pieceNumber(v.Path("n"), m)
	if !ok || n < 0 {
		return noMessage(v)
	}
	v.Witness(FactPieceOpened, "adresse", box.Address, "genre", m.Files[n].Kind, "nom", m.Files[n].Name)
	return v.Send(m.Files[n])
}

func savePiece(v *portal.Visit, box portal.Mailbox) error {
	m, ok := messageOf(v, box)
	n := pieceNumber(v.Path("n"), m)
	if !ok || n < 0 {
		return noMessage(v)
	}
	portal.SaveFile(v.Tx, v.Device, m.Files[n])
	return v.Redirect(fmt.Sprintf("/message/%s?piece=%d", m.ID, n))
}
