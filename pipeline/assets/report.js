'use strict';
// The page of a run. Nothing here ever turns data into markup: every text goes through textContent or a canvas.
const ROLES = ['lead', 'responsible', 'support', 'supervise', 'addressee', 'issuer'];
const COLOURS = {lead: '#c8443f', responsible: '#e0912f', support: '#4a74b8', supervise: '#8a6bb1', addressee: '#a9b4c0', issuer: '#4d9871'};
const LEVELS = {national: '#8f2d2a', province: '#c25a3c', city: '#d98d4f', county: '#b7a04a', township: '#7d9a5b', other: '#7d8794'};
const WORDS = {
  zh: {overview: '概览', bodies: '主体', documents: '文件', graph: '关系图', lead: '牵头', responsible: '负责', support: '配合', supervise: '督查',
    addressee: '主送', issuer: '发文', national: '国家', province: '省', city: '市', county: '县', township: '乡镇', other: '其他', total: '合计',
    directive: '指令', achievement: '成绩', problem: '问题', principle: '原则', heading: '标题', fact: '事实', byKind: '按类别', byBody: '责任最多的主体',
    byDate: '按时间', balance: '牵头与配合', search: '搜索', level: '层级', role: '责任', kind: '文种', since: '自', all: '全部', name: '名称', download: '下载 CSV',
    more: '显示更多', clean: '清洗后', raw: '原文', close: '关闭', nobody: '没有结果', people: '人', responsibilities: '责任', untitled: '（无题）', back: '返回',
    pairs: '主体与主体', bipartite: '主体与指令', view: '视图', help: '拖动平移，滚轮缩放，点击看详情；键盘：方向键、+、-、0', undated: '无日期', loading: '载入中…',
    notice: '通知', opinion: '意见', plan: '方案', division: '分工方案', decision: '决定', regulation: '法规', meeting: '会议', speech: '讲话', report: '报告'},
  en: {overview: 'Overview', bodies: 'Bodies', documents: 'Documents', graph: 'Graph', lead: 'lead', responsible: 'responsible', support: 'support',
    supervise: 'supervise', addressee: 'addressee', issuer: 'issuer', national: 'national', province: 'province', city: 'city', county: 'county',
    township: 'township', other: 'other', total: 'total', directive: 'directives', achievement: 'achievements', problem: 'problems', principle: 'principles',
    heading: 'headings', fact: 'facts', byKind: 'By kind', byBody: 'Bodies with the most responsibilities', byDate: 'By date', balance: 'Lead and support',
    search: 'Search', level: 'Level', role: 'Role', kind: 'Kind', since: 'Since', all: 'all', name: 'Name', download: 'Download CSV', more: 'Show more',
    clean: 'Clean text', raw: 'Raw text', close: 'Close', nobody: 'Nothing found', people: 'people', responsibilities: 'responsibilities',
    untitled: '(untitled)', back: 'Back', pairs: 'body – body', bipartite: 'body – directive', view: 'View', undated: 'undated', loading: 'Loading…',
    help: 'Drag to move, wheel to zoom, click for details; keys: arrows, +, -, 0', notice: 'notice', opinion: 'opinion', plan: 'plan',
    division: 'division of work', decision: 'decision', regulation: 'regulation', meeting: 'meeting', speech: 'speech', report: 'report'},
};
let language = (navigator.language || 'zh').startsWith('zh') ? 'zh' : 'en';
let data;
const say = word => WORDS[language][word] || word;
const $ = id => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child != null).map(child => child instanceof Node ? child : String(child)));
  return node;
}

function draw(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) name === 'onclick' ? node.addEventListener('click', value) : node.setAttribute(name, value);
  node.append(...children.map(child => child instanceof Node ? child : String(child)));
  return node;
}

