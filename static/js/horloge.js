// Makes the worlds' clocks tick on the console. data-horloge is a world's time
// when it was told, data-jeu the time played, both in milliseconds; an element
// without them stands still. Without this script they show the time of the last
// reload.
(() => {
  "use strict";
  const heard = new WeakMap();
  const since = (el, told) => {
    if (heard.get(el)?.told !== told) heard.set(el, { told, at: performance.now() });
    return Number(told) + performance.now() - heard.get(el).at;
  };
  const two = (n) => String(n).padStart(2, "0");
  const hours = (h, m) => `${h}\u00a0h` + (m ? `\u00a0${two(m)}` : "");
  const wall = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "numeric", minute: "numeric", hourCycle: "h23" });
  const clock = (ms) => {
    const part = (type) => Number(wall.formatToParts(ms).find((p) => p.type === type).value);
    return hours(part("hour"), part("minute"));
  };
  const span = (ms) => {
    const s = Math.floor(ms / 1000);
    if (s < 60) return `${s}\u00a0s`;
    return s < 3600 ? `${Math.floor(s / 60)}\u00a0min` : hours(Math.floor(s / 3600), Math.floor(s / 60) % 60);
  };
  const show = (el, text) => { if (el.textContent !== text) el.textContent = text; };
  const tick = () => {
    for (const el of document.querySelectorAll("[data-horloge]")) show(el, clock(since(el, el.dataset.horloge)));
    for (const el of document.querySelectorAll("[data-jeu]")) show(el, span(since(el, el.dataset.jeu)));
  };
  tick();
  setInterval(tick, 1000);
})();
