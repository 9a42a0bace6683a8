package quiz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/quiz"
)

func TestTheAidantsConnectQuizIsWhole(t *testing.T) {
	q, err := quiz.Find("aidants-connect")
	require.NoError(t, err)
	require.Len(t, q.Questions, 10)
	for _, question := range q.Questions {
		require.NotEmpty(t, question.In2021, question.ID)
		require.NotEmpty(t, question.Today, question.ID)
	}
	_, err = quiz.Find("../scenarios")
	require.ErrorIs(t, err, quiz.ErrNoQuiz)
}
