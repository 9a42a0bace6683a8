package bareme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
)

func TestShares(t *testing.T) {
	type (
		decl = bareme.Declaration
		dep  = bareme.Dependants
		tick = bareme.Ticks
	)
	const single, divorced, married, pacsed, widowed = bareme.Single, bareme.Divorced, bareme.Married, bareme.Pacsed, bareme.Widowed
	for name, c := range map[string]struct {
		decl   decl
		shares bareme.Shares // in quarters
	}{
		"alone":                              {decl{Status: single}, 4},
		"no letter":                          {decl{}, 4},
		"couple":                             {decl{Status: pacsed}, 8},
		"four children":                      {decl{Status: married, Dependants: dep{F: 4}}, 20},
		"one alternating":                    {decl{Status: divorced, Dependants: dep{H: 1}}, 5},
		"three alternating":                  {decl{Status: divorced, Dependants: dep{H: 3}}, 8},
		"two there, one alternating":         {decl{Status: married, Dependants: dep{F: 2, H: 1}}, 14},
		"one there, two alternating":         {decl{Status: married, Dependants: dep{F: 1, H: 2}}, 13},
		"grown child attached":               {decl{Status: married, Dependants: dep{F: 1, J: 1}}, 12},
		"grown child with a family":          {decl{Status: married, Dependants: dep{N: 1}}, 8},
		"child with a card":                  {decl{Status: married, Dependants: dep{F: 1, G: 1}}, 12},
		"more cards than children":           {decl{Status: married, Dependants: dep{F: 1, G: 5}}, 12},
		"alternating child with a card":      {decl{Status: divorced, Dependants: dep{H: 1, I: 1}}, 6},
		"disabled relative":                  {decl{Status: single, Dependants: dep{R: 1}}, 8},
		"negative":                           {decl{Status: single, Dependants: dep{F: -2, H: -1}}, 4},
		"T":                                  {decl{Status: single, Ticks: tick{T: true}, Dependants: dep{F: 1}}, 8},
		"T, one alternating":                 {decl{Status: single, Ticks: tick{T: true}, Dependants: dep{H: 1}}, 6},
		"T, two alternating":                 {decl{Status: single, Ticks: tick{T: true}, Dependants: dep{H: 2}}, 8},
		"T without children":                 {decl{Status: single, Ticks: tick{T: true}}, 4},
		"T in a couple":                      {decl{Status: married, Ticks: tick{T: true}, Dependants: dep{F: 1}}, 10},
		"widowed, one child":                 {decl{Status: widowed, Dependants: dep{F: 1}}, 10},
		"widowed, alone":                     {decl{Status: widowed}, 4},
		"L":                                  {decl{Status: divorced, Ticks: tick{L: true}}, 6},
		"L and N":                            {decl{Status: divorced, Ticks: tick{L: true, N: true}}, 4},
		"L with children":                    {decl{Status: divorced, Ticks: tick{L: true}, Dependants: dep{F: 1}}, 6},
		"K":                                  {decl{Status: widowed, Ticks: tick{K: true}}, 6},
		"E":                                  {decl{Status: single, Ticks: tick{E: true}}, 6},
		"P":                                  {decl{Status: single, Ticks: tick{P: true}}, 6},
		"P and W are one half share":         {decl{Status: single, Ticks: tick{P: true, W: true}}, 6},
		"P and L are one half share":         {decl{Status: single, Ticks: tick{P: true, L: true}}, 6},
		"P with children":                    {decl{Status: single, Ticks: tick{P: true}, Dependants: dep{F: 1}}, 8},
		"W with children":                    {decl{Status: single, Ticks: tick{W: true}, Dependants: dep{F: 1}}, 6},
		"G":                                  {decl{Status: widowed, Ticks: tick{G: true}}, 6},
		"F alone is nobody":                  {decl{Status: single, Ticks: tick{F: true}}, 4},
		"couple, P and F":                    {decl{Status: married, Ticks: tick{P: true, F: true}}, 12},
		"couple, S":                          {decl{Status: married, Ticks: tick{S: true}}, 10},
		"couple, P and S are one half share": {decl{Status: married, Ticks: tick{P: true, S: true}}, 10},
	} {
		got, why := c.decl.Shares()
		require.Equal(t, c.shares, got, name)
		require.Equal(t, got.String(), why.Lines[len(why.Lines)-1].Amount, name)
	}
}

func TestSharesAreWrittenAsOnTheNotice(t *testing.T) {
	for shares, text := range map[bareme.Shares]string{4: "1 part", 5: "1,25 part", 6: "1,5 part", 8: "2 parts", 11: "2,75 parts"} {
		require.Equal(t, text, strings.ReplaceAll(shares.String(), "\u00a0", " "))
	}
}
