// A document: clean and raw text side by side, names and directives marked in both, repairs where wanted.
let layoutOf = matchMedia('(max-width: 50rem)').matches ? 'clean' : 'both';
const hidden = new Set(['edits']);

// A text (code points) cut at every border of a span. Spans are [start, end, kind, value]; kinds: mention, directive, edit.
function* pieces(points, spans) {
  const borders = new Set([0, points.length]);
  for (const [start, end] of spans) borders.add(Math.min(start, points.length)).add(Math.min(end, points.length));
  const cuts = [...borders].sort((a, b) => a - b), waiting = [...spans].sort((a, b) => a[0] - b[0]);
  let open = [], next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    while (next < waiting.length && waiting[next][0] <= cuts[i]) open.push(waiting[next++]);
    open = open.filter(span => span[1] > cuts[i]);
    yield [points.slice(cuts[i], cuts[i + 1]).join(''), open];
  }
}

function marked(points, spans, at) {
  const out = [];
  for (const [text, open] of pieces(points, spans)) {
    const mention = open.findLast(span => span[2] === 'mention'), directive = open.findLast(span => span[2] === 'directive');
    const edit = open.some(span => span[2] === 'edit');
    if (!mention && !directive && !edit) { out.push(text); continue; }
    const own = directive && directive[3], here = own && own.start === at;
    out.push(make('mark', {class: [mention && mention[3][2], own && `dir k-${own.kind}`, here && 'now', edit && 'edit'].filter(Boolean).join(' '),
      title: mention ? [say(mention[3][2]), mention[3][3]].filter(Boolean).join(colon()) : own ? say(own.kind) : say('edits'), 'data-d': own ? own.place : null}, text));
  }
  return out;
}

// The raw text and where in it, and in the clean text, something was repaired.
function restore(points, edits) {
  const parts = [], clean = [], raw = [];
  let at = 0;
  for (const [start, end, written] of edits) {
    for (let i = at; i < start; i++) parts.push(points[i]);
    const from = parts.length;
    for (const point of written) parts.push(point);
    if (end > start) clean.push([start, end, 'edit']);
    if (parts.length > from) raw.push([from, parts.length, 'edit']);
    at = end;
  }
  for (let i = at; i < points.length; i++) parts.push(points[i]);
  return [parts, clean, raw];
}

function layoutChoice(texts) {
  const choices = make('div', {class: 'choice', role: 'group', 'aria-label': say('view')}, ...['both', 'clean', 'raw'].map(value =>
    make('button', {type: 'button', 'data-layout': value, onclick: () => { layoutOf = value; set(); }}, say(value))));
  function set() {
    texts.dataset.layout = layoutOf;
    for (const choice of choices.children) choice.setAttribute('aria-pressed', String(choice.dataset.layout === layoutOf));
  }
  set();
  return choices;
}

function markChoice(texts) {
  const set = () => { texts.className = ['texts', ...[...hidden].map(type => `no-${type}`)].join(' '); };
  set();
  return make('div', {class: 'choice', role: 'group', 'aria-label': say('marked')}, ...[...MENTIONS, 'directives', 'edits'].map(type =>
    make('button', {type: 'button', class: `toggle ${type}`, 'data-mark': type, 'aria-pressed': String(!hidden.has(type)), onclick: event => {
      hidden.has(type) ? hidden.delete(type) : hidden.add(type);
      event.currentTarget.setAttribute('aria-pressed', String(!hidden.has(type)));
      set();
    }}, say(type))));
}

// Pointing at a directive shows it in both texts; scrolling one text takes the other along.
function joinTexts(texts, clean, raw) {
  const light = (event, on) => {
    const mark = event.target.closest('mark[data-d]');
    if (mark) for (const same of texts.querySelectorAll(`mark[data-d="${mark.dataset.d}"]`)) same.classList.toggle('lit', on);
  };
  texts.addEventListener('pointerover', event => light(event, true));
  texts.addEventListener('pointerout', event => light(event, false));
  texts.addEventListener('click', event => {
    const mark = event.target.closest('mark[data-d]');
    if (mark && getSelection().isCollapsed) go({directive: mark.dataset.d});
  });
  // Between two directives the one text scrolls as far as the other, as parts of their distance.
  const anchors = column => {
    const top = column.getBoundingClientRect().top - column.scrollTop, seen = new Map([['start', 0]]);
    for (const mark of column.querySelectorAll('mark[data-d]')) if (!seen.has(mark.dataset.d)) seen.set(mark.dataset.d, mark.getBoundingClientRect().top - top);
    return seen.set('end', column.scrollHeight);
  };
  const follow = (one, other) => {
    const from = anchors(one), to = anchors(other), keys = [...from.keys()].filter(key => to.has(key)), at = one.scrollTop;
    let next = keys.findIndex(key => from.get(key) > at);
    if (next < 1) next = keys.length - 1;
    const [a, b] = [keys[next - 1], keys[next]], part = (at - from.get(a)) / Math.max(1, from.get(b) - from.get(a));
    other.scrollTop = to.get(a) + part * (to.get(b) - to.get(a));
  };
  let leading = null;
  for (const [one, other] of [[clean, raw], [raw, clean]]) {
    one.addEventListener('scroll', () => {
      if (leading === other) { leading = null; return; }
      leading = one;
      follow(one, other);
      setTimeout(() => { if (leading === one) leading = null; }, 80);
    }, {passive: true});
  }
}

