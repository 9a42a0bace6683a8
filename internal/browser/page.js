// What the verbs of package browser ask of a page. Evaluated as one function:
// it receives a request and returns plain data, never an element.
// Same-origin frames are part of the page: a person sees them, so do we.
(async (ask) => {
  const norm = (s) => (s || '').replace(/[\s\u00a0\u202f\u2009\u200b]+/g, ' ').replace(/\u2019/g, "'").trim();
  const fold = (s) => norm(s).toLocaleLowerCase('fr');
  const attr = (el, name) => norm(el.getAttribute(name));

  const frameDocument = (frame) => {
    try { return frame.contentDocument; } catch { return null; }
  };
  const visible = (el) => {
    if (!el.checkVisibility({ visibilityProperty: true })) return false;
    return [...el.getClientRects()].some((r) => r.width > 0 && r.height > 0);
  };
  // Behind an open modal dialog, or inside [inert], nothing can be reached.
  const reachable = (el) => {
    if (el.closest('[inert]')) return false;
    const modals = el.ownerDocument.querySelectorAll('dialog:modal');
    return modals.length === 0 || [...modals].some((d) => d.contains(el));
  };
  const all = (roots, selector) => roots.flatMap((root) => {
    const here = [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    const frames = [...root.querySelectorAll('iframe')].filter(visible).map(frameDocument).filter((d) => d?.body);
    return [...here, ...all(frames.map((d) => d.body), selector)];
  });

  // The text that names an element: its content with pictures read aloud,
  // without what is hidden or is itself a control.
  const content = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    if (node.getAttribute('aria-hidden') === 'true') return '';
    if (node.getAttribute('aria-label')) return ` ${node.getAttribute('aria-label')} `;
    const tag = node.localName;
    if (tag === 'img') return ` ${node.alt} `;
    if (['style', 'script', 'template', 'input', 'select', 'textarea'].includes(tag)) return '';
    if (tag === 'svg') return node.querySelector('title')?.textContent ?? '';
    if (getComputedStyle(node).display === 'none') return '';
    const inside = [...node.childNodes].map(content).join('');
    return getComputedStyle(node).display === 'inline' ? inside : ` ${inside} `;
  };
  const named = (el) => {
    const ids = attr(el, 'aria-labelledby').split(' ').filter(Boolean);
    if (ids.length) return norm(ids.map((id) => el.getRootNode().getElementById(id)).map((e) => (e ? content(e) : '')).join(' '));
    if (attr(el, 'aria-label')) return attr(el, 'aria-label');
    const tag = el.localName;
    if (tag === 'input' && ['submit', 'button', 'reset'].includes(el.type)) return norm(el.value) || attr(el, 'title');
    if (tag === 'input' && el.type === 'image') return attr(el, 'alt');
    if (el.labels?.length) return norm([...el.labels].map(content).join(' '));
    const caption = { fieldset: 'legend', table: 'caption', figure: 'figcaption', details: 'summary' }[tag];
    if (caption) return norm(content(el.querySelector(`:scope > ${caption}`) ?? new Text('')));
    const byContent = 'a,button,summary,h1,h2,h3,h4,h5,h6,legend,option,[role=button],[role=link],[role=tab],' +
      '[role=menuitem],[role=option],[role=switch],[role=radio],[role=checkbox],[role=heading]';
    return (el.matches(byContent) && norm(content(el))) || attr(el, 'title');
  };

  // rank: how well an element's name answers what was asked; 0 = not at all.
  const rank = (name, wanted) => {
    if (norm(name) === norm(wanted)) return 4;
    const [n, w] = [fold(name), fold(wanted)];
    if (!w) return 0;
    return n === w ? 3 : n.startsWith(w) ? 2 : n.includes(w) ? 1 : 0;
  };
  const best = (elements, wanted, nameOf = named) => {
    const ranked = elements.map((el) => [rank(nameOf(el), wanted), el]);
    const top = Math.max(0, ...ranked.map(([r]) => r));
    return top ? ranked.filter(([r]) => r === top).map(([, el]) => el) : [];
  };

  const textInput = ['hidden', 'submit', 'button', 'reset', 'image', 'radio', 'checkbox', 'file']
    .map((type) => `:not([type=${type} i])`).join('');
  const kinds = {
    press: 'button,a[href],area[href],summary,input[type=submit i],input[type=button i],input[type=reset i],' +
      'input[type=image i],[role=button],[role=link],[role=tab],[role=menuitem],[role=option]',
    field: `input${textInput},textarea,[contenteditable=true],[role=textbox]`,
    choice: 'input[type=radio i],input[type=checkbox i],[role=radio],[role=checkbox],[role=switch]',
    select: 'select',
    file: 'input[type=file i]',
    control: 'input,textarea,select,[contenteditable=true]',
  };
  const shown = (el) => visible(el) || [...(el.labels ?? [])].some(visible);

  class Miss extends Error {}
  const outermost = (els) => els.filter((el) => !els.some((o) => o !== el && o.contains(el)));
  const one = (els, wanted, known) => {
    if (els.length === 0) throw new Miss(`rien ne s'appelle « ${wanted} » ; vu : ${known.map((n) => `« ${n} »`).join(', ') || 'rien'}`);
    if (els.length > 1) throw new Miss(`${els.length} éléments s'appellent « ${wanted} » : préciser avec Within`);
    return els[0];
  };
  const find = (kind, wanted, roots) => {
    const there = all(roots, kinds[kind]).filter((el) => shown(el) && reachable(el));
    let got = best(there, wanted);
    // The same link twice (menu and footer) leads to one place.
    if (got.length > 1 && got.every((el) => el.href && el.href === got[0].href)) got = [got[0]];
    const el = one(got, wanted, [...new Set(there.map(named))].slice(0, 40));
    if (el.disabled || el.getAttribute('aria-disabled') === 'true') throw new Miss(`« ${wanted} » est désactivé`);
    return el;
  };

  // Within: a landmark, group, dialog, table, frame or panel by name or role;
  // else a heading and what follows it; else the smallest row holding the text.
  const regions = 'main,nav,aside,header,footer,form,section,article,fieldset,dialog,figure,table,details,iframe,' +
    '[role=region],[role=group],[role=dialog],[role=tabpanel],[role=radiogroup],[role=log],[role=status],' +
    '[role=alert],[role=complementary],[role=main],[role=navigation],[role=search],[role=list],ul,ol';
  const roles = { main: 'main', nav: 'navigation', aside: 'complementary', header: 'banner', footer: 'contentinfo', dialog: 'dialog' };
  const headings = 'h1,h2,h3,h4,h5,h6,[role=heading]';
  const rows = 'tr,li,article,dt,dd,p,label';
  const level = (h) => Number(h.getAttribute('aria-level') || h.localName[1]);
  const under = (h) => {
    const box = h.closest('section,article,aside,form,dialog,fieldset,li,td,[role=region],[role=dialog],[role=group],[role=tabpanel]');
    if (box && box.querySelectorAll(headings)[0] === h) return [box];
    const out = [h];
    for (let el = (h.parentElement?.localName === 'header' ? h.parentElement : h).nextElementSibling; el; el = el.nextElementSibling) {
      if (el.matches(headings) && level(el) <= level(h)) break;
      out.push(el);
    }
    return out;
  };
  const enter = (el) => (el.localName === 'iframe' ? [frameDocument(el)?.body].filter(Boolean) : [el]);
  const within = (roots, wanted) => {
    const seen = (sel) => all(roots, sel).filter(visible);
    const zones = seen(regions);
    const titles = seen(headings);
    const byRole = zones.filter((el) => (el.getAttribute('role') ?? roles[el.localName]) === wanted);
    const zoneHits = best(zones, wanted);
    const titleHits = best(titles, wanted);
    const strength = (els) => (els.length ? rank(named(els[0]), wanted) : 0);
    if (byRole.length) return enter(one(outermost(byRole), wanted, []));
    if (zoneHits.length && strength(zoneHits) >= strength(titleHits)) return enter(one(outermost(zoneHits), wanted, []));
    if (titleHits.length) return under(one(titleHits, wanted, []));
    const holding = seen(rows).filter((el) => fold(el.innerText).includes(fold(wanted)));
    const smallest = holding.filter((el) => !holding.some((o) => o !== el && el.contains(o)));
    const row = one(smallest, wanted, [...zones, ...titles].map(named).filter(Boolean));
    // A cell's paragraph stands for its whole row.
    return [row.closest('tr') ?? row.closest('li') ?? row];
  };
  const part = (roots, wanted) => (wanted.startsWith('css:') ? outermost(all(roots, wanted.slice(4)).filter(visible)) : within(roots, wanted));
  const roots = () => (ask.scope ?? []).reduce(part, [document.body].filter(Boolean));

  const text = (rs) => rs.map((root) => {
    const frames = [...root.querySelectorAll('iframe')].filter(visible).map(frameDocument).filter((d) => d?.body);
    return [root.innerText, ...frames.map((d) => text([d.body]))].join('\n');
  }).join('\n');

  // Where to press, in the coordinates of the whole page's viewport.
  const offset = (doc) => {
    const frame = doc.defaultView.frameElement;
    if (!frame) return { x: 0, y: 0 };
    const r = frame.getBoundingClientRect();
    const up = offset(frame.ownerDocument);
    return { x: up.x + r.x + frame.clientLeft, y: up.y + r.y + frame.clientTop };
  };
  const centre = (el) => {
    const r = [...el.getClientRects()].find((c) => c.width > 0 && c.height > 0);
    return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
  };
  const frame = () => new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 100); });
  const target = async (el, wanted) => {
    el.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const before = { ...centre(el), ...{ o: offset(el.ownerDocument) } };
    await frame();
    if (!el.isConnected) throw new Miss(`« ${wanted} » vient de disparaître`);
    const at = centre(el);
    const o = offset(el.ownerDocument);
    if (at.x + o.x !== before.x + before.o.x || at.y + o.y !== before.y + before.o.y) throw new Miss(`« ${wanted} » bouge encore`);
    const hit = el.ownerDocument.elementFromPoint(at.x, at.y);
    const mine = hit && (el.contains(hit) || el.control === hit || hit.contains(el) && hit.matches('a,button,label') || [...(el.labels ?? [])].some((l) => l.contains(hit)));
    if (!mine) throw new Miss(`« ${wanted} » est couvert par ${hit ? `<${hit.localName} class="${hit.className}">` : 'le bord de la fenêtre'}`);
    return { x: at.x + o.x, y: at.y + o.y };
  };
  const checked = (el) => el.checked ?? el.getAttribute('aria-checked') === 'true';
  const setValue = (el, value) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(el), 'value').set.call(el, value);
    el.dispatchEvent(new Event('input', { bubbles: true }));
    el.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const verbs = {
    text: () => text(roots()),
    heading: () => norm(all(roots(), 'h1').filter(visible)[0]?.innerText),
    press: () => { const el = find('press', ask.name, roots()); return target(el, ask.name); },
    link: () => find('press', ask.name, roots()).href ?? '',
    choose: () => {
      const el = find('choice', ask.name, roots());
      if (checked(el) === ask.on) return { done: true };
      // A control drawn by its label is pressed there, as people do.
      const where = visible(el) && Number(getComputedStyle(el).opacity) > 0 ? el : [...(el.labels ?? [])].find(visible) ?? el;
      return target(where, ask.name);
    },
    file: () => {
      const el = find('file', ask.name, roots());
      return target(visible(el) ? el : [...el.labels].find(visible), ask.name);
    },
    // What answers a label: a control of which kind, or a question whose answers
    // are radio buttons or boxes; its words.
    asked: () => {
      const controls = ['field', 'select', 'choice'].flatMap((kind) => all(roots(), kinds[kind])
        .filter((el) => shown(el) && reachable(el)).map((el) => ({ kind, name: named(el), level: rank(named(el), ask.name) })));
      const questions = all(roots(), 'fieldset').filter((f) => visible(f) && f.querySelector(kinds.choice))
        .map((f) => ({ kind: 'question', name: named(f), level: rank(named(f), ask.name) }));
      const whole = [...controls, ...questions].filter((c) => c.level > 1);
      const top = Math.max(0, ...whole.map((c) => c.level));
      const found = whole.find((c) => c.level === top);
      if (!found) throw new Miss(`aucun champ ni aucune question « ${ask.name} » ; vu : ${[...controls, ...questions].map((c) => `« ${c.name} »`).join(', ') || 'rien'}`);
      return found;
    },
    checked: () => checked(find('choice', ask.name, roots())),
    focus: () => {
      const el = find('field', ask.name, roots());
      if (el.readOnly) throw new Miss(`« ${ask.name} » est en lecture seule`);
      el.scrollIntoView({ block: 'center', behavior: 'instant' });
      el.ownerDocument.defaultView.focus();
      el.focus();
      if (['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'].includes(el.type)) {
        setValue(el, ask.value);
        return { done: true };
      }
      if (el.select) el.select(); else el.ownerDocument.getSelection().selectAllChildren(el);
      return { empty: (el.value ?? el.innerText) === '' };
    },
    value: () => { const el = find('control', ask.name, roots()); return el.value ?? el.innerText; },
    select: () => {
      const el = find('select', ask.name, roots());
      const options = [...el.options].filter((o) => !o.disabled);
      const option = one(best(options, ask.value, (o) => o.label), ask.value, options.map((o) => o.label));
      el.focus();
      el.value = option.value;
      el.dispatchEvent(new Event('input', { bubbles: true }));
      el.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    },
    focused: () => {
      let el = document.activeElement;
      while (el?.localName === 'iframe' && frameDocument(el)) el = frameDocument(el).activeElement;
      return el && el.localName !== 'body' ? named(el) : '';
    },
    overflow: () => all([document.documentElement], 'html,body > *').map((el) => el.ownerDocument)
      .filter((d, i, a) => a.indexOf(d) === i)
      .filter((d) => d.scrollingElement.scrollWidth > d.scrollingElement.clientWidth)
      .map((d) => {
        const width = d.scrollingElement.clientWidth;
        const wide = [...d.body.querySelectorAll('*')].filter((el) => visible(el) && el.getBoundingClientRect().right > width + 1);
        const list = wide.slice(0, 8).map((el) => `<${el.localName} class="${el.getAttribute('class') ?? ''}"> ${Math.round(el.getBoundingClientRect().right)} px`);
        return `${d.location.pathname} : ${d.scrollingElement.scrollWidth} px dans ${width} px ; dépasse : ${list.join(', ')}`;
      }),
  };
  try {
    return { ok: await verbs[ask.verb]() };
  } catch (e) {
    return { miss: e instanceof Miss ? e.message : `${e}\n${e.stack}` };
  }
})
