// The graph: bodies and directives, or bodies that share directives, drawn on a canvas.
const net = {view: '', level: '', role: 'named', documentKind: '', since: '', until: '', search: '', nodes: [], links: [], near: [], layout: null,
  x: new Float64Array(0), y: new Float64Array(0), scale: 1, left: 0, top: 0, touched: false, chosen: -1, over: -1, waiting: false};
const MOST = 5000;
let canvas = null, theme = null;

function readTheme() {
  const style = getComputedStyle(document.documentElement), colour = name => style.getPropertyValue(`--${name}`).trim();
  theme = {ink: colour('ink'), soft: colour('soft'), card: colour('card'), directive: colour('directive')};
  for (const name of [...ROLES, ...LEVELS]) theme[name] = colour(name);
}

const isChosen = link => {
  const body = data.bodies[link.b], entry = data.documents[data.directives[link.d].doc];
  return (!net.role || (net.role === 'named' ? NAMED.includes(link.role) : link.role === net.role)) && (!net.level || body.level === net.level) &&
    (!net.documentKind || entry.kind === net.documentKind) && isBetween(entry.date, net.since, net.until);
};

// Bodies first, those with the most links first; a graph that is too large loses its smallest bodies and their directives.
function chooseNodes() {
  const links = data.links.filter(isChosen), totals = count(links.map(link => link.b)), places = new Map();
  const bodies = [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const nodes = bodies.slice(0, net.view === 'pairs' ? MOST : MOST / 2).map(([place, total], i) => { places.set('b' + place, i); return {body: place, name: data.bodies[place].name, level: data.bodies[place].level, total}; });
  net.left_out = bodies.length - nodes.length;
  const found = net.view === 'pairs' ? pairLinks(links, places) : directiveLinks(links, places, nodes);
  const most = Math.max(1, bodies.length ? bodies[0][1] : 1);
  for (const node of nodes) node.r = node.directive === undefined ? 3.5 + 14 * Math.sqrt(node.total / Math.max(most, 40)) : 2;
  return net.view === 'pairs' ? withoutLonely(nodes, found) : [nodes, found];
}

function directiveLinks(links, places, nodes) {
  const found = [];
  for (const link of links) {
    const b = places.get('b' + link.b);
    if (b === undefined) continue;
    let a = places.get('d' + link.d);
    if (a === undefined) {
      if (nodes.length >= MOST) { net.left_out++; continue; }
      places.set('d' + link.d, a = nodes.length);
      nodes.push({directive: link.d, name: data.directives[link.d].marker + data.directives[link.d].text});
    }
    found.push({a, b, role: link.role, weight: 1});
  }
  return found;
}

// A body that shares no directive says nothing about who works with whom.
function withoutLonely(nodes, links) {
  const linked = new Set(links.flatMap(link => [link.a, link.b])), places = new Map();
  const kept = nodes.filter((node, i) => linked.has(i) && places.set(i, places.size));
  for (const link of links) { link.a = places.get(link.a); link.b = places.get(link.b); }
  return [kept, links];
}

// An edge has the role of the body with less to say: a lead and its supporters are joined in the colour of support.
function pairLinks(links, places) {
  const groups = new Map(), found = new Map();
  for (const link of links) groups.has(link.d) ? groups.get(link.d).push(link) : groups.set(link.d, [link]);
  for (const group of groups.values()) {
    const members = group.slice(0, 60);
    for (let i = 0; i < members.length; i++) for (let j = 0; j < i; j++) {
      const a = places.get('b' + Math.min(members[i].b, members[j].b)), b = places.get('b' + Math.max(members[i].b, members[j].b));
      if (a === undefined || b === undefined || a === b) continue;
      const role = ROLES[Math.max(ROLES.indexOf(members[i].role), ROLES.indexOf(members[j].role))], key = a * MOST + b, old = found.get(key);
      old ? old.weight++ : found.set(key, {a, b, role, weight: 1});
    }
  }
  return [...found.values()];
}

function buildNet() {
  [net.nodes, net.links] = chooseNodes();
  const total = net.nodes.length, ends = new Int32Array(net.links.length * 2);
  net.near = Array.from({length: total}, () => []);
  net.links.forEach((link, i) => { ends[2 * i] = link.a; ends[2 * i + 1] = link.b; net.near[link.a].push(link); net.near[link.b].push(link); });
  net.x = new Float64Array(total);
  net.y = new Float64Array(total);
  net.layout = makeLayout(total, ends, net.nodes.map(node => node.r), Math.max(0.5, (canvas.clientWidth || 1200) / (canvas.clientHeight || 600)));
  Object.assign(net, {touched: false, chosen: -1, over: -1});
  place();
  tellNet();
}

function place() {
  const {x, y, parts, middles} = net.layout;
  parts.forEach((part, number) => { for (const i of part) { net.x[i] = x[i] + middles[number][0]; net.y[i] = y[i] + middles[number][1]; } });
}

function tellNet() {
  const bodies = net.nodes.filter(node => node.directive === undefined).length, directives = net.nodes.length - bodies;
  const parts = [`${say('bodies')} ${number(bodies)}`, directives ? `${say('directives')} ${number(directives)}` : '', `${number(net.links.length)} ${say('links')}`,
    net.left_out ? say('largest').replace('#', number(MOST)) : ''];
  $('net-told').textContent = net.nodes.length ? parts.filter(Boolean).join(' · ') : say('noGraph');
}

// ---------------------------------------------------------------- drawing

function fit() {
  if (!net.nodes.length) return;
  let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
  for (let i = 0; i < net.nodes.length; i++) { left = Math.min(left, net.x[i]); right = Math.max(right, net.x[i]); low = Math.min(low, net.y[i]); high = Math.max(high, net.y[i]); }
  const wide = canvas.clientWidth, high_ = canvas.clientHeight;
  net.scale = Math.min(wide / (right - left + 80), high_ / (high - low + 80), 2.5);
  net.left = wide / 2 - (left + right) / 2 * net.scale;
  net.top = high_ / 2 - (low + high) / 2 * net.scale;
}

function redraw() {
  if (net.waiting) return;
  net.waiting = true;
  requestAnimationFrame(() => { net.waiting = false; paint(); });
}

function paint() {
  const ratio = Math.min(devicePixelRatio || 1, 2), wide = canvas.clientWidth, high = canvas.clientHeight;
  if (!wide) return;
  if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) { canvas.width = Math.round(wide * ratio); canvas.height = Math.round(high * ratio); }
  const c = canvas.getContext('2d', {alpha: false});
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.fillStyle = theme.card;
  c.fillRect(0, 0, wide, high);
  const lit = around(net.chosen >= 0 ? net.chosen : net.over), bright = lit && new Set(lit.flatMap(link => [link.a, link.b]));
  paintLinks(c, wide, high, lit);
  paintNodes(c, wide, high, bright);
  paintLabels(c, wide, high, bright);
}

