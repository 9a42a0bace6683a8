// Garde le brouillon de la grille sans qu’on y pense : deux secondes après la
// dernière étoile ou le dernier mot. Sans ce script, un bouton le fait.
(() => {
  "use strict";
  const form = document.querySelector("form[data-brouillon]");
  if (!form || !window.fetch) return;
  const said = document.getElementById("garde");
  let timer = 0;

  async function keep() {
    const body = new URLSearchParams(new FormData(form));
    body.set("brouillon", "1");
    const answer = await fetch(form.dataset.brouillon || form.action, { method: "POST", body, credentials: "same-origin", redirect: "follow" }).catch(() => null);
    if (said) said.textContent = answer?.ok ? "Brouillon gardé" : "Le brouillon n’est pas encore gardé : vérifiez le texte, ou attendez le réseau.";
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 2000); });
  form.addEventListener("submit", () => clearTimeout(timer));
})();
