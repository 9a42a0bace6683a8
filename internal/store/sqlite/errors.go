package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/store"
)

// ErrNoCgo: the program was built with CGO_ENABLED=0, which leaves SQLite out.
var ErrNoCgo = errors.New("ce programme a été construit sans SQLite : reconstruisez-le avec CGO_ENABLED=1")

// Holder is the program that holds a data folder. Its fields are empty where
// the lock file did not say.
type Holder struct {
	PID   int
	Host  string
	Since time.Time
}

// HeldError: another program serves this data folder.
type HeldError struct {
	Dir    string
	Holder Holder
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("Le dossier de données %s est déjà utilisé par %s : arrêtez-le, ou choisissez un autre dossier.",
		e.Dir, e.Holder)
}

func (h Holder) String() string {
	if h.PID == 0 {
		return "un autre programme"
	}
	said := []string{fmt.Sprintf("processus n° %d", h.PID)}
	if h.Host != "" {
		said = append(said, "sur "+h.Host)
	}
	if !h.Since.IsZero() {
		said = append(said, "depuis le "+h.Since.Local().Format("02/01/2006 à 15:04"))
	}
	return "un autre programme (" + strings.Join(said, ", ") + ")"
}

// DamagedError: the file is not a sound database. Nothing was written to it.
type DamagedError struct {
	Path  string
	Cause error
}

func (e *DamagedError) Error() string {
	cause := strings.Join(strings.Fields(e.Cause.Error()), " ") // SQLite's own may be several lines
	return fmt.Sprintf("Le fichier de données %s est abîmé (%s) : rien n'y a été écrit, remettez une sauvegarde à sa place.",
		e.Path, cause)
}

func (e *DamagedError) Unwrap() error { return e.Cause }

// ReadOnlyError: the folder or the file in it cannot be written.
type ReadOnlyError struct {
	Path  string
	Cause error
}

func (e *ReadOnlyError) Error() string {
	return fmt.Sprintf("Impossible d'écrire dans %s (%v) : donnez-en le droit au programme, ou choisissez un autre dossier.",
		e.Path, e.Cause)
}

func (e *ReadOnlyError) Unwrap() error { return e.Cause }

// NewerError: the file was written by a later program.
type NewerError struct {
	Path      string
	Has, Know int // schema number of the file, highest one known here
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("Le fichier de données %s vient d'une version plus récente (schéma n° %d, connu ici : n° %d) : mettez le programme à jour.",
		e.Path, e.Has, e.Know)
}

// fault puts the kinds that people can act upon in the place of SQLite's and
// the system's own errors. Everything else goes through as it came.
func fault(path string, err error) error {
	switch classify(err) {
	case full:
		return fmt.Errorf("%w (%v)", store.ErrFull, err)
	case readOnly:
		return &ReadOnlyError{Path: path, Cause: err}
	case damaged:
		return &DamagedError{Path: path, Cause: err}
	default:
		return err
	}
}

type kind int

const (
	other kind = iota
	full
	readOnly
	damaged
)
