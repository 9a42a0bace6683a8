// Package portal is what a simulated service is given, and all that a service
// must say of itself.
//
// A service is a [Site]: a host of the fictional web, its routes, its pages, its
// facts, its effects. A route's handler gets a [Visit]: one request by one seat
// on one device, inside one step of the world. The building (package web) adds
// the rest: the path prefix, the guards, the frame of the simulated computer,
// the exercise marking.
//
// Services never import one another. What they share goes through the world
// (a mail, an SMS, a letter: post.go) or over the fictional network (an OpenID
// Connect redirect: network.go). What gets people lost everywhere alike is
// written here once: login, lockout, forgotten password (access.go), sessions
// (session.go), the FranceConnect button (franceconnect.go).
//
// The world's documents kept here, by key:
//
//	personne/<id>              Person      who people are, papers and numbers
//	situation                  Situation   who is helped, where, by whom
//	acces/<site>/<id>          Account     a way in: identifier, secret, lockout
//	relance/<site>/<token>     Recovery    a link or code sent to get back in
//	session/<device>/<site>    Session     who is logged in on that screen
//	navigateur/<device>/<site> map         what the browser remembers until closed
//	poste/<id>                 Device      a screen, its tabs, its downloads
//	courriel/boite/<address>   Mailbox     courriel/message/<address>/<n> Mail
//	telephone/sms/<number>/<n> SMS         telephone/appel/<number>/<n> Call
//	courrier/<person>/<n>      Letter
//	papier/<person>/<id>       Paper       what a person holds in hand
//	panne/<host>               Outage
package portal