function readerHead(entry) {
  const step = (by, word) => {
    const other = data.documents[entry.place + by];
    return make('button', {type: 'button', disabled: !other, onclick: () => go({document: other.id})}, say(word));
  };
  return [make('div', {class: 'controls'}, button(`← ${say('documents')}`, () => go({documents: ''})), step(-1, 'previous'), step(1, 'next')),
    make('h2', {}, titleOf(entry)),
    make('p', {class: 'soft'}, [entry.date, say(entry.kind), entry.number, entry.path].filter(Boolean).join(' · ')),
    entry.issuers.length ? make('p', {class: 'soft'}, say('issuers') + colon(), ...entry.issuers.flatMap((b, i) => [i ? comma() : '', link(data.bodies[b].name, {body: data.bodies[b].id})])) : null,
    handedLine('follows', entry.origins), handedLine('followed', entry.copies)];
}

function handedLine(word, others) {
  return others.length ? make('p', {class: 'soft'}, say(word) + colon(), ...others.slice(0, 20).flatMap(([place, total], i) =>
    [i ? comma() : '', link(titleOf(data.documents[place]), {document: data.documents[place].id}), ` ${total || say('cited')}`])) : null;
}

function notes(page) {
  const cleaned = Object.entries(page.cleaning).map(([rule, total]) => `${rule} ${total}`);
  const lines = [cleaned.length ? `${say('cleaning')}${colon()}${cleaned.join(comma())}` : '', ...page.warnings].filter(Boolean);
  return lines.length ? make('details', {class: 'soft'}, make('summary', {}, `${say('cleaning')}${comma()}${say('warnings')}（${lines.length}）`), make('ul', {}, ...lines.map(line => make('li', {}, line)))) : null;
}

let wanted = 0;
async function showDocument(place, at) {
  const entry = data.documents[place], mine = ++wanted;
  $('reader').replaceChildren(make('p', {role: 'status'}, say('loading')));
  const page = await unpack('doc-' + place);
  if (mine !== wanted) return;
  const points = Array.from(page.text), [raw, cleanEdits, rawEdits] = restore(points, page.edits);
  const directives = (from, to) => page.directives.map((d, i) => [d[from], d[to], 'directive', entry.directives[i]]).filter(span => span[3]);
  const mentions = (from, to) => page.mentions.map(m => [m[from], m[to], 'mention', m]);
  const column = (word, content) => make('section', {class: `text ${word}`, 'aria-label': say(word)}, make('h3', {}, say(word)), make('div', {class: 'body', tabindex: 0}, ...content));
  const clean = column('clean', marked(points, [...directives(0, 1), ...mentions(0, 1), ...cleanEdits], at));
  const original = column('raw', marked(raw, [...directives(2, 3), ...mentions(4, 5), ...rawEdits], at));
  const texts = make('div', {}, clean, original);
  $('reader').replaceChildren(...readerHead(entry).filter(Boolean), make('div', {class: 'controls'}, layoutChoice(texts), markChoice(texts)), texts, ...[notes(page)].filter(Boolean),
    entry.directives.length ? make('h2', {}, `${say('directives')}（${number(entry.directives.length)}）`) : '',
    make('div', {class: 'cards-list'}, ...entry.directives.slice(0, 400).map(d => make('div', {class: 'card'}, make('b', {}, d.marker, ' '),
      link(d.text, {directive: d.place}, {class: 'link plain'}), make('div', {class: 'soft'}, [say(d.kind), d.modality && say(d.modality), d.deadline].filter(Boolean).join(' · ')), ...dutyList(d.links)))));
  joinTexts(texts, clean.lastChild, original.lastChild);
  const now = [...$('reader').querySelectorAll('mark.now')].find(mark => mark.offsetParent);
  if (now) now.scrollIntoView({block: 'center'});
  else scrollTo(0, 0);
}
