package accueil

import (
	"errors"
	"net/http"
	"strconv"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/quiz"
)

// quizPage is a quiz before or after it was answered.
type quizPage struct {
	quiz.Quiz
	Name     string
	Answered bool
	Lines    []quizLine
	Right    int
}

// quizLine is one question with what was just answered; nothing of it is kept.
type quizLine struct {
	quiz.Question
	Number int
	Chosen int // index of the answer, -1 for none
	Right  bool
}

func showQuiz(v *house.Visitor) error { return renderQuiz(v, false) }

func answerQuiz(v *house.Visitor) error { return renderQuiz(v, true) }

func renderQuiz(v *house.Visitor, answered bool) error {
	q, err := quiz.Find(v.Param("quiz"))
	if errors.Is(err, quiz.ErrNoQuiz) {
		return &house.Refusal{Status: http.StatusNotFound, Title: "Ce quiz n’existe pas", Message: "Vérifiez l’adresse, ou revenez à l’accueil.", Link: "/", Label: "Revenir à l’accueil"}
	}
	if err != nil {
		return err
	}
	p := quizPage{Quiz: q, Name: v.Param("quiz"), Answered: answered}
	for i, question := range q.Questions {
		line := quizLine{Question: question, Number: i + 1, Chosen: -1}
		if n, err := strconv.Atoi(v.PostForm(question.ID)); answered && err == nil && n >= 0 && n < len(question.Choices) {
			line.Chosen, line.Right = n, question.Choices[n].Right
		}
		if line.Right {
			p.Right++
		}
		p.Lines = append(p.Lines, line)
	}
	return v.Render("accueil/quiz", house.View{Title: q.Title, Room: bodyClass, P: p})
}