async function unpack(id) {
  const bytes = Uint8Array.from(atob($(id).textContent.trim()), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

// ---------------------------------------------------------------- data

function prepare() {
  for (const body of data.bodies) Object.assign(body, {links: [], total: 0}, Object.fromEntries(ROLES.map(role => [role, 0])));
  for (const directive of data.directives) directive.links = [];
  data.links.forEach(link => {
    link.role = data.roles[link.r];
    const body = data.bodies[link.b];
    body.links.push(link);
    data.directives[link.d].links.push(link);
    body[link.role] += 1;
    body.total += 1;
  });
}

// ---------------------------------------------------------------- overview

function bars(title, rows, keys, colours, onclick) {
  const most = Math.max(1, ...rows.map(row => keys.reduce((sum, key) => sum + row[key], 0)));
  const height = rows.length * 24 + 6, left = 190, wide = 620;
  const svg = draw('svg', {viewBox: `0 0 ${wide} ${height}`, role: 'img', 'aria-label': title});
  rows.forEach((row, place) => {
    const y = place * 24 + 4;
    const label = row.name.length > 14 ? row.name.slice(0, 13) + '…' : row.name;
    const group = draw('g', {class: onclick ? 'bar' : '', onclick: () => onclick && onclick(row)}, draw('title', {}, row.name));
    group.append(draw('text', {x: left - 8, y: y + 13, 'text-anchor': 'end', 'font-size': 13, fill: '#23272d'}, label));
    let x = left;
    for (const key of keys) {
      const width = row[key] / most * (wide - left - 45);
      if (row[key]) group.append(draw('rect', {x, y, width, height: 17, fill: colours[key] || '#8f2d2a'}, draw('title', {}, `${row.name} · ${say(key)} ${row[key]}`)));
      x += width;
    }
    group.append(draw('text', {x: x + 5, y: y + 13, 'font-size': 12, fill: '#6b7380'}, keys.reduce((sum, key) => sum + row[key], 0)));
    svg.append(group);
  });
  const legend = keys.length > 1 ? make('div', {class: 'legend'}, ...keys.map(key => {
    const swatch = make('i'); swatch.style.background = colours[key];
    return make('span', {}, swatch, say(key));
  })) : null;
  return make('figure', {}, make('figcaption', {}, title), legend, svg);
}

function balance(rows) {
  const most = Math.max(1, ...rows.map(row => Math.max(row.lead, row.support)));
  const svg = draw('svg', {viewBox: `0 0 620 ${rows.length * 24 + 6}`, role: 'img', 'aria-label': say('balance')});
  rows.forEach((row, place) => {
    const y = place * 24 + 4, lead = row.lead / most * 170, support = row.support / most * 170;
    svg.append(draw('g', {class: 'bar', onclick: () => showBody(row.place)},
      draw('title', {}, `${row.name} · ${say('lead')} ${row.lead} · ${say('support')} ${row.support}`),
      draw('text', {x: 182, y: y + 13, 'text-anchor': 'end', 'font-size': 13, fill: '#23272d'}, row.name.length > 14 ? row.name.slice(0, 13) + '…' : row.name),
      draw('rect', {x: 400 - lead, y, width: lead, height: 17, fill: COLOURS.lead}),
      draw('rect', {x: 402, y, width: support, height: 17, fill: COLOURS.support}),
      draw('text', {x: 394 - lead, y: y + 13, 'text-anchor': 'end', 'font-size': 12, fill: '#6b7380'}, row.lead || ''),
      draw('text', {x: 408 + support, y: y + 13, 'font-size': 12, fill: '#6b7380'}, row.support || '')));
  });
  return make('figure', {}, make('figcaption', {}, say('balance')), svg);
}

function count(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

function showOverview() {
  const numbers = [['documents', data.documents.length], ['directive', data.directives.filter(d => d.kind === 'directive').length],
    ['bodies', data.bodies.length], ['responsibilities', data.links.length], ['people', data.people]];
  const kinds = [...count(data.directives.map(d => d.kind))].sort((a, b) => b[1] - a[1]).map(([kind, total]) => ({name: say(kind), total}));
  const top = data.bodies.filter(b => b.total).sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1)).slice(0, 18);
  const leading = data.bodies.filter(b => b.lead + b.support).sort((a, b) => b.lead + b.support - a.lead - a.support || (a.name < b.name ? -1 : 1)).slice(0, 18);
  const dates = data.directives.map(d => (data.documents[d.doc].date || '').slice(0, 7));
  const months = new Set(dates.filter(Boolean)).size > 30 ? dates.map(d => d.slice(0, 4)) : dates;
  const times = [...count(months.map(d => d || '~'))].sort().map(([name, total]) => ({name: name === '~' ? say('undated') : name, total}));
  $('overview').replaceChildren(
    make('div', {class: 'numbers'}, ...numbers.map(([word, number]) => make('div', {}, make('b', {}, number), say(word)))),
    make('div', {class: 'plots'}, bars(say('byBody'), top, ROLES, COLOURS, row => showBody(row.place)), balance(leading),
      bars(say('byKind'), kinds, ['total'], {}), bars(say('byDate'), times, ['total'], {total: '#4a74b8'})));
}

// ---------------------------------------------------------------- bodies

const table = {sort: 'total', down: true, limit: 150, search: '', level: '', role: ''};

function chosenBodies() {
  const wanted = table.search.toLowerCase();
  return data.bodies.filter(body => (!wanted || (body.name + '；' + body.aliases).toLowerCase().includes(wanted)) &&
    (!table.level || body.level === table.level) && (!table.role || body[table.role] > 0))
    .sort((a, b) => {
      const [x, y] = [a[table.sort], b[table.sort]];
      const order = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'zh');
      return (table.down ? -order : order) || a.place - b.place;
    });
}