// The links of a node, and where it is a body among directives, those of its directives to other bodies.
function around(node) {
  if (node < 0) return null;
  const own = net.near[node];
  if (net.view === 'pairs' || net.nodes[node].directive !== undefined) return own;
  return [...new Set(own.flatMap(link => net.near[link.a]))];
}

function strokeLinks(c, links, wide, high) {
  const {x, y, scale, left, top} = net;
  for (const role of ROLES) {
    c.strokeStyle = theme[role];
    c.beginPath();
    for (const link of links) {
      if (link.role !== role) continue;
      const ax = x[link.a] * scale + left, ay = y[link.a] * scale + top, bx = x[link.b] * scale + left, by = y[link.b] * scale + top;
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > wide && bx > wide) || (ay > high && by > high)) continue;
      c.moveTo(ax, ay); c.lineTo(bx, by);
    }
    c.stroke();
  }
}

function paintLinks(c, wide, high, bright) {
  c.globalAlpha = (net.links.length > 6000 ? 0.25 : net.links.length > 1500 ? 0.4 : 0.6) * (bright ? 0.25 : 1);
  c.lineWidth = 1;
  strokeLinks(c, net.links, wide, high);
  if (bright) { c.globalAlpha = 0.9; c.lineWidth = 1.5; strokeLinks(c, bright, wide, high); }
}

