// The panel beside the page: a body with its directives, or a directive with its bodies.
let before = null;

function openPanel(title, ...children) {
  if ($('panel').hidden) before = document.activeElement;
  const heading = make('h2', {id: 'panel-title', tabindex: -1}, title);
  $('panel').replaceChildren(make('div', {class: 'top'}, heading, button(say('close'), leavePanel)), ...children.flat().filter(Boolean));
  $('panel').hidden = false;
  document.body.classList.add('beside');
  $('panel').scrollTop = 0;
  heading.focus();
}

function closePanel() {
  if ($('panel').hidden) return;
  $('panel').hidden = true;
  document.body.classList.remove('beside');
  if (before && before.isConnected) before.focus();
  before = null;
}

// Closing goes back to the address of what lies under the panel.
function leavePanel() {
  closePanel();
  go(under);
}

// The quote stands out inside the text where it is part of it, else it follows.
function quoted(text, quote) {
  const at = quote ? text.indexOf(quote) : -1;
  if (at < 0 || quote.length === text.length) return [text];
  return [text.slice(0, at), make('mark', {class: 'quote'}, quote), text.slice(at + quote.length)];
}

function directiveCard(directive, duty) {
  const entry = data.documents[directive.doc], quote = duty && duty.q;
  const apart = quote && !directive.text.includes(quote);
  const card = make('blockquote', {class: duty ? `b-${duty.role}` : ''},
    make('div', {}, directive.marker ? make('b', {}, directive.marker, ' ') : null, ...quoted(directive.text, quote)),
    apart ? make('div', {class: 'soft'}, `${say('quote')}${colon()}“${quote}”`) : null,
    make('div', {class: 'soft'}, [duty && say(duty.role), duty && say(data.bases[duty.s]), say(directive.kind), directive.modality && say(directive.modality),
      directive.deadline && `${say('deadline')} ${directive.deadline}`].filter(Boolean).filter((word, i, all) => all.indexOf(word) === i).join(' · ')),
    make('div', {class: 'soft'}, link(titleOf(entry), {document: entry.id, at: directive.start}),
      ' ', [entry.date, entry.number, say('at').replace('#', number(directive.start + 1))].filter(Boolean).join(' · ')));
  return card;
}

function partnersOf(body) {
  const found = new Map();
  for (const own of body.links) for (const other of data.directives[own.d].links) {
    if (other.b !== body.place && NAMED.includes(own.role) && NAMED.includes(other.role)) found.set(other.b, (found.get(other.b) || 0) + 1);
  }
  return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8).map(([b, total]) => [data.bodies[b], total]);
}

function showBody(place) {
  const body = data.bodies[place], list = make('div');
  let role = '', most = 50;
  const more = button(say('more'), () => { most += 200; fill(); });
  const order = link => ROLES.indexOf(link.role);
  function fill() {
    const links = body.links.filter(link => !role || link.role === role).sort((a, b) => order(a) - order(b) || a.d - b.d);
    list.replaceChildren(...links.slice(0, most).map(link => directiveCard(data.directives[link.d], link)));
    more.hidden = links.length <= most;
    for (const chip of chips.children) chip.setAttribute('aria-pressed', String(chip.dataset.role === role));
  }
  const chips = make('div', {class: 'choice', role: 'group', 'aria-label': say('role')}, ...['', ...ROLES.filter(name => body[name])].map(name =>
    make('button', {type: 'button', 'data-role': name, onclick: () => { role = name; most = 50; fill(); }}, name ? swatch(name) : null,
      name ? `${say(name)} ${number(body[name])}` : `${say('all')} ${number(body.total)}`)));
  const partners = partnersOf(body), posts = [...new Set(body.posts.map(([name, title]) => `${name}（${title}）`))];
  openPanel(body.name, make('p', {class: 'soft'}, [say(body.level), ...body.aliases.slice(0, 12)].join(' · ')),
    posts.length ? make('p', {class: 'soft'}, `${say('posts')}${colon()}${posts.slice(0, 12).join(comma())}`) : null,
    partners.length ? make('p', {class: 'soft'}, say('partners') + colon(), ...partners.flatMap(([other, total], i) => [i ? comma() : '', link(other.name, {body: other.id}), ` ${total}`])) : null,
    chips, list, more);
  fill();
}

// What a directive took up and what took it up, all the way: from the earlier and higher to the later and lower.
function wayOf(directive) {
  const found = new Map([[directive.place, 0]]);
  for (const side of ['origins', 'copies']) {
    const waiting = [directive.place];
    while (waiting.length && found.size < 200) for (const [next, alike] of data.directives[waiting.shift()][side]) if (!found.has(next)) { found.set(next, alike); waiting.push(next); }
  }
  const entryOf = place => data.documents[data.directives[place].doc];
  const rank = place => LEVELS.indexOf(entryOf(place).level), date = place => entryOf(place).date || '9999';
  return [...found].sort(([a], [b]) => rank(a) - rank(b) || collator.compare(date(a), date(b)) || a - b);
}

function wayDown(directive) {
  if (!directive.origins.length && !directive.copies.length) return null;
  return make('section', {}, make('h3', {}, say('way')), make('ol', {class: 'way'}, ...wayOf(directive).map(([place, alike]) => {
    const other = data.directives[place], entry = data.documents[other.doc], own = place === directive.place;
    return make('li', {class: `w-${entry.level}`, 'aria-current': own ? 'true' : null}, make('div', {class: 'soft'}, swatch(entry.level), [say(entry.level), entry.date].filter(Boolean).join(' · '), ' ',
      link(titleOf(entry), {document: entry.id, at: other.start}), alike ? ` · ${say('alike')} ${Math.round(alike * 100)} %` : ''),
    own ? make('b', {}, other.text) : link(other.text, {directive: place}, {class: 'link plain'}));
  })));
}

function showDirective(place) {
  const directive = data.directives[place];
  openPanel(say(directive.kind), directiveCard(directive), ...directive.links.map(duty => make('div', {class: `duty b-${duty.role}`},
    say(duty.role), colon(), link(data.bodies[duty.b].name, {body: data.bodies[duty.b].id}),
    make('div', {class: 'soft'}, [say(data.bases[duty.s]), duty.q && `“${duty.q}”`].filter(Boolean).join(' · ')))), wayDown(directive));
}
