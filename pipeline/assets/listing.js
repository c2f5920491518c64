// Tables that can be searched, filtered, sorted and downloaded: of bodies, directives and documents.
const collator = new Intl.Collator('zh');
const FIRST = 100;

function select(label, values, current, onchange) {
  const offered = !current || values.includes(current) ? values : [...values, current];
  return make('label', {}, say(label), make('select', {name: label, onchange: event => onchange(event.target.value)},
    make('option', {value: ''}, say('all')), ...offered.map(value => make('option', {value, selected: value === current}, say(value)))));
}

function searchBox(current, oninput) {
  return make('input', {type: 'search', placeholder: say('search'), 'aria-label': say('search'), value: current, oninput: event => oninput(event.target.value)});
}

function dateBox(label, current, onchange) {
  return make('label', {}, say(label), make('input', {type: 'date', name: label, value: current.length === 10 ? current : '', onchange: event => onchange(event.target.value)}));
}

// Filters fold away; on a phone they start folded.
function filterBox(...filters) {
  return make('details', {class: 'filters', open: !matchMedia('(max-width: 50rem)').matches}, make('summary', {}, say('filter')), make('div', {class: 'controls'}, ...filters));
}

// Every word must be somewhere in the row.
function matcher(search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return text => words.every(word => text.includes(word));
}

// spec: {rows, text(row), filters: [[key, values, keeps(row, value)]], dates(row), columns: [{key, number, value(row), cell(row)}],
//        file, saved(row): cells, head: names}.  state: {sort, down, search, chosen, limit}, kept while the page is open.
function listing(host, spec, state) {
  const body = make('tbody'), told = make('span', {class: 'soft', role: 'status'}), heads = new Map();
  const more = button(say('more'), () => { state.limit += 400; fill(); });
  const chosen = () => {
    const fits = matcher(state.search), {value} = spec.columns.find(column => column.key === state.sort) || spec.columns[0];
    const {since = '', until = ''} = state.chosen;
    return spec.rows.filter(row => fits(row.find ??= spec.text(row).toLowerCase()) && (!spec.dates || isBetween(spec.dates(row), since, until)) &&
      spec.filters.every(([key, , keeps]) => !state.chosen[key] || keeps(row, state.chosen[key])))
      .map(row => [value(row), row]).sort(([x, a], [y, b]) => {
        // What is empty stands last, whichever way the rest goes.
        if ((x === '') !== (y === '')) return x === '' ? 1 : -1;
        const order = typeof x === 'number' ? x - y : collator.compare(x, y);
        return (state.down ? -order : order) || a.place - b.place;
      }).map(([, row]) => row);
  };
  function fill() {
    const rows = chosen();
    body.replaceChildren(...rows.slice(0, state.limit).map(row => make('tr', {}, ...spec.columns.map(column =>
      make('td', {class: column.number ? 'n' : `v-${column.key}`, 'data-label': say(column.key)}, column.cell(row))))));
    if (!rows.length) body.append(make('tr', {}, make('td', {colspan: spec.columns.length}, say('nobody'))));
    told.textContent = `${number(rows.length)} / ${number(spec.rows.length)}`;
    more.hidden = rows.length <= state.limit;
    for (const [key, head] of heads) {
      const here = key === state.sort;
      head.setAttribute('aria-sort', here ? (state.down ? 'descending' : 'ascending') : 'none');
      head.firstChild.lastChild.textContent = here ? (state.down ? ' ↓' : ' ↑') : '';
    }
  }
  const choose = (key, value) => { state.chosen[key] = value; state.limit = FIRST; fill(); };
  for (const column of spec.columns) {
    const sort = () => { state.down = state.sort === column.key ? !state.down : Boolean(column.number); state.sort = column.key; fill(); };
    heads.set(column.key, make('th', {scope: 'col', class: column.number ? 'n' : '', 'data-key': column.key},
      make('button', {type: 'button', onclick: sort}, say(column.key), make('span', {}))));
  }
  const clear = () => { Object.assign(state, {search: '', chosen: {}, limit: FIRST}); listing(host, spec, state); };
  host.replaceChildren(
    make('div', {class: 'controls'}, searchBox(state.search, value => { state.search = value; state.limit = FIRST; fill(); }),
      filterBox(...spec.filters.map(([key, values]) => select(key, values, state.chosen[key], value => choose(key, value))),
        ...(spec.dates ? ['since', 'until'].map(key => dateBox(key, state.chosen[key] || '', value => choose(key, value))) : []), button(say('reset'), clear)),
      button(say('download'), () => saveTable(spec.file, [spec.head, ...chosen().map(spec.saved)])), told),
    make('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say(host.id)},
      make('table', {class: spec.cards ? 'cards' : 'wide'}, make('thead', {}, make('tr', {}, ...heads.values())), body)), more);
  fill();
}

const hasRole = (links, role) => links.some(link => role === 'named' ? NAMED.includes(link.role) : link.role === role);
const present = (rows, key, order) => order.filter(value => rows.some(row => row[key] === value));
const states = {};

// What the address asks for replaces what was chosen before; without a wish the table is as it was left.
function stateOf(name, sort, down, wishes) {
  const old = states[name] ??= {sort, down, search: '', chosen: {}, limit: FIRST};
  const {sort: wanted, search, ...chosen} = wishes;
  if (Object.keys(wishes).length) Object.assign(old, {sort: wanted || sort, down: wanted ? false : down, search: search || '', chosen, limit: FIRST});
  return old;
}

