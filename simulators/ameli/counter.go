package ameli

import (
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// EffectCounter is what an agent of the caisse does for somebody who comes with
// an identity document: the payload is {personne}. The addresses and the mobile
// become her own, and a provisional code goes to that mobile.
const EffectCounter = "ameli.accueil"

func atCounter(tx *sandbox.Tx, about aboutPerson) {
	p, known := portal.PersonOf(tx, about.Person)
	r, insured := recordOf(tx, p.ID)
	if !known || !insured {
		return
	}
	r.Address = p.Address
	putRecord(tx, r)
	tx.Emit(string(FactCounter), "personne", p.ID)
	tx.Emit(string(FactAddress), "personne", p.ID, "juste", "oui")
	if account, has := accountOf(tx, p.ID); has {
		putContacts(tx, account, p)
	}
	sendProvisional(tx, p, bySMS)
}

// putContacts makes a person's own mailbox, mobile and address those of her
// account, and warns the address that is left.
func putContacts(tx *sandbox.Tx, account portal.Account, p portal.Person) {
	old := account.Email
	account.Email, account.Mobile = p.Email(), portal.Digits(p.Mobile)
	portal.PutAccount(tx, account)
	insured := insuredOf(tx, account.ID)
	insured.Address, insured.EmailSince = p.Address, tx.Now()
	tx.Put(insuredKey(account.ID), insured)
	_, domain, _ := strings.Cut(account.Email, "@")
	tx.Emit(string(FactEmailChanged), "personne", p.ID, "domaine", domain, "boite_de", boxOwner(tx, account.Email))
	tx.Emit(string(FactMobile), "personne", p.ID, "telephone_de", ownerOfNumber(tx, account.Mobile))
	if old != account.Email {
		tellOldAddress(tx, old)
	}
}
