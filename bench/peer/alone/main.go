// Command alone serves our engine for package peer: one client, one person, a
// page and its form, everything in memory. It prints its issuer and stops when
// its input closes.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"demarcheablanc/bench/peer"
	"demarcheablanc/simulators/portal/oidc"
)

func main() {
	if err := serve(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

var samia = oidc.Identity{
	GivenName: "Samia Louise", FamilyName: "LORIOT", Birthdate: "1991-04-17", Gender: "female",
	Birthplace: "75107", Birthcountry: oidc.France, Email: "samia.loriot@courriel.example",
}

func serve(alg string) error {
	keys, err := oidc.NewKeySet(alg)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	issuer := "http://" + listener.Addr().String() + "/api/v2"
	client := oidc.Client{ID: peer.ClientID, Secret: peer.Secret, Name: "Service", RedirectURIs: []string{peer.Callback}, IDTokenAlg: alg, UserinfoAlg: alg}
	p := &oidc.Provider{
		Issuer: issuer, Posture: oidc.Strict, Keys: keys, Pairwise: []byte("mesure"), Records: oidc.MemoryRecords(),
		Clients:  func(id string) (oidc.Client, bool) { return client, id == client.ID },
		Now:      func(context.Context) time.Time { return time.Now() },
		Interact: func(id string) string { return "/interaction/" + id }, Carry: true,
	}
	server := &http.Server{Handler: routes(p), ReadHeaderTimeout: time.Minute}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Close()
	}()
	fmt.Println(issuer)
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

func routes(p *oidc.Provider) http.Handler {
	page := bytes.Repeat([]byte("<p>Vous allez vous connecter.</p>"), peer.PageParagraphs)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v2/authorize", p.Authorize)
	mux.Handle("/api/v2/", p.Backchannel())
	mux.HandleFunc("/interaction/", func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimPrefix(r.URL.Path, "/interaction/")
		if r.Method == http.MethodGet {
			if _, err := p.Interaction(r.Context(), id); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			_, _ = w.Write(page)
			return
		}
		to, err := p.Grant(r.Context(), id, samia)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusSeeOther)
	})
	return mux
}
