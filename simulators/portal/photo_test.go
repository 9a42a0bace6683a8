package portal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestAPaperIsPhotographedOrScanned(t *testing.T) {
	w := portaltest.Open(t, portaltest.Deps(t).Network, map[string]any{
		"papier/samia/carte": portal.Paper{ID: "carte", Title: "Carte d’identité", Kind: "identite", Text: []string{"SITTELLE Samia"}, Back: []string{"Adresse"}},
		"poste/tel-heic":     portal.Device{ID: "tel-heic", Kind: portal.Phone, HEIC: true},
	})
	w.Do(func(tx *sandbox.Tx) {
		one, ok := portal.Take(tx, portal.Shot{Device: "tel-samia", Paper: "carte", Person: "samia"})
		require.True(t, ok)
		require.Equal(t, portal.File{
			Kind: portal.KindPicture, Name: "photo-01.jpg", Title: "Carte d’identité", Person: "samia", Shows: "identite", Format: "jpg", Bytes: 3 << 20,
			Flaw: portal.FlawOneSide, Params: map[string]string{"papier": "carte", "verso": "non"},
		}, one)
		hasty, _ := portal.Take(tx, portal.Shot{Device: "tel-samia", Paper: "carte", Person: "samia", Back: true, Hasty: true})
		require.Equal(t, portal.FlawBlurred, hasty.Flaw)
		heic, _ := portal.Take(tx, portal.Shot{Device: "tel-heic", Paper: "carte", Person: "samia", Back: true})
		require.Equal(t, "heic", heic.Format)
		require.Empty(t, heic.Flaw)
		scan, _ := portal.Take(tx, portal.Shot{Device: "pc-epn", Paper: "carte", Person: "samia", Back: true, Scan: true})
		require.Equal(t, "pdf", scan.Format)
		drawn, err := w.Network.Draw(tx, scan)
		require.NoError(t, err)
		require.Equal(t, "%PDF", string(drawn[:4]))
		elsewhere := portal.File{Kind: portal.KindPicture, Title: "Bulletin", Person: "samia", Params: map[string]string{"texte": "Jardinerie | 612 €"}}
		drawn, err = w.Network.Draw(tx, elsewhere)
		require.NoError(t, err, "un papier que personne ici ne tient se lit dans le fichier")
		require.Equal(t, "%PDF", string(drawn[:4]))
		_, ok = portal.Take(tx, portal.Shot{Device: "pc-epn", Paper: "passeport", Person: "samia"})
		require.False(t, ok)
	})
	w.MustSee(portal.FactFileSaved, "poste", "pc-epn", "genre", portal.KindPicture)
}

func TestABatteryEndsAndASessionToo(t *testing.T) {
	w := portaltest.Open(t, portaltest.Deps(t).Network, map[string]any{
		"session/pc-epn/ameli": portal.Session{Person: "samia", Seen: portaltest.T0},
	})
	w.Do(func(tx *sandbox.Tx) {
		tx.Schedule(tx.Now().Add(time.Minute), portal.EffectBattery, portal.Charge{Device: "tel-samia"})
		tx.Schedule(tx.Now().Add(2*time.Minute), portal.EffectExpire, portal.Login{Device: "pc-epn", Site: "ameli"})
	})
	w.Wait(time.Minute)
	w.Read(func(tx *sandbox.Tx) {
		d, _ := portal.DeviceOf(tx, "tel-samia")
		require.True(t, d.Off)
	})
	w.MustNotSee(portal.FactSessionExpired)
	w.Wait(time.Minute)
	w.MustSee(portal.FactSessionExpired, "site", "ameli")
}
