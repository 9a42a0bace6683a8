package ameli

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestARefusalIsSaidAsASentence(t *testing.T) {
	require.Equal(t, "Écrivez l’adresse entière.", sentence(errors.New("écrivez l'adresse entière")))
	require.Equal(t, "Rien n’a été gardé.", sentence(errors.New("Rien n'a été gardé.")))
}