function select(label, values, current, onchange) {
  return make('label', {}, say(label) + ' ', make('select', {onchange: event => onchange(event.target.value)},
    make('option', {value: ''}, say('all')), ...values.map(value => make('option', {value, selected: value === current}, say(value)))));
}

function searchBox(current, oninput) {
  return make('input', {type: 'search', placeholder: say('search'), 'aria-label': say('search'), value: current, oninput: event => oninput(event.target.value)});
}

function showBodies() {
  const body = make('tbody');
  const fill = () => {
    const rows = chosenBodies();
    body.replaceChildren(...rows.slice(0, table.limit).map(row => make('tr', {},
      make('td', {}, make('button', {class: 'link', onclick: () => showBody(row.place)}, row.name)), make('td', {}, say(row.level)),
      ...['total', ...ROLES].map(key => make('td', {class: 'n'}, row[key] || '')))));
    if (!rows.length) body.append(make('tr', {}, make('td', {colspan: 9}, say('nobody'))));
    more.hidden = rows.length <= table.limit;
  };
  const more = make('button', {onclick: () => { table.limit += 500; fill(); }}, say('more'));
  const head = ['name', 'level', 'total', ...ROLES].map(key => make('th', {class: key === 'name' || key === 'level' ? '' : 'n', 'aria-sort': key === table.sort ? (table.down ? 'descending' : 'ascending') : 'none'},
    make('button', {onclick: () => { table.down = table.sort === key ? !table.down : key !== 'name'; table.sort = key; showBodies(); }}, say(key) + (key === table.sort ? (table.down ? ' ↓' : ' ↑') : ''))));
  $('bodies').replaceChildren(
    make('div', {class: 'controls'}, searchBox(table.search, value => { table.search = value; fill(); }),
      select('level', Object.keys(LEVELS), table.level, value => { table.level = value; fill(); }),
      select('role', ROLES, table.role, value => { table.role = value; fill(); }),
      make('button', {onclick: download}, say('download'))),
    make('div', {class: 'scroll'}, make('table', {}, make('thead', {}, make('tr', {}, ...head)), body)), more);
  fill();
}

