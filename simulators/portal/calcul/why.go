package calcul

// Line is one step of a computation, as one would say it aloud at the counter.
type Line struct {
	Label  string // « Abattement de 10 % »
	How    string // « 10 % de 20 000 €, entre 509 € et 14 555 € »; may be empty
	Amount string // as printed: « − 2 000 € », « 1,5 part »
	Result bool   // what the lines above lead to
}

// Why is the answer to « pourquoi ce montant ? ».
type Why struct {
	Title  string // « Votre prime d’activité de novembre »
	Lines  []Line
	Source string // where the rule is written: « code de la sécurité sociale, art. L. 842-3 »
}

// Add appends a step.
func (w *Why) Add(label, how, amount string) {
	w.Lines = append(w.Lines, Line{Label: label, How: how, Amount: amount})
}

// Conclude appends a result.
func (w *Why) Conclude(label, amount string) {
	w.Lines = append(w.Lines, Line{Label: label, Amount: amount, Result: true})
}
