package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
)

func createRoundTrip(t *testing.T, s store.Store) {
	paris := time.FixedZone("Paris", 3600)
	for name, w := range map[string]store.World{
		"full":          world("complet"),
		"nearly empty":  {ID: "vide", Kind: "bac"},
		"another zone":  {ID: "zone", Created: start.In(paris), Expires: start.In(paris)},
		"far away":      {ID: "loin", Created: time.Date(1899, 12, 31, 0, 0, 0, 1, time.UTC), Expires: time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)},
		"accents, rope": {ID: `l'été "à" blanc;--`, Kind: "été", Base: "Rogér", Owner: "'"},
	} {
		require.NoError(t, s.Create(context.Background(), w), name)
		want := w
		want.Created, want.Expires = w.Created.UTC(), w.Expires.UTC()
		require.Equal(t, want, read(t, s, w.ID), name)
	}
}

func createStartsAtZero(t *testing.T, s store.Store) {
	w := world("neuf")
	w.Head, w.Last, w.Epoch = 4, 5, 6
	require.NoError(t, s.Create(context.Background(), w))
	require.Equal(t, world("neuf"), read(t, s, "neuf"))
	require.Empty(t, steps(t, s, "neuf"))
}

func createTaken(t *testing.T, s store.Store) {
	created(t, s, "pris")
	other := world("pris")
	other.Owner = "quelqu'un d'autre"
	require.ErrorIs(t, s.Create(context.Background(), other), store.ErrExists)
	require.Equal(t, world("pris"), read(t, s, "pris"), "the first one stays")
}

func unknownWorld(t *testing.T, s store.Store) {
	ctx := context.Background()
	_, err := s.World(ctx, "absent")
	require.ErrorIs(t, err, store.ErrNotFound)
	require.ErrorIs(t, s.Commit(ctx, step("absent", 1, 0), nil), store.ErrNotFound)
	require.ErrorIs(t, s.Rewind(ctx, "absent", 0, 0, nil), store.ErrNotFound)
	require.Empty(t, steps(t, s, "absent"), "a refused step is not kept")
	require.Empty(t, ids(t, s, "absent"))
}

func worldsByKind(t *testing.T, s store.Store) {
	for i, id := range []string{"c", "a", "b"} {
		w := world(id)
		w.Created = start.Add(time.Duration(i))
		require.NoError(t, s.Create(context.Background(), w))
	}
	register := world("registre")
	register.Kind, register.Owner, register.Base = "atelier", "", ""
	require.NoError(t, s.Create(context.Background(), register))

	require.Equal(t, []string{"c", "a", "b"}, ids(t, s, "bac"))
	listed, err := s.Worlds(context.Background(), "atelier")
	require.NoError(t, err)
	require.Equal(t, []store.World{register}, listed)
}

func deleteWorlds(t *testing.T, s store.Store) {
	created(t, s, "a", "b", "c")
	committed(t, s, "a", 3)
	committed(t, s, "c", 2)

	require.NoError(t, s.Delete(context.Background(), "a", "inconnu", "b"))
	require.NoError(t, s.Delete(context.Background(), "a"), "an unknown id is no error")
	require.NoError(t, s.Delete(context.Background()))
	require.Equal(t, []string{"c"}, ids(t, s, "bac"))
	require.Empty(t, steps(t, s, "a"))
	require.Len(t, steps(t, s, "c"), 2)

	created(t, s, "a")
	require.Empty(t, steps(t, s, "a"), "a name used again starts empty")
}

func ownersIndependent(t *testing.T, s store.Store) {
	register := world("atelier-1")
	register.Kind, register.Owner = "atelier", ""
	require.NoError(t, s.Create(context.Background(), register))
	created(t, s, "trio-1", "trio-2")
	committed(t, s, "atelier-1", 1)
	committed(t, s, "trio-1", 2)
	committed(t, s, "trio-2", 3)

	require.NoError(t, s.Delete(context.Background(), "trio-1"))
	require.Equal(t, []string{"atelier-1"}, ids(t, s, "atelier"))
	require.Equal(t, []string{"trio-2"}, ids(t, s, "bac"))

	require.NoError(t, s.Delete(context.Background(), "atelier-1"))
	require.Empty(t, ids(t, s, "atelier"))
	require.Equal(t, "atelier-1", read(t, s, "trio-2").Owner)
	require.Len(t, steps(t, s, "trio-2"), 3)
}

func purgeExpired(t *testing.T, s store.Store) {
	for id, expires := range map[string]time.Time{
		"passé": start.Add(-1), "juste": start, "futur": start.Add(1), "sans fin": {},
	} {
		w := world(id)
		w.Expires = expires
		require.NoError(t, s.Create(context.Background(), w))
		committed(t, s, id, 2)
	}
	n, err := s.Purge(context.Background(), start)
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.ElementsMatch(t, []string{"juste", "futur", "sans fin"}, ids(t, s, "bac"))
	require.Empty(t, steps(t, s, "passé"))
	require.Len(t, steps(t, s, "juste"), 2)

	n, err = s.Purge(context.Background(), start)
	require.NoError(t, err)
	require.Zero(t, n)
}

func purgeMany(t *testing.T, s store.Store) {
	const many = 130
	together(t, many, func(i int) error { return s.Create(context.Background(), world(name(i))) })
	n, err := s.Purge(context.Background(), start.AddDate(1, 0, 0))
	require.NoError(t, err)
	require.Equal(t, many, n)
	require.Empty(t, ids(t, s, "bac"))
}

func settings(t *testing.T, s store.Store) {
	ctx := context.Background()
	_, err := s.Setting(ctx, "clé")
	require.ErrorIs(t, err, store.ErrNotFound)
	for _, value := range [][]byte{{0, 1, 255}, []byte("autre"), {}} {
		require.NoError(t, s.SetSetting(ctx, "clé", value))
		got, err := s.Setting(ctx, "clé")
		require.NoError(t, err)
		require.Equal(t, string(value), string(got))
	}
	require.NoError(t, s.SetSetting(ctx, "rien", nil))
	got, err := s.Setting(ctx, "rien")
	require.NoError(t, err)
	require.Empty(t, got)
}