function download() {
  const cell = value => {
    const text = /^[=+\-@\t\r＝＋－＠]/.test(value) && typeof value === 'string' ? `'${value}` : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const lines = [['name', 'level', 'aliases', 'total', ...ROLES], ...chosenBodies().map(b => [b.name, b.level, b.aliases, b.total, ...ROLES.map(r => b[r])])];
  const blob = new Blob(['\ufeff' + lines.map(line => line.map(cell).join(',')).join('\r\n')], {type: 'text/csv'});
  const link = make('a', {href: URL.createObjectURL(blob), download: 'bodies.csv'});
  link.click();
  URL.revokeObjectURL(link.href);
}

let before = null;
function openPanel(...children) {
  before = before || document.activeElement;
  const close = make('button', {onclick: closePanel}, say('close'));
  $('panel').replaceChildren(close, ...children.filter(Boolean));
  $('panel').hidden = false;
  close.focus();
}
function closePanel() {
  $('panel').hidden = true;
  if (before) before.focus();
  before = null;
}

function directiveCard(directive, role, quote) {
  const card = make('blockquote', {}, make('div', {}, directive.text),
    make('div', {class: 'soft'}, [role && say(role), quote && `“${quote}”`].filter(Boolean).join(' · ')),
    make('button', {class: 'link soft', onclick: () => showDocument(directive.doc, directive.start)}, data.documents[directive.doc].title || say('untitled')));
  if (role) card.style.borderLeftColor = COLOURS[role];
  return card;
}

function showBody(place) {
  const body = data.bodies[place];
  const cards = limit => body.links.slice(0, limit).map(link => directiveCard(data.directives[link.d], link.role, link.q));
  const list = make('div', {}, ...cards(100));
  openPanel(make('h2', {}, body.name), make('p', {class: 'soft'}, [say(body.level), body.aliases].filter(Boolean).join(' · ')),
    make('p', {}, ROLES.filter(role => body[role]).map(role => `${say(role)} ${body[role]}`).join('，')), list,
    body.links.length > 100 ? make('button', {onclick: () => list.replaceChildren(...cards(1e9))}, say('more')) : null);
}

function showDirective(place) {
  const directive = data.directives[place];
  openPanel(make('h2', {}, say('directive')), directiveCard(directive), ...directive.links.map(link => make('p', {},
    `${say(link.role)}：`, make('button', {class: 'link', onclick: () => showBody(link.b)}, data.bodies[link.b].name), link.q ? ` “${link.q}”` : '')));
}

// ---------------------------------------------------------------- documents

const shelf = {search: '', kind: '', since: '', limit: 150};

function showDocuments() {
  const list = make('tbody');
  const fill = () => {
    const wanted = shelf.search.toLowerCase();
    const rows = data.documents.filter(d => (!wanted || `${d.title} ${d.number} ${d.path}`.toLowerCase().includes(wanted)) &&
      (!shelf.kind || d.kind === shelf.kind) && (!shelf.since || d.date >= shelf.since));
    list.replaceChildren(...rows.slice(0, shelf.limit).map(d => make('tr', {},
      make('td', {}, make('button', {class: 'link', onclick: () => showDocument(d.place)}, d.title || say('untitled')), make('div', {class: 'soft'}, d.path)),
      make('td', {}, d.date || ''), make('td', {}, say(d.kind)), make('td', {}, d.number || ''), make('td', {class: 'n'}, d.count))));
    if (!rows.length) list.append(make('tr', {}, make('td', {colspan: 5}, say('nobody'))));
    more.hidden = rows.length <= shelf.limit;
  };
  const more = make('button', {onclick: () => { shelf.limit += 500; fill(); }}, say('more'));
  $('documents').replaceChildren(make('div', {class: 'controls'}, searchBox(shelf.search, value => { shelf.search = value; fill(); }),
    select('kind', [...new Set(data.documents.map(d => d.kind))].sort(), shelf.kind, value => { shelf.kind = value; fill(); }),
    make('label', {}, say('since') + ' ', make('input', {type: 'date', value: shelf.since, onchange: event => { shelf.since = event.target.value; fill(); }}))),
    make('div', {class: 'scroll'}, make('table', {}, list)), more);
  fill();
}

// Pieces of a text (code points) cut at every border of a mention or directive.
function highlight(points, mentions, directives, now) {
  const borders = new Set([0, points.length]);
  for (const [start, end] of [...mentions, ...directives]) borders.add(Math.min(start, points.length)).add(Math.min(end, points.length));
  const cuts = [...borders].sort((a, b) => a - b), out = [];
  const order = [...mentions].sort((a, b) => a[0] - b[0]);
  let next = 0;
  cuts.forEach((start, i) => {
    const end = cuts[i + 1];
    if (end === undefined) return;
    const text = points.slice(start, end).join('');
    while (next < order.length && order[next][1] <= start) next++;
    const mention = next < order.length && order[next][0] <= start ? order[next] : null;
    const directive = directives.find(d => d[0] <= start && start < d[1]);
    if (!mention && !directive) return out.push(text);
    const here = directive && directive[0] === now;
    const mark = make('mark', {class: [mention && mention[2], directive && 'dir', here && 'now'].filter(Boolean).join(' '),
      title: mention && (mention[3] || mention[2])}, text);
    if (directive && directive[2] >= 0) mark.addEventListener('click', () => showDirective(directive[2]));
    out.push(mark);
  });
  return out;
}

function restore(points, edits) {
  const parts = [];
  let at = 0;
  for (const [start, end, raw] of edits) { parts.push(...points.slice(at, start), ...Array.from(raw)); at = end; }
  return parts.concat(points.slice(at));
}

async function showDocument(place, at) {
  closePanel();
  openTab('documents');
  const entry = data.documents[place];
  $('documents').replaceChildren(make('p', {}, say('loading')));
  const page = await unpack('doc-' + place);
  const points = Array.from(page.text), raw = restore(points, page.edits);
  const first = data.directives.findIndex(d => d.doc === place);
  const clean = make('div', {class: 'text', tabindex: 0}, make('h3', {}, say('clean')),
    ...highlight(points, page.mentions, page.directives.map((d, i) => [d[0], d[1], first < 0 ? -1 : first + i]), at));
  const original = make('div', {class: 'text', tabindex: 0}, make('h3', {}, say('raw')),
    ...highlight(raw, page.mentions.map(m => [m[4], m[5], m[2], m[3]]), page.directives.map((d, i) => [d[2], d[3], first < 0 ? -1 : first + i])));
  $('documents').replaceChildren(make('p', {}, make('button', {onclick: showDocuments}, '← ' + say('back'))),
    make('h2', {}, entry.title || say('untitled')), make('p', {class: 'soft'}, [entry.date, say(entry.kind), entry.number, entry.path].filter(Boolean).join(' · ')),
    make('div', {class: 'legend'}, ...['ORG', 'PER', 'LOC', 'DATE', 'TITLE', 'DOC'].map(type => make('span', {class: type}, type))),
    make('div', {class: 'two'}, clean, original));
  const now = clean.querySelector('.now');
  if (now) now.scrollIntoView({block: 'center'});
}

// ---------------------------------------------------------------- graph

const net = {view: 'bipartite', level: '', role: '', kind: '', since: '', search: '', nodes: [], links: [], scale: 1, x: 0, y: 0, heat: 0, drawn: false};
const MOST = 5000;

function chooseNet() {
  const keep = link => {
    const directive = data.directives[link.d], doc = data.documents[directive.doc];
    return (!net.role || link.role === net.role) && (!net.level || data.bodies[link.b].level === net.level) &&
      (!net.kind || doc.kind === net.kind) && (!net.since || (doc.date || '') >= net.since);
  };
  const links = data.links.filter(keep), nodes = new Map();
  const node = (key, values) => { if (!nodes.has(key) && nodes.size < MOST) nodes.set(key, {key, size: 0, ...values}); return nodes.get(key); };
  const totals = count(links.map(link => link.b));
  for (const [b, total] of [...totals].sort((x, y) => y[1] - x[1] || x[0] - y[0])) node('b' + b, {body: b, name: data.bodies[b].name, colour: LEVELS[data.bodies[b].level] || LEVELS.other, size: total});
  net.links = [];
  if (net.view === 'pairs') {
    const shared = new Map(), byDirective = new Map();
    for (const link of links) byDirective.has(link.d) ? byDirective.get(link.d).push(link) : byDirective.set(link.d, [link]);
    for (const group of byDirective.values()) for (let i = 0; i < Math.min(group.length, 60); i++) for (let j = 0; j < i; j++) {
      const [a, b] = [group[i].b, group[j].b].sort((x, y) => x - y);
      if (a !== b) { const key = a + ' ' + b, old = shared.get(key) || {a, b, weight: 0, role: group[i].role}; old.weight++; shared.set(key, old); }
    }
    for (const {a, b, weight, role} of shared.values()) if (nodes.has('b' + a) && nodes.has('b' + b)) net.links.push({a: nodes.get('b' + a), b: nodes.get('b' + b), weight, colour: COLOURS[role]});
  } else {
    for (const link of links) {
      const a = node('d' + link.d, {directive: link.d, name: '', colour: '#3f4650'}), b = nodes.get('b' + link.b);
      if (a && b) net.links.push({a, b, weight: 1, colour: COLOURS[link.role]});
    }
  }
  net.nodes = [...nodes.values()];
  const most = Math.max(1, ...totals.values());
  net.nodes.forEach((n, i) => {
    // A sunflower's spiral: the same picture every time.
    const angle = i * 2.399963, far = 16 * Math.sqrt(i + 0.5);
    Object.assign(n, {x: Math.cos(angle) * far, y: Math.sin(angle) * far, vx: 0, vy: 0, mass: 1, r: n.directive === undefined ? 4 + 14 * Math.sqrt(n.size / most) : 2.2});
  });
  for (const link of net.links) { link.a.mass += 0.5; link.b.mass += 0.5; }
  net.heat = 1;
  net.drawn = false;
}

// It ends at a cell's width: what lies further cannot be pushed, or the cells would show in the picture.
const CELL = 90;
function push(n, x, y, mass) {
  const dx = n.x - x || 0.1, dy = n.y - y || 0.1, square = Math.max(dx * dx + dy * dy, 9);
  if (square > CELL * CELL) return;
  const force = 27 * Math.min(n.mass * mass, 30 * Math.max(1, mass / 6)) * (1 / square - 1 / (CELL * CELL)) / n.mass;
  n.vx += dx * force; n.vy += dy * force;
}

// Repulsion between near nodes by cells (a crowded cell counts as one heavy node, so that a step never takes long),
// attraction along links, a pull to the middle.
function tick() {
  const cells = new Map();
  for (const n of net.nodes) {
    const key = Math.floor(n.x / CELL) * 65536 + Math.floor(n.y / CELL);
    if (!cells.has(key)) cells.set(key, {x: 0, y: 0, mass: 0, nodes: []});
    const cell = cells.get(key);
    cell.x += n.x * n.mass; cell.y += n.y * n.mass; cell.mass += n.mass;
    cell.nodes.push(n);
  }
  for (const [key, group] of cells) for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
    const other = cells.get(key + dx * 65536 + dy);
    if (!other) continue;
    const whole = other !== group && other.nodes.length > 12;
    const step = Math.max(1, Math.ceil(other.nodes.length / 40));
    for (const n of group.nodes) {
      if (whole) push(n, other.x / other.mass, other.y / other.mass, other.mass);
      else for (let j = 0; j < other.nodes.length; j += step) if (other.nodes[j] !== n) push(n, other.nodes[j].x, other.nodes[j].y, other.nodes[j].mass * step);
    }
  }
  for (const {a, b} of net.links) {
    const x = a.x - b.x, y = a.y - b.y, far = Math.sqrt(x * x + y * y) || 1, pull = (far - 30) / far * 0.12;
    a.vx -= x * pull / a.mass; a.vy -= y * pull / a.mass;
    b.vx += x * pull / b.mass; b.vy += y * pull / b.mass;
  }
  for (const n of net.nodes) {
    n.vx -= n.x * 0.004; n.vy -= n.y * 0.004;
    const speed = Math.sqrt(n.vx * n.vx + n.vy * n.vy), most = 25 * net.heat;
    const part = speed > most ? most / speed : 1;
    n.x += n.vx * part; n.y += n.vy * part;
    n.vx *= 0.55; n.vy *= 0.55;
  }
  net.heat *= 0.985;
}