const colourOf = node => node.directive === undefined ? theme[node.level] || theme.other : theme.directive;

function paintNodes(c, wide, high, bright) {
  const {x, y, scale, left, top, nodes} = net, grow = Math.min(1, Math.max(0.35, Math.sqrt(scale))) * Math.max(1, Math.min(scale, 1.6)), groups = new Map();
  for (let i = 0; i < nodes.length; i++) {
    const px = x[i] * scale + left, py = y[i] * scale + top, r = nodes[i].r * grow;
    if (px < -r || py < -r || px > wide + r || py > high + r) continue;
    const key = colourOf(nodes[i]) + (bright && !bright.has(i) ? ' dim' : '');
    groups.has(key) ? groups.get(key).push(px, py, r) : groups.set(key, [px, py, r]);
  }
  for (const [key, places] of groups) {
    const [colour, dim] = key.split(' dim');
    c.globalAlpha = dim === undefined ? 1 : 0.15;
    c.fillStyle = colour;
    c.beginPath();
    for (let i = 0; i < places.length; i += 3) {
      const [px, py, r] = [places[i], places[i + 1], places[i + 2]];
      if (r < 2.2) c.rect(px - r, py - r, 2 * r, 2 * r);
      else { c.moveTo(px + r, py); c.arc(px, py, r, 0, 6.2832); }
    }
    c.fill();
  }
  c.globalAlpha = 1;
  c.strokeStyle = theme.ink;
  c.lineWidth = 2;
  for (const i of [...net.found, net.chosen].filter(i => i >= 0)) {
    c.beginPath(); c.arc(x[i] * scale + left, y[i] * scale + top, nodes[i].r * grow + 3, 0, 6.2832); c.stroke();
  }
}

// Names of the larger bodies, none over another; of what is chosen or found, all.
function paintLabels(c, wide, high, bright) {
  const taken = [], {x, y, scale, left, top, nodes} = net, first = [...(bright || []), ...net.found];
  const most = Math.round(wide * high / 9000);
  c.textAlign = 'center';
  c.font = '12px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
  c.globalAlpha = 1;
  const write = i => {
    const node = nodes[i], py = y[i] * scale + top + node.r * Math.max(0.35, Math.min(1.6, scale)) + 14;
    const at = x[i] * scale + left;
    if (node.directive !== undefined || at < 0 || py < 0 || at > wide || py > high + 12) return;
    const name = node.name.length > 16 ? node.name.slice(0, 15) + '…' : node.name, half = name.length * 6 + 2;
    const px = Math.max(half, Math.min(wide - half, at));  // never cut by the edge
    if (taken.some(t => Math.abs(t[0] - px) < t[2] + half && Math.abs(t[1] - py) < 15)) return;
    taken.push([px, py, half]);
    c.globalAlpha = 0.75; c.fillStyle = theme.card; c.fillRect(px - half, py - 12, 2 * half, 15);
    c.globalAlpha = 1; c.fillStyle = theme.ink; c.fillText(name, px, py);
  };
  for (const i of first.slice(0, 200)) write(i);
  if (!bright) for (let i = 0; i < nodes.length && taken.length < most; i++) write(i);
}

function animate() {
  if (!canvas || $('graph').hidden) return;
  const started = performance.now(), layout = net.layout;
  while (layout.heat && performance.now() - started < 10) layout.step();
  place();
  if (!net.touched) fit();
  paint();
  if (layout.heat && layout === net.layout) requestAnimationFrame(animate);
  else canvas.dataset.settled = 'yes';
}

// ---------------------------------------------------------------- moving and choosing

function pick(event) {
  const box = canvas.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
  let best = -1, least = 9;
  for (let i = 0; i < net.nodes.length; i++) {
    const far = Math.hypot(net.x[i] * net.scale + net.left - px, net.y[i] * net.scale + net.top - py) - net.nodes[i].r * Math.min(1.6, Math.max(0.35, net.scale));
    if (far < least) { least = far; best = i; }
  }
  return best;
}

