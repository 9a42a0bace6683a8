package accueil_test

import (
	"net/http"
	"net/url"
	"testing"
)

func TestAQuizCorrectsAndKeepsNothing(t *testing.T) {
	h := start(t)
	p := h.Person()
	p.Get("/quiz/aidants-connect").Status(http.StatusOK).See("curatelle", "Réponse de 2021", "Aujourd’hui")
	p.Fill("Faux", "1")
	p.Click("Voir toutes les réponses").Status(http.StatusOK).See("1 réponse juste sur 10", "sauvegarde de justice")
	p.Get("/quiz/aidants-connect").DontSee("réponse juste sur")
	p.Post("/quiz/aidants-connect", url.Values{"protection": {"99"}, "martin": {"trois"}}).Status(http.StatusOK).See("0 réponse juste")
	p.Get("/quiz/inconnu").Status(http.StatusNotFound).See("n’existe pas")
}