function fit(canvas) {
  const xs = net.nodes.map(n => n.x), ys = net.nodes.map(n => n.y);
  if (!xs.length) return;
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  net.scale = Math.min(canvas.clientWidth / (right - left + 120), canvas.clientHeight / (bottom - top + 120), 3);
  net.x = canvas.clientWidth / 2 - (left + right) / 2 * net.scale;
  net.y = canvas.clientHeight / 2 - (top + bottom) / 2 * net.scale;
}

function paint(canvas) {
  const ratio = devicePixelRatio || 1, wide = canvas.clientWidth, high = canvas.clientHeight;
  if (canvas.width !== wide * ratio || canvas.height !== high * ratio) { canvas.width = wide * ratio; canvas.height = high * ratio; }
  const c = canvas.getContext('2d'), wanted = net.search.toLowerCase();
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.clearRect(0, 0, wide, high);
  c.setTransform(ratio * net.scale, 0, 0, ratio * net.scale, ratio * net.x, ratio * net.y);
  c.globalAlpha = net.links.length > 3000 ? 0.25 : 0.45;
  for (const colour of new Set(net.links.map(link => link.colour))) {
    c.strokeStyle = colour; c.lineWidth = 1 / Math.sqrt(net.scale); c.beginPath();
    for (const link of net.links) if (link.colour === colour) { c.moveTo(link.a.x, link.a.y); c.lineTo(link.b.x, link.b.y); }
    c.stroke();
  }
  c.globalAlpha = 1;
  for (const n of net.nodes) {
    const text = n.directive === undefined ? n.name : data.directives[n.directive].text;
    const found = wanted && text.toLowerCase().includes(wanted);
    c.globalAlpha = wanted && !found ? 0.2 : 1;
    c.fillStyle = n.colour; c.beginPath(); c.arc(n.x, n.y, n.r, 0, 7); c.fill();
    if (found) { c.strokeStyle = '#000'; c.lineWidth = 2 / net.scale; c.stroke(); }
  }
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  label(c, wanted, wide, high);
}

