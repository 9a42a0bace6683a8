// Package e2e plays the whole program from outside, as people meet it: three of
// them around Samia, each in a Chromium window of their own, from the trainer's
// phrase to the printed debrief; what must be refused, over HTTP; and the built
// program killed in the middle of its writes.
//
// It owns journeys and what must be true at their end. What a room or a service
// does in detail is tested next to it; how windows are driven is package
// browser's, how the program is started in memory is package webtest's.
package e2e
