package franceconnect

import (
	"cmp"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Status says of an account that it is suspended, and why; or announces one
// that has no site in the exercise, under a title, always suspended.
type Status struct {
	Active  bool   `json:"actif"`
	Message string `json:"message,omitempty"` // what people read under its name
	Title   string `json:"titre,omitempty"`
	Order   int    `json:"ordre,omitempty"`
}

// Rules is what FranceConnect knows of one service besides its registration.
type Rules struct {
	Excluded []string `json:"exclus,omitempty"` // accounts that the service does not take
}

func statusKey(uid string) string { return "franceconnect/fi/" + uid }

// account is one card of the choice page.
type account struct {
	UID, Title, Icon, Message string
	Order                     int
	Active                    bool
	provider                  *portal.IdentityProvider
}

// mandates: it is Aidants Connect, no card of the page.
func (a account) mandates() bool { return a.provider != nil && a.provider.Mandates }

// accounts lists what a service's users may choose, in the order of the page.
func (s *service) accounts(tx *sandbox.Tx, client string) []account {
	rules, _ := sandbox.Get[Rules](tx, "franceconnect/service/"+client)
	var all []account
	for _, site := range s.d.Network.Sites() {
		if i := site.Identity; i != nil && s.offers(i) && !slices.Contains(rules.Excluded, i.UID) {
			a := account{UID: i.UID, Title: i.Title, Icon: site.Icon, Order: i.Order, Active: true, provider: i}
			if status, ok := sandbox.Get[Status](tx, statusKey(i.UID)); ok {
				a.Active, a.Message = status.Active, status.Message
			}
			all = append(all, a)
		}
	}
	if !s.plus() {
		all = append(all, announced(tx, all, rules)...)
	}
	slices.SortStableFunc(all, func(a, b account) int { return cmp.Compare(a.Order, b.Order) })
	return all
}

// announced lists the accounts that no site of the exercise holds.
func announced(tx *sandbox.Tx, known []account, rules Rules) []account {
	var more []account
	for _, key := range tx.Keys(statusKey("")) {
		uid := strings.TrimPrefix(key, statusKey(""))
		status, _ := sandbox.Get[Status](tx, key)
		held := slices.Contains(rules.Excluded, uid) || slices.ContainsFunc(known, func(a account) bool { return a.UID == uid })
		if !held && status.Title != "" {
			more = append(more, account{UID: uid, Title: status.Title, Icon: "demarche-a-blanc.svg", Message: status.Message, Order: status.Order})
		}
	}
	return more
}

// accountNamed finds one of them.
func (s *service) accountNamed(tx *sandbox.Tx, client, uid string) (account, bool) {
	for _, a := range s.accounts(tx, client) {
		if a.UID == uid {
			return a, true
		}
	}
	return account{}, false
}

// partyOf is FranceConnect as a client of an account.
func (s *service) partyOf(i *portal.IdentityProvider) *portal.RelyingParty {
	s.mu.Lock()
	defer s.mu.Unlock()
	rp, ok := s.parties[i.UID]
	if !ok {
		rp = s.party(i)
		s.parties[i.UID] = rp
	}
	return rp
}