// Names of the larger bodies, none over another.
function label(c, wanted, wide, high) {
  const taken = [];
  c.textAlign = 'center'; c.font = '12px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
  c.lineWidth = 3; c.strokeStyle = '#fff'; c.fillStyle = '#23272d';
  for (const n of net.nodes) {
    if (n.directive !== undefined || (wanted && !n.name.toLowerCase().includes(wanted))) continue;
    const x = n.x * net.scale + net.x, y = n.y * net.scale + net.y + n.r * net.scale + 13;
    if (x < -50 || y < 0 || x > wide + 50 || y > high + 20) continue;
    const name = n.name.length > 16 ? n.name.slice(0, 15) + '…' : n.name, half = name.length * 6.2;
    if (taken.some(t => Math.abs(t[0] - x) < t[2] + half && Math.abs(t[1] - y) < 14)) continue;
    taken.push([x, y, half]);
    c.globalAlpha = 1;
    c.strokeText(name, x, y); c.fillText(name, x, y);
    if (taken.length > 120) break;
  }
}

function animate(canvas) {
  const started = performance.now();
  while (net.heat > 0.02 && performance.now() - started < 14) tick();
  if (!net.touched) fit(canvas);
  paint(canvas);
  net.drawn = true;
  if (net.heat > 0.02 && !$('graph').hidden) requestAnimationFrame(() => animate(canvas));
}