function zoom(factor, px, py) {
  factor = Math.min(Math.max(net.scale * factor, 0.02), 12) / net.scale;
  net.touched = true;
  net.scale *= factor;
  net.left = px - (px - net.left) * factor;
  net.top = py - (py - net.top) * factor;
}

// The node of what the panel shows, where the graph has it.
function chooseNode(fits) {
  net.chosen = net.nodes.findIndex(fits);
  redraw();
}

function openNode(i) {
  const node = net.nodes[i];
  net.chosen = i;
  redraw();
  go(node.directive === undefined ? {body: data.bodies[node.body].id} : {directive: node.directive});
}

// Moves a node to the middle, near enough to read its name.
function centre(i) {
  net.touched = true;
  net.scale = Math.max(net.scale, 0.9);
  net.left = canvas.clientWidth / 2 - net.x[i] * net.scale;
  net.top = canvas.clientHeight / 2 - net.y[i] * net.scale;
}

function listenPointers() {
  const fingers = new Map();
  let moved = false, apart = 0;
  const spread = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  canvas.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = fingers.size > 1;
    if (fingers.size === 2) apart = spread();
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    const from = fingers.get(event.pointerId);
    if (!from) return hover(event);
    const dx = event.clientX - from[0], dy = event.clientY - from[1];
    if (!moved && Math.hypot(dx, dy) < 4) return undefined;
    moved = net.touched = true;
    net.left += dx / fingers.size; net.top += dy / fingers.size;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size === 2) {
      const box = canvas.getBoundingClientRect(), [a, b] = [...fingers.values()], now = spread();
      zoom(now / apart, (a[0] + b[0]) / 2 - box.left, (a[1] + b[1]) / 2 - box.top);
      apart = now;
    }
    return redraw();
  });
  const end = event => {
    const was = fingers.delete(event.pointerId);
    const node = was && !moved && event.type === 'pointerup' ? pick(event) : -1;
    if (node >= 0) openNode(node);
    else if (was && !moved) { net.chosen = -1; redraw(); }
  };
  for (const kind of ['pointerup', 'pointercancel']) canvas.addEventListener(kind, end);
  canvas.addEventListener('pointerleave', () => { net.over = -1; $('tip').hidden = true; redraw(); });
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 300), event.clientX - box.left, event.clientY - box.top);
    redraw();
  }, {passive: false});
}

