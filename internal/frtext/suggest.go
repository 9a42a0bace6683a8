package frtext

// DidYouMean suggests the nearest known word, when one is near: " (vouliez-vous
// dire « … » ?)", to be put right after the unknown one. Else nothing.
func DidYouMean(word string, known []string) string {
	best, nearest := "", 1+len(word)/3
	for _, k := range known {
		if d := distance(word, k); d <= nearest {
			best, nearest = k, d
		}
	}
	if best == "" {
		return ""
	}
	return " (vouliez-vous dire « " + best + " » ?)"
}

// distance is Levenshtein's.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
