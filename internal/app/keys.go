package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"demarcheablanc/internal/store"
	"demarcheablanc/simulators/portal/oidc"
)

// secret reads an installation's own random secret, made at its first start.
func secret(ctx context.Context, s store.Store, name string) ([]byte, error) {
	value, err := s.Setting(ctx, name)
	if !errors.Is(err, store.ErrNotFound) {
		return value, err
	}
	value = make([]byte, 32)
	_, _ = rand.Read(value) // never fails
	return value, s.SetSetting(ctx, name, value)
}

// signingKeys reads the keys of the fictional providers, made at first start, so
// that a login under way survives a restart.
func signingKeys(ctx context.Context, s store.Store) (*oidc.KeySet, error) {
	const name = "cles"
	kept, err := s.Setting(ctx, name)
	if err == nil {
		keys := &oidc.KeySet{}
		return keys, keys.ImportJWK(kept)
	}
	if !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	keys, err := oidc.NewKeySet()
	if err != nil {
		return nil, err
	}
	raw, err := keys.ExportJWK()
	if err != nil {
		return nil, fmt.Errorf("export the keys: %w", err)
	}
	return keys, s.SetSetting(ctx, name, raw)
}