function hover(event) {
  const node = pick(event), tip = $('tip');
  canvas.style.cursor = node >= 0 ? 'pointer' : 'grab';
  tip.hidden = node < 0;
  if (node >= 0) {
    tip.textContent = net.nodes[node].name.slice(0, 120);
    tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 260)}px`;
    tip.style.top = `${event.clientY + 14}px`;
  }
  if (node !== net.over) { net.over = node; redraw(); }
}

function listenKeys() {
  const step = by => {
    const bodies = net.nodes.filter(node => node.directive === undefined).length;
    if (!bodies) return;
    net.chosen = net.chosen < 0 || net.chosen >= bodies ? (by > 0 ? 0 : bodies - 1) : (net.chosen + by + bodies) % bodies;
    centre(net.chosen);
    $('net-told').textContent = `${net.nodes[net.chosen].name} · ${say(net.nodes[net.chosen].level)} · ${number(net.nodes[net.chosen].total)}`;
  };
  canvas.addEventListener('keydown', event => {
    const middle = [canvas.clientWidth / 2, canvas.clientHeight / 2], move = (dx, dy) => () => { net.touched = true; net.left += dx; net.top += dy; };
    const keys = {ArrowLeft: move(40, 0), ArrowRight: move(-40, 0), ArrowUp: move(0, 40), ArrowDown: move(0, -40), '+': () => zoom(1.25, ...middle), '=': () => zoom(1.25, ...middle),
      '-': () => zoom(0.8, ...middle), 0: () => { net.touched = false; fit(); }, n: () => step(1), p: () => step(-1), Enter: () => net.chosen >= 0 && openNode(net.chosen)};
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
    redraw();
  });
}

// What fits the search has a ring; the first few are offered as buttons.
function searchNet(value) {
  net.search = value;
  const fits = matcher(value), found = value.trim() ? net.nodes.map((node, i) => [node, i]).filter(([node]) =>
    fits((node.directive === undefined ? [node.name, ...data.bodies[node.body].aliases].join(' ') : node.name).toLowerCase())).map(([, i]) => i) : [];
  // What is called exactly that comes first, then what begins so, then the largest.
  const rank = i => net.nodes[i].name === value.trim() ? 0 : net.nodes[i].name.startsWith(value.trim()) ? 1 : 2;
  found.sort((a, b) => rank(a) - rank(b) || a - b);
  net.found = found.slice(0, 300);
  $('net-found').replaceChildren(...found.slice(0, 8).map(i => button(net.nodes[i].name.slice(0, 30), () => { centre(i); openNode(i); })),
    found.length > 8 ? make('span', {class: 'soft'}, `+ ${number(found.length - 8)}`) : '', value.trim() && !found.length ? make('span', {class: 'soft'}, say('nobody')) : '');
  redraw();
}

function netControls() {
  const again = () => { delete canvas.dataset.settled; buildNet(); searchNet(net.search); requestAnimationFrame(animate); };
  const set = name => value => { net[name] = value; again(); };
  const clear = () => { Object.assign(net, {level: '', role: '', documentKind: '', since: '', until: '', search: ''}); showGraph(); };
  const view = make('label', {}, say('view'), make('select', {name: 'view', onchange: event => set('view')(event.target.value)},
    ...['bipartite', 'pairs'].map(value => make('option', {value, selected: value === net.view}, say(value)))));
  return make('div', {class: 'controls'}, searchBox(net.search, searchNet), view,
    button(say('fit'), () => { net.touched = false; fit(); redraw(); }), button(say('picture'), () => canvas.toBlob(blob => blob && save('graph.png', 'image/png', [blob]))),
    filterBox(select('role', ['named', ...ROLES], net.role, set('role')), select('level', present(data.bodies, 'level', LEVELS), net.level, set('level')),
    select('documentKind', present(data.documents, 'kind', DOCUMENT_KINDS), net.documentKind, set('documentKind')),
    dateBox('since', net.since, set('since')), dateBox('until', net.until, set('until')), button(say('reset'), clear)));
}

function showGraph() {
  if (!net.view) {
    // Large corpora are read by who works with whom; where nobody is named, by who was written to.
    net.view = data.links.filter(link => NAMED.includes(link.role)).length > 4000 ? 'pairs' : 'bipartite';
    if (!data.links.some(link => NAMED.includes(link.role))) net.role = '';
  }
  net.found = [];
  readTheme();
  canvas = make('canvas', {id: 'canvas', tabindex: 0, role: 'img', 'aria-label': `${say('graph')}。${say('help')}`});
  const levels = present(data.bodies, 'level', LEVELS);
  $('graph').replaceChildren(netControls(), make('div', {id: 'net-found', class: 'controls'}),
    make('div', {class: 'legend'}, ...levels.map(level => make('span', {}, make('i', {class: `swatch round c-${level}`}), say(level))), ...ROLES.map(role => make('span', {}, make('i', {class: `swatch line c-${role}`}), say(role)))),
    canvas, make('p', {class: 'soft', id: 'net-told', role: 'status'}), make('p', {class: 'soft'}, say('help')));
  listenPointers();
  listenKeys();
  new ResizeObserver(() => {
    if (!net.touched && net.layout) fit();
    else if (net.chosen >= 0 && net.x[net.chosen] * net.scale + net.left > canvas.clientWidth - 40) centre(net.chosen);
    redraw();
  }).observe(canvas);
  buildNet();
  searchNet(net.search);
  requestAnimationFrame(animate);
}
