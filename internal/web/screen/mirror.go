package screen

import (
	"context"
	"net/http"
	"net/url"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Mirror draws what a GET of a world address would show on a device, at the step
// seq of the journal or, if seq is negative, now. Nothing is kept of it: not a
// session, not a fact. Links lead nowhere and fields cannot be used, so that the
// body can be laid inside any page. ErrNoHost, ErrNoStep.
func Mirror(network *portal.Network, box *sandbox.Sandbox, seq int64, device, address string) (portal.Response, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return portal.Response{}, portal.ErrNoHost
	}
	var answer portal.Response
	err = box.Peek(seq, sandbox.Actor{Seat: "miroir", Device: device, Page: address}, func(tx *sandbox.Tx) (err error) {
		request := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
		request = request.WithContext(tx.Context(context.Background()))
		answer, err = network.Serve(&portal.Visit{Tx: tx, Request: request})
		return err
	})
	if err != nil {
		return portal.Response{}, err
	}
	answer.Body = still(answer.Body)
	return answer, nil
}