function pick(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const x = (event.clientX - box.left - net.x) / net.scale, y = (event.clientY - box.top - net.y) / net.scale;
  let best = null, least = Infinity;
  for (const n of net.nodes) {
    const far = Math.hypot(n.x - x, n.y - y) - n.r;
    if (far < least) { least = far; best = n; }
  }
  return best && least * net.scale < 8 ? best : null;
}

function zoom(factor, x, y) {
  net.touched = true;
  net.scale *= factor;
  net.x = x - (x - net.x) * factor;
  net.y = y - (y - net.y) * factor;
}

function listen(canvas) {
  let from = null, moved = false;
  const redraw = () => requestAnimationFrame(() => paint(canvas));
  canvas.addEventListener('pointerdown', event => { from = [event.clientX, event.clientY]; moved = false; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener('pointermove', event => {
    if (!from) { canvas.style.cursor = pick(canvas, event) ? 'pointer' : 'grab'; return; }
    if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) < 3 && !moved) return;
    moved = net.touched = true;
    net.x += event.clientX - from[0]; net.y += event.clientY - from[1]; from = [event.clientX, event.clientY];
    redraw();
  });
  canvas.addEventListener('pointerup', event => {
    from = null;
    const node = !moved && pick(canvas, event);
    if (node) node.directive === undefined ? showBody(node.body) : showDirective(node.directive);
  });
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX - box.left, event.clientY - box.top);
    redraw();
  }, {passive: false});
  canvas.addEventListener('keydown', event => {
    const middle = [canvas.clientWidth / 2, canvas.clientHeight / 2];
    const keys = {ArrowLeft: () => { net.x += 40; }, ArrowRight: () => { net.x -= 40; }, ArrowUp: () => { net.y += 40; }, ArrowDown: () => { net.y -= 40; },
      '+': () => zoom(1.25, ...middle), '=': () => zoom(1.25, ...middle), '-': () => zoom(0.8, ...middle), 0: () => { net.touched = false; fit(canvas); }};
    if (!keys[event.key]) return;
    event.preventDefault();
    if (event.key !== '0') net.touched = true;
    keys[event.key]();
    redraw();
  });
}

