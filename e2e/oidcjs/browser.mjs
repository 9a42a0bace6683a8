// A browser of thirty lines: it keeps cookies, follows redirections and sends
// the first form of a page, so that an OpenID flow runs with nobody watching.

export class Browser {
  #cookies = new Map();

  // load fetches a page without following anything.
  async load(url, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name, ...value] = line.split(";")[0].split("=");
      this.#cookies.set(name, value.join("="));
    }
    return response;
  }

  // goTo follows redirections and forms until an address starts with `end`.
  // `buttons` is the text of the button to press when a form has several, or of
  // those of the pages on the way.
  async goTo(url, end, buttons) {
    let response = await this.load(url);
    for (let step = 0; step < 12; step++) {
      const location = response.headers.get("location");
      if (location) {
        const next = new URL(location, url);
        if (next.href.startsWith(end)) return next;
        url = next;
        response = await this.load(url);
        continue;
      }
      const page = await response.text();
      if (!response.ok) throw new Error(`page ${response.status}: ${page}`);
      const form = readForm(page, [buttons].flat().find((button) => button && page.includes(`>${button}</button>`)));
      url = new URL(form.action, url);
      response = await this.load(url, { method: "POST", body: form.fields });
    }
    throw new Error(`never reached ${end}`);
  }
}

const unescape = (text) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replaceAll("&quot;", '"').replaceAll("&amp;", "&");

// readForm reads the form that holds the wanted button, or else the first one.
export function readForm(page, button) {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const chosen = forms.find(([, , body]) => button && body.includes(`>${button}</button>`)) ?? forms[0];
  if (!chosen) throw new Error(`no form in: ${page}`);
  const fields = new URLSearchParams();
  const attribute = (tag, name) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
  for (const [tag] of chosen[2].matchAll(/<input\b[^>]*>/g)) fields.set(attribute(tag, "name"), attribute(tag, "value"));
  for (const [, tag, text] of chosen[2].matchAll(/<button\b([^>]*)>([^<]*)<\/button>/g)) {
    if (text === button && attribute(tag, "name")) fields.set(attribute(tag, "name"), attribute(tag, "value"));
  }
  return { action: attribute(chosen[1], "action"), fields };
}
