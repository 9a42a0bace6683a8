package house

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
)

const (
	heartbeat    = 15 * time.Second
	writeTimeout = 10 * time.Second
)

// Stream follows worlds for a page: one event per step, numbered, so that a
// phone that slept resumes where it stopped; "retour" when a world was rewound.
// It ends when the browser leaves or stops reading.
//
// The id of an event says where each world stands: "epoch.step-epoch.step".
func (v *Visitor) Stream(worlds ...*sandbox.Sandbox) error {
	woken := make(chan struct{}, 1)
	for _, w := range worlds {
		defer w.Watch(woken)()
	}
	out := newStreamWriter(v.Writer)
	seen := resume(v.GetHeader("Last-Event-ID"), worlds)
	v.Header("Content-Type", "text/event-stream; charset=utf-8")
	v.Header("Cache-Control", "no-store")
	v.Header("X-Accel-Buffering", "no")
	v.Status(http.StatusOK)
	if err := out.write("retry: 2000\n\n"); err != nil {
		return nil
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		if err := out.news(worlds, seen); err != nil {
			return nil
		}
		select {
		case <-v.Request.Context().Done():
			return nil
		case <-woken:
		case <-beat.C:
			if err := out.write(": toujours là\n\n"); err != nil {
				return nil
			}
		}
	}
}

// position is where a stream stands in one world.
type position struct{ epoch, step int64 }

func (p position) String() string {
	return strconv.FormatInt(p.epoch, 10) + "." + strconv.FormatInt(p.step, 10)
}

func resume(last string, worlds []*sandbox.Sandbox) []position {
	seen := make([]position, len(worlds))
	parts := strings.Split(last, "-")
	for i, w := range worlds {
		seen[i] = position{w.Epoch(), w.Head()}
		if len(parts) != len(worlds) {
			continue
		}
		var p position
		if _, err := fmt.Sscanf(parts[i], "%d.%d", &p.epoch, &p.step); err == nil {
			seen[i] = p
		}
	}
	return seen
}

type streamWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func newStreamWriter(w http.ResponseWriter) *streamWriter {
	return &streamWriter{w, http.NewResponseController(w)}
}

func (s *streamWriter) write(text string) error {
	_ = s.control.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}

// news writes every step that a world has and the stream has not.
func (s *streamWriter) news(worlds []*sandbox.Sandbox, seen []position) error {
	var out strings.Builder
	for i, w := range worlds {
		epoch, journal := w.Epoch(), w.Journal()
		if epoch != seen[i].epoch {
			seen[i] = position{epoch, w.Head()}
			event(&out, "retour", seen, w.ID(), seen[i].step)
			continue
		}
		from := len(journal)
		for from > 0 && journal[from-1].Seq > seen[i].step {
			from--
		}
		for _, step := range journal[from:] {
			seen[i].step = step.Seq
			event(&out, "etape", seen, w.ID(), step.Seq)
		}
	}
	if out.Len() == 0 {
		event(&out, "ecran", seen, "", 0)
	}
	return s.write(out.String())
}

func event(out *strings.Builder, name string, seen []position, world string, step int64) {
	ids := make([]string, len(seen))
	for i, p := range seen {
		ids[i] = p.String()
	}
	fmt.Fprintf(out, "event: %s\nid: %s\ndata: {\"monde\":%q,\"etape\":%d}\n\n", name, strings.Join(ids, "-"), world, step)
}