function showGraph() {
  const canvas = make('canvas', {id: 'canvas', tabindex: 0, role: 'img', 'aria-label': `${say('graph')}. ${say('help')}`});
  const again = () => { net.touched = false; chooseNet(); requestAnimationFrame(() => animate(canvas)); };
  const set = name => value => { net[name] = value; again(); };
  const view = make('label', {}, say('view') + ' ', make('select', {onchange: event => set('view')(event.target.value)},
    ...['bipartite', 'pairs'].map(value => make('option', {value, selected: value === net.view}, say(value)))));
  $('graph').replaceChildren(make('div', {class: 'controls'}, searchBox(net.search, value => { net.search = value; paint(canvas); }), view,
    select('level', Object.keys(LEVELS), net.level, set('level')), select('role', ROLES, net.role, set('role')),
    select('kind', [...new Set(data.documents.map(d => d.kind))].sort(), net.kind, set('kind')),
    make('label', {}, say('since') + ' ', make('input', {type: 'date', value: net.since, onchange: event => set('since')(event.target.value)}))),
    make('div', {class: 'legend'}, ...ROLES.map(role => { const swatch = make('i'); swatch.style.background = COLOURS[role]; return make('span', {}, swatch, say(role)); })),
    canvas, make('p', {class: 'soft'}, say('help')));
  listen(canvas);
  new ResizeObserver(() => net.drawn && paint(canvas)).observe(canvas);
  again();
}

// ---------------------------------------------------------------- page

const TABS = {overview: showOverview, bodies: showBodies, documents: showDocuments, graph: showGraph};

function openTab(name) {
  for (const tab of document.querySelectorAll('[role=tab]')) {
    const here = tab.dataset.tab === name;
    tab.setAttribute('aria-selected', here);
    tab.tabIndex = here ? 0 : -1;
    $(tab.dataset.tab).hidden = !here;
  }
}

function start() {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  const tabs = $('tabs');
  tabs.replaceChildren(...Object.keys(TABS).map(name => make('button', {role: 'tab', 'data-tab': name, 'aria-controls': name, onclick: () => { openTab(name); TABS[name](); }}, say(name))));
  tabs.onkeydown = event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const all = [...tabs.children], next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    next.click();
  };
  $('language').textContent = language === 'zh' ? 'English' : '中文';
  const [name, place] = location.hash.slice(1).split('=');
  const tab = TABS[name] ? name : 'overview';
  openTab(tab);
  TABS[tab]();
  if (name === 'document' && data.documents[place]) showDocument(Number(place));
  if (name === 'body' && data.bodies[place]) showBody(Number(place));
}

addEventListener('keydown', event => { if (event.key === 'Escape' && !$('panel').hidden) closePanel(); });
unpack('data').then(found => {
  data = found;
  for (const list of [data.bodies, data.documents]) list.forEach((entry, place) => { entry.place = place; });
  prepare();
  $('language').onclick = () => { language = language === 'zh' ? 'en' : 'zh'; start(); };
  start();
  document.body.dataset.ready = 'yes';
}).catch(error => { $('overview').hidden = false; $('overview').textContent = String(error); });
