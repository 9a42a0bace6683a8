package aidantsconnect_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestTheSeedCountsToTheSecond(t *testing.T) {
	docs, err := sown(t, aidantsconnect.New(portaltest.Deps(t))[0], theSeed)
	require.NoError(t, err)
	m := docs["aidantsconnect/mandat/4120"].(aidantsconnect.Mandate)
	require.Equal(t, portaltest.T0.Add(time.Hour+42*time.Minute+10*time.Second), m.Until)
	require.Equal(t, m.Until.Add(-365*24*time.Hour), m.Created)
	require.True(t, m.Signed())
	require.Equal(t, henriMail, m.Email)
	require.Equal(t, "camille", m.Aidant)
	require.Equal(t, "basile", docs["aidantsconnect/mandat/5200"].(aidantsconnect.Mandate).Aidant)
	require.Equal(t, []string{"argent"}, docs["aidantsconnect/mandat/4090"].(aidantsconnect.Mandate).Live())
	require.Equal(t, "camille", docs["aidantsconnect/joueur"])
	require.Equal(t, aidantsconnect.Card{Serial: "EPN-0500", Kind: aidantsconnect.KindCard, Structure: "epn", Device: "tel-epn"}, docs["aidantsconnect/carte/EPN-0500"])
}

func TestASeedThatCannotBeIsExplained(t *testing.T) {
	const head = "structures: [{id: epn, nom: EPN}]\n"
	for text, want := range map[string]string{
		"aidants: []": "au moins une structure",
		"structures: [{id: epn, nom: EPN, themes: [impots]}]":                                                       "thème « impots » inconnu",
		head + "tiroir: [{poste: tel-epn}]":                                                                         "elle a un numéro",
		head + "aidants: [{personne: inconnue}]":                                                                    "n’est pas dans cette situation",
		head + "aidants: [{personne: lou, statut: service_civique}]":                                                "service civique",
		head + "aidants: [{personne: lou, statut: amie}]":                                                           "statut « amie » inconnu",
		head + "aidants: [{nom: Sans id}]":                                                                          "a un id et un nom",
		head + "aidants: [{personne: nora, carte: {poste: a}, appli: {poste: a}}]":                                  "pas les deux",
		head + "aidants: [{id: a, nom: A, courriel: a@vrai.fr}]":                                                    "A :",
		head + "aidants: [{personne: nora, structure: mjc}]":                                                        "la structure « mjc »",
		head + "joueur: camille":                                                                                    "joueur « camille »",
		head + "protections: [{personne: inconnue, mesure: tutelle}]":                                               "n’est pas dans cette situation",
		head + "protections: [{personne: henri, mesure: rien}]":                                                     "mesure « rien » inconnue",
		head + "mandats: [{personne: henri, themes: [social], duree: 1, jusqua: +1h}]":                              "a un numéro",
		head + "mandats: [{numero: '1', personne: inconnue, themes: [social], duree: 1, jusqua: +1h}]":              "n’est pas dans cette situation",
		head + "mandats: [{numero: '1', personne: henri, themes: [social], duree: 7, jusqua: +1h}]":                 "durée de 7 jours",
		head + "mandats: [{numero: '1', personne: henri, themes: [social], duree: 1}]":                              "jusqu’à quand",
		head + "mandats: [{numero: '1', personne: henri, duree: 1, jusqua: +1h}]":                                   "au moins un thème",
		head + "mandats: [{numero: '1', personne: henri, themes: [tout], duree: 1, jusqua: +1h}]":                   "thème « tout » inconnu",
		head + "mandats: [{numero: '1', personne: henri, themes: [social], duree: 1, jusqua: +1h, structure: mjc}]": "la structure « mjc »",
		head + "journal: [{aidant: personne, action: rien}]":                                                        "n’est pas un·e des aidant·es",
		head + "mandat: []": "unknown field",
	} {
		_, err := sown(t, aidantsconnect.New(portaltest.Deps(t))[0], text)
		require.ErrorContains(t, err, want, text)
		if !strings.Contains(text, "mandat: []") {
			require.ErrorContains(t, err, "aidantsconnect : ", text)
		}
	}
}
