// What every part of the page uses. Nothing here ever turns data into markup: every text goes through
// textContent or a canvas.
let language = (navigator.language || 'zh').startsWith('zh') ? 'zh' : 'en';
let data;
const say = word => Object.hasOwn(WORDS, word) ? WORDS[word][language === 'zh' ? 0 : 1] : word;
const comma = () => language === 'zh' ? '，' : ', ', colon = () => language === 'zh' ? '：' : ': ';
const $ = id => document.getElementById(id);
const number = value => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child != null && child !== false).map(child => child instanceof Node ? child : String(child)));
  return node;
}

const button = (label, onclick, attributes = {}) => make('button', {type: 'button', onclick, ...attributes}, label);

function swatch(name) {
  return make('i', {class: `swatch c-${name}`});
}

async function unpack(id) {
  if (typeof DecompressionStream === 'undefined') throw new Error(say('tooOld'));
  const bytes = Uint8Array.from(atob($(id).textContent.trim()), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

function count(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

// Both ways between documents, directives, bodies and people; the sums that tables and plots show.
function prepare() {
  data.documents.forEach((entry, place) => Object.assign(entry, {place, directives: [], count: 0, origins: [], copies: []}));
  data.bodies.forEach((body, place) => {
    Object.assign(body, {place, links: [], posts: [], total: 0, named: 0});
    for (const role of ROLES) body[role] = 0;
  });
  data.directives.forEach((directive, place) => {
    Object.assign(directive, {place, links: [], origins: [], copies: []});
    const entry = data.documents[directive.doc];
    entry.directives.push(directive);
    entry.count += directive.kind === 'directive';
  });
  for (const link of data.links) {
    link.role = data.roles[link.r];
    const body = data.bodies[link.b];
    body.links.push(link);
    data.directives[link.d].links.push(link);
    body[link.role] += 1;
    body.total += 1;
    body.named += NAMED.includes(link.role);
  }
  for (const person of data.people) for (const [body, title] of person.posts) data.bodies[body].posts.push([person.name, title]);
  for (const [later, earlier, alike] of data.follows) {
    data.directives[later].origins.push([earlier, alike]);
    data.directives[earlier].copies.push([later, alike]);
  }
  for (const [later, earlier, total] of data.handed) {
    data.documents[later].origins.push([earlier, total]);
    data.documents[earlier].copies.push([later, total]);
  }
  for (const entry of data.documents) {
    const levels = entry.issuers.map(place => LEVELS.indexOf(data.bodies[place].level));
    entry.level = levels.length ? LEVELS[Math.min(...levels)] : 'other';
  }
}

const titleOf = entry => entry.title || entry.number || entry.path.split('/').pop() || say('untitled');

// A deadline may be a date or words (每年, 三年内).
const dueYear = directive => /^(19|20)\d\d(-\d\d)*$/.test(directive.deadline) ? directive.deadline.slice(0, 4) : '';

// A date may be a year or a month: it is compared as far as it goes.
function isBetween(date, since, until) {
  if (since && !(date && date >= since.slice(0, date.length))) return false;
  return !(until && !(date && date <= until.slice(0, date.length)));
}

// A link inside the page: what is shown stands in the address, so that Back works and a link can be kept.
function link(label, where, attributes = {}) {
  return make('button', {type: 'button', class: 'link', onclick: () => go(where), ...attributes}, label);
}
// The stroke keeps the browser from looking for an element of that name to scroll to.
const go = where => { location.hash = '/' + new URLSearchParams(where).toString().replace(/=$/, ''); };

function save(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, {type}));
  make('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// A table for a spreadsheet: with a byte order mark, and no cell that would run as a formula.
function saveTable(name, rows) {
  const cell = value => {
    const text = typeof value === 'string' && /^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  save(name, 'text/csv;charset=utf-8', ['\ufeff' + rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n']);
}
