package frtext_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/frtext"
)

func TestARefusalIsSaidAsASentence(t *testing.T) {
	assert.Equal(t, "Écrivez l’adresse entière.", frtext.Sentence(errors.New("écrivez l'adresse entière")))
	assert.Equal(t, "Rien n’a été gardé.", frtext.Sentence(errors.New("Rien n'a été gardé.")))
}

func TestADateIsReadAsPeopleWriteIt(t *testing.T) {
	born := time.Date(1975, 3, 8, 0, 0, 0, 0, frtext.Paris)
	for _, typed := range []string{
		"08/03/1975", "8/3/1975", "8-3-1975", "8 3 1975", "08.03.1975", "08 / 03 / 1975", " 08031975 ", "1975-03-08", "1975.3.8",
	} {
		day, ok := frtext.ParseDate(typed)
		assert.True(t, ok, typed)
		assert.True(t, born.Equal(day), typed)
	}
	for _, typed := range []string{"", "mai 1990", "30/02/1975", "8/3/75", "831975", "08/13/1975", "08/03/1875", "08/03/2175", "08/03/1975 bis"} {
		_, ok := frtext.ParseDate(typed)
		assert.False(t, ok, typed)
	}
}
