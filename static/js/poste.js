// Small comforts of a seat: back and forward, a clock that ticks, notes kept as
// one types, a form that is sent only once. Every page works without it.
(() => {
  "use strict";
  const acts = { retour: () => history.back(), suite: () => history.forward(), imprimer: () => print() };
  for (const button of document.querySelectorAll("button[data-page]")) {
    button.hidden = false;
    button.addEventListener("click", acts[button.dataset.page]);
  }

  // The world's clock goes as fast as ours, from what the page told last.
  const heard = new WeakMap();
  setInterval(() => {
    for (const clock of document.querySelectorAll("time[data-horloge]")) {
      const told = clock.dateTime;
      if (heard.get(clock)?.told !== told) heard.set(clock, { told, wall: Date.now() });
      const now = new Date(Date.parse(told) + Date.now() - heard.get(clock).wall);
      const text = new Intl.DateTimeFormat("fr-FR", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Paris" }).format(now).replace(":", "\u00a0h\u00a0");
      if (clock.textContent !== text) clock.textContent = text;
    }
  }, 1000);

  addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.parti) return e.preventDefault();
    if (form.method === "post") form.dataset.parti = "oui";
  });
  addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-parti]")) delete form.dataset.parti; });

  for (const form of document.querySelectorAll("form[data-garde]")) {
    const state = form.querySelector("[data-garde-etat]");
    let later = 0;
    form.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(async () => {
        try {
          const answer = await fetch(form.action, { method: "post", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
          if (answer.status === 422) form.requestSubmit(); // the page says why
          else state.textContent = "Gardées";
        } catch { state.textContent = "Pas encore gardées : connexion perdue"; }
      }, 1500);
    });
  }
})();
