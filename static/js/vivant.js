// Keeps a page fresh. The body's data-flux names a stream; at each event the
// page is fetched again and every element with both an id and data-vivant takes
// what is new in it. What somebody is typing in is left alone. Without this
// script every page works: one reloads it by hand.
(() => {
  "use strict";
  const address = document.body.dataset.flux;
  if (!address || !window.EventSource) return;
  const lost = document.getElementById("coupure");
  let wanted = false, busy = false, wentAway = 0;

  const parts = (root) => root.querySelectorAll("[data-vivant][id]");
  const inUse = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

  function merge(fresh) {
    const next = fresh.body.dataset.etape, now = document.body.dataset.etape;
    if (next !== now) return location.reload(); // another phase: another page
    for (const part of parts(fresh)) {
      const here = document.getElementById(part.id);
      if (!here || inUse(here) || here.innerHTML === part.innerHTML) continue;
      // Only what differs is touched: what is being pressed, or holds the
      // keyboard, stays where it is, and what somebody unfolded stays open.
      Idiomorph.morph(here, [...part.childNodes], { morphStyle: "innerHTML", callbacks: {
        beforeAttributeUpdated: (name, element) => name !== "open" || element.localName !== "details",
      } });
    }
  }

  async function refresh() {
    wanted = true;
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      try {
        const answer = await fetch(location.href, { headers: { "X-Vivant": "1" }, credentials: "same-origin" });
        if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
        if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
        else if (answer.status < 500) return location.reload();
      } catch { /* the stream says that the connection is lost */ }
    }
    busy = false;
  }

  // A page that nobody looks at lets go of its stream: a browser opens six at
  // most to one address, and somebody may hold three seats in one browser.
  let flow = null;
  function open() {
    if (flow) return;
    flow = new EventSource(address);
    for (const name of ["etape", "retour", "ecran"]) flow.addEventListener(name, refresh);
    flow.onopen = () => { if (wentAway) refresh(); wentAway = 0; lost.hidden = true; };
    flow.onerror = () => { wentAway ||= Date.now(); setTimeout(() => { if (wentAway) lost.hidden = false; }, 1500); };
  }
  function close() {
    flow?.close();
    flow = null;
    wentAway = 0;
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else { open(); refresh(); }
  });
  addEventListener("pagehide", close);
  open();
  addEventListener("pageshow", (e) => { if (e.persisted) { open(); refresh(); }; });
})();
