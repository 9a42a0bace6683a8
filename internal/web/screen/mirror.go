package screen

import (
	"context"
	"net/http"
	"net/url"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Image is what a device shows, as a picture of it.
type Image struct {
	portal.Response
	Address string // where it stands, once it has followed what sends it on
}

// mostHops bounds the redirects that a picture follows.
const mostHops = 10

// Mirror draws what a GET of a world address would show on a device, at the step
// seq of the journal or, if seq is negative, now. Nothing is kept of it: not a
// session, not a fact. Links lead nowhere and fields cannot be used, so that the
// body can be laid inside any page. ErrNoHost, ErrNoStep.
func Mirror(network *portal.Network, box *sandbox.Sandbox, seq int64, device, address string) (Image, error) {
	var image Image
	err := box.Peek(seq, sandbox.Actor{Seat: "miroir", Device: device, Page: address}, func(tx *sandbox.Tx) (err error) {
		for range mostHops {
			if image.Response, err = get(network, tx, address); err != nil {
				return err
			}
			image.Address = address
			if image.Location == "" {
				return nil
			}
			address = image.Location
		}
		return nil
	})
	if err != nil {
		return Image{}, err
	}
	image.Body = still(image.Body)
	return image, nil
}

func get(network *portal.Network, tx *sandbox.Tx, address string) (portal.Response, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return portal.Response{}, portal.ErrNoHost
	}
	request := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	return network.Serve(&portal.Visit{Tx: tx, Request: request.WithContext(tx.Context(context.Background()))})
}
