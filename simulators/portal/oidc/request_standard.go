package oidc

import (
	"slices"
	"strconv"
)

// What follows matters in Standard only: Strict has refused these parameters,
// or overrides them.

// prompt keeps what the host must do. FranceConnect always asks for both, and
// yet lets a session of the last half hour serve.
func (rd *reader) prompt() error {
	asked := words(rd.v.Get("prompt"))
	if rd.p.strict() || rd.p.legacy() {
		rd.q.Prompts, rd.q.AnyLogin = []string{"login", "consent"}, true
		if slices.Equal(asked, []string{"login"}) && slices.Equal(rd.c.AllowedPrompts, asked) {
			rd.q.Prompts = asked
		}
		return nil
	}
	for _, prompt := range asked {
		switch prompt {
		case "none":
			if len(asked) > 1 {
				return rd.q.refuse(errInvalidRequest, "prompt none must only be used alone")
			}
		case "login", "consent":
		case "select_account":
			prompt = "login" // the only account one has here is chosen by logging in
		default:
			return rd.q.refuse(errInvalidRequest, "unsupported prompt value requested")
		}
		rd.q.Prompts = append(rd.q.Prompts, prompt)
	}
	return nil
}

func (rd *reader) maxAge() error {
	raw := rd.v.Get("max_age")
	if raw == "" {
		return nil
	}
	age, err := strconv.Atoi(raw)
	if err != nil || age < 0 {
		return rd.q.refuse(errInvalidRequest, "invalid max_age parameter value")
	}
	rd.q.MaxAge = &age
	return nil
}

// pkce accepts S256 only. FranceConnect knows nothing of it.
func (rd *reader) pkce() error {
	challenge, method := rd.v.Get("code_challenge"), rd.v.Get("code_challenge_method")
	switch {
	case challenge == "" && method == "":
		return nil
	case challenge == "":
		return rd.q.refuse(errInvalidRequest, "code_challenge must be provided with code_challenge_method")
	case method != "S256":
		return rd.q.refuse(errInvalidRequest, "not supported value of code_challenge_method")
	case len(challenge) != 43:
		return rd.q.refuse(errInvalidRequest, "code_challenge must be a string of 43 characters")
	}
	rd.q.Challenge = challenge
	return nil
}

// hint verifies the id_token_hint, which names the person expected.
func (rd *reader) hint() error {
	token := rd.v.Get("id_token_hint")
	if token == "" {
		return nil
	}
	h, c, err := rd.p.readHint(token)
	if err != nil || c.ID != rd.c.ID {
		return rd.q.refuse(errInvalidRequest, errHint.Error())
	}
	rd.q.Sub = h.Subject
	return nil
}
