package limit

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

// backlog is how many events a stream may lag behind before it misses some.
const backlog = 256

// fanout copies events to every open stream.
type fanout struct {
	mu      sync.Mutex
	streams map[chan []byte]bool
	done    chan struct{}
}

func newFanout() *fanout {
	return &fanout{streams: map[chan []byte]bool{}, done: make(chan struct{})}
}

func (f *fanout) close() { close(f.done) }

func (f *fanout) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.streams)
}

func (f *fanout) publish(event []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for s := range f.streams {
		select {
		case s <- event:
		default:
		}
	}
}

func (f *fanout) serve(c *gin.Context) {
	stream := make(chan []byte, backlog)
	f.mu.Lock()
	f.streams[stream] = true
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		delete(f.streams, stream)
		f.mu.Unlock()
	}()
	c.Header("Content-Type", "text/event-stream")
	c.Status(http.StatusOK)
	c.Writer.Flush()
	for {
		select {
		case event := <-stream:
			if _, err := c.Writer.Write(event); err != nil {
				return
			}
			c.Writer.Flush()
		case <-f.done:
			return
		case <-c.Request.Context().Done():
			return
		}
	}
}
