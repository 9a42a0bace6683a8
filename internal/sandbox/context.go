package sandbox

import "context"

type contextKey struct{}

// Context carries the step to whatever answers inside it: a service that asks
// another one over the world's own network (a code exchanged for a token)
// changes both in one step, or neither.
func (tx *Tx) Context(ctx context.Context) context.Context {
	return context.WithValue(ctx, contextKey{}, tx)
}

// FromContext returns the step that ctx carries, or nil.
func FromContext(ctx context.Context) *Tx {
	tx, _ := ctx.Value(contextKey{}).(*Tx)
	return tx
}
