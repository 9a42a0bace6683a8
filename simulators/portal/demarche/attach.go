package demarche

import (
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// keepFile is what a form says of a file that was chosen before.
const keepFile = "garder"

// The usual limits of a file: what the portals take.
const heaviest = 5 << 20

var usualFormats = []string{"pdf", "jpg", "png"}

// filesOn lists what a screen could hand in, last kept first.
func filesOn(tx *sandbox.Tx, device string) []portal.Download {
	d, _ := portal.DeviceOf(tx, device)
	var kept []portal.Download
	for _, f := range slices.Backward(d.Downloads) {
		if !f.Trashed {
			kept = append(kept, f)
		}
	}
	return kept
}

// format is what the bytes of a file are, whatever its name says.
func format(f portal.File) string { return or(f.Format, "pdf") }

func extension(name string) string {
	_, after, _ := strings.Cut(name[max(0, strings.LastIndexByte(name, '.')):], ".")
	switch ext := strings.ToLower(after); ext {
	case "jpeg":
		return "jpg"
	default:
		return ext
	}
}

// light is the weight of a document that says none.
const light = 120 << 10

func weight(f portal.File) string {
	bytes := f.Bytes
	if bytes == 0 {
		bytes = light
	}
	if bytes < 1<<20 {
		return frtext.Number(max(1, bytes>>10)) + frtext.NBSP + "Ko"
	}
	return strings.Replace(strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64), ".", ",", 1) + frtext.NBSP + "Mo"
}

// refuseFile says what is wrong with a file that is handed in; "" for nothing. A
// portal looks at the bytes, never at what they show.
func (f *field) refuseFile(file portal.File) string {
	most := f.Heaviest
	if most == 0 {
		most = heaviest
	}
	formats := f.Formats
	if len(formats) == 0 {
		formats = usualFormats
	}
	accepted := "Formats acceptés : " + strings.ToUpper(strings.Join(formats, ", ")) + "."
	switch is, named := format(file), extension(file.Name); {
	case file.Bytes < 0:
		return "Ce fichier est vide. Refaites la photo ou l’enregistrement, puis choisissez-le."
	case !slices.Contains(formats, is) && slices.Contains(formats, named):
		return "Ce fichier s’appelle ." + named + " mais c’est un fichier " + strings.ToUpper(is) + " : changer le nom ne change pas le format. " + accepted
	case !slices.Contains(formats, is):
		return "Le format " + strings.ToUpper(is) + " n’est pas accepté. " + accepted
	case file.Bytes > most:
		return "Ce fichier pèse " + weight(file) + " : c’est trop lourd, " + weight(portal.File{Bytes: most}) + " au plus. Prenez une photo plus légère, ou numérisez le papier."
	}
	return ""
}

// takeFile reads the choice of a file.
func (w *writer) takeFile(q question) {
	key, typed := q.key(), w.value(q.key())
	switch typed {
	case keepFile:
		return
	case "":
		delete(w.c.Dossier.Files, key)
		w.drop(key)
		return
	}
	for _, d := range w.files {
		if strconv.Itoa(d.ID) != typed {
			continue
		}
		if problem := q.refuseFile(d.File); problem != "" {
			w.refuse(key, problem)
			return
		}
		if w.c.Dossier.Files == nil {
			w.c.Dossier.Files = map[string]portal.File{}
		}
		w.c.Dossier.Files[key] = d.File
		w.keep(key, d.File.Name)
		return
	}
	w.refuse(key, "Ce fichier n’est plus sur cet appareil. Choisissez-en un autre.")
}