function showBodies(wishes) {
  listing($('bodies'), {
    rows: data.bodies, file: 'bodies.csv', head: ['name', 'level', 'aliases', 'total', ...ROLES],
    saved: body => [body.name, body.level, body.aliases.join('；'), body.total, ...ROLES.map(role => body[role])],
    text: body => [body.name, ...body.aliases].join(' '),
    filters: [['level', present(data.bodies, 'level', LEVELS), (body, level) => body.level === level],
      ['role', ['named', ...ROLES], (body, role) => body[role] > 0],
      ['documentKind', present(data.documents, 'kind', DOCUMENT_KINDS), (body, kind) => body.links.some(l => data.documents[data.directives[l.d].doc].kind === kind)]],
    columns: [{key: 'name', value: body => body.name, cell: body => link(body.name, {body: body.id})},
      {key: 'level', value: body => LEVELS.indexOf(body.level), cell: body => say(body.level)},
      ...['total', ...ROLES].map(key => ({key, number: true, value: body => body[key], cell: body => body[key] ? number(body[key]) : ''}))],
  }, stateOf('bodies', 'total', true, wishes));
}

function dutyList(links) {
  const some = links.slice(0, 5).map(l => make('div', {}, swatch(l.role), `${say(l.role)} `, link(data.bodies[l.b].name, {body: data.bodies[l.b].id})));
  return links.length > 5 ? [...some, make('div', {class: 'soft'}, `+ ${links.length - 5}`)] : some;
}

function showDirectives(wishes) {
  const documentOf = directive => data.documents[directive.doc];
  listing($('directives'), {
    rows: data.directives, file: 'directives.csv', cards: true, dates: directive => documentOf(directive).date,
    head: ['text', 'kind', 'modality', 'deadline', ...ROLES, 'date', 'document', 'number', 'path'],
    saved: d => [d.marker + d.text, d.kind, d.modality, d.deadline, ...ROLES.map(role => d.links.filter(l => l.role === role).map(l => data.bodies[l.b].name).join('；')),
      documentOf(d).date, documentOf(d).title, documentOf(d).number, documentOf(d).path],
    text: d => [d.marker + d.text, documentOf(d).title, ...d.links.map(l => data.bodies[l.b].name)].join(' '),
    filters: [['kind', present(data.directives, 'kind', DIRECTIVE_KINDS), (d, kind) => d.kind === kind],
      ['modality', MODALITIES, (d, modality) => d.modality === modality],
      ['role', ['named', ...ROLES], (d, role) => hasRole(d.links, role)],
      ['level', present(data.bodies, 'level', LEVELS), (d, level) => d.links.some(l => data.bodies[l.b].level === level)],
      ['documentKind', present(data.documents, 'kind', DOCUMENT_KINDS), (d, kind) => documentOf(d).kind === kind],
      ...(data.follows.length ? [['way', ['origin', 'copy'], (d, way) => (way === 'origin' ? d.copies : d.origins).length > 0]] : []),
      ['deadline', [...new Set(data.directives.map(dueYear).filter(Boolean))].sort(), (d, time) => dueYear(d) !== '' && d.deadline.startsWith(time)]],
    columns: [
      {key: 'text', value: d => d.place, cell: d => [make('div', {}, link(d.marker + d.text, {directive: d.place}, {class: 'link plain'})),
        make('div', {class: 'soft'}, link(titleOf(documentOf(d)), {document: documentOf(d).id, at: d.start}))]},
      {key: 'kind', value: d => DIRECTIVE_KINDS.indexOf(d.kind), cell: d => [say(d.kind), d.modality ? make('div', {class: 'soft'}, say(d.modality)) : null]},
      {key: 'bodies', value: d => d.links.length ? data.bodies[d.links[0].b].name : '', cell: d => dutyList(d.links)},
      {key: 'deadline', value: d => d.deadline, cell: d => d.deadline},
      {key: 'date', value: d => documentOf(d).date, cell: d => documentOf(d).date}],
  }, stateOf('directives', 'text', false, wishes));
}

function showDocuments(wishes) {
  listing($('documents'), {
    rows: data.documents, file: 'documents.csv', cards: true, dates: entry => entry.date,
    head: ['title', 'date', 'kind', 'number', 'issuers', 'directives', 'path'],
    saved: d => [d.title, d.date, d.kind, d.number, d.issuers.map(b => data.bodies[b].name).join('；'), d.count, d.path],
    text: d => [d.title, d.number, d.path, ...d.issuers.map(b => data.bodies[b].name)].join(' '),
    filters: [['documentKind', present(data.documents, 'kind', DOCUMENT_KINDS), (d, kind) => d.kind === kind],
      ['level', present(data.documents, 'level', LEVELS), (d, level) => d.level === level]],
    columns: [
      {key: 'title', value: d => titleOf(d), cell: d => [link(titleOf(d), {document: d.id}), make('div', {class: 'soft'}, d.path)]},
      {key: 'date', value: d => d.date, cell: d => d.date}, {key: 'kind', value: d => DOCUMENT_KINDS.indexOf(d.kind), cell: d => say(d.kind)},
      {key: 'number', value: d => d.number, cell: d => d.number},
      {key: 'issuers', value: d => d.issuers.length ? data.bodies[d.issuers[0]].name : '', cell: d => d.issuers.slice(0, 3).map(b => make('div', {}, link(data.bodies[b].name, {body: data.bodies[b].id})))},
      {key: 'directives', number: true, value: d => d.count, cell: d => number(d.count)}],
  }, stateOf('documents', 'title', false, wishes));
}
