// Small comforts of a seat: back and forward, a clock that ticks, notes kept as
// one types, a form that is sent only once. Every page works without it.
(() => {
  "use strict";
  const acts = { retour: () => history.back(), suite: () => history.forward(), imprimer: () => print() };
  for (const button of document.querySelectorAll("button[data-page]")) {
    button.hidden = false;
    button.addEventListener("click", acts[button.dataset.page]);
  }

  // The world's clock goes as fast as ours, from what the page said.
  const shown = new WeakMap();
  setInterval(() => {
    for (const clock of document.querySelectorAll("time[data-horloge]")) {
      if (!shown.has(clock)) shown.set(clock, { wall: Date.now(), world: Date.parse(clock.dateTime) });
      const { wall, world } = shown.get(clock);
      const now = new Date(world + Date.now() - wall);
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
