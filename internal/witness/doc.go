// Package witness plays the witness paths of a situation: short scripts, beside
// its file, of a right way and of a wrong one. A situation that cannot be won, or
// whose trap cannot be fallen into, is found out without starting anything.
//
// A path is a text of one act a line, read by any trainer:
//
//	# Par les impôts
//	variante difficile
//	poste pc-epn, main aide
//	va à www.impots.gouv.example
//	clique Mot de passe oublié
//	remplis Numéro fiscal = 9900000005469
//	vois Un message vient de partir
//	attends 5m
//	ferme le navigateur
//	remets le document à samia, imprime
//	garde le document
//	jette attestation
//	vide la corbeille
//	montre identite
//	relit ensemble
//	note outil.memo.remis
//	note poste.page.ouverte hote www.ameli.example comment tape
//	but g1 atteint
//	but g3 manqué
//	voie g1 impots
//	témoin portail.session.autrui
//
// « garde le document » saves on the screen what it has just received; « jette »
// puts in that screen's bin the file whose name begins so, and « vide la corbeille »
// deletes it for good.
//
// The first line may name a variant; without it, the standard one is played.
// {sms} in a value stands for the last code of six digits received on a phone,
// {courriel <address>} for the last one received in a mailbox, {carte camille}
// for the six digits that a helper's card shows now.
//
// It owns how a path is read, and what is asked of the journal. Acts are done on
// a [Stage]: the one here is a world in memory, its pages read without a browser;
// the end-to-end tests have another, of people in front of their windows.
package witness
