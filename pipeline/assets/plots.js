// The overview: plots made of elements, so that text keeps its size on a phone and every bar takes the keyboard.
let plotRoles = 'named';

function figure(title, ...children) {
  return make('figure', {}, make('figcaption', {}, title), ...children);
}

function legend(keys) {
  return make('div', {class: 'legend'}, ...keys.map(key => make('span', {}, swatch(key), say(key))));
}

function piece(key, part, length) {
  const node = make('i', {class: `c-${key}`});
  node.style[length] = `${part * 100}%`;
  return node;
}

const listed = (values, keys) => keys.filter(key => values[key]).map(key => `${say(key)} ${number(values[key])}`).join(comma());
const sum = (values, keys) => keys.reduce((total, key) => total + (values[key] || 0), 0);

// Rows are {name, values: {key: number}, where}; where a row leads is optional.
function bars(rows, keys) {
  const most = Math.max(1, ...rows.map(row => sum(row.values, keys)));
  return make('div', {class: 'bars'}, ...rows.map(row => {
    const total = sum(row.values, keys), hint = `${row.name}${colon()}${listed(row.values, keys) || 0}`;
    const inside = [make('span', {class: 'label'}, row.name),
      make('span', {class: 'track'}, ...keys.filter(key => row.values[key]).map(key => piece(key, row.values[key] / most, 'width'))),
      make('span', {class: 'n'}, number(total))];
    return row.where ? make('button', {type: 'button', class: 'bar', title: hint, 'aria-label': hint, onclick: () => go(row.where)}, ...inside)
      : make('div', {class: 'bar', title: hint}, ...inside);
  }));
}

function balance(rows) {
  const most = Math.max(1, ...rows.map(row => Math.max(row.lead, row.support)));
  return make('div', {class: 'bars'}, ...rows.map(row => {
    const hint = `${row.name}${colon()}${say('lead')} ${row.lead}${comma()}${say('support')} ${row.support}`;
    return make('button', {type: 'button', class: 'bar two-way', title: hint, 'aria-label': hint, onclick: () => go({body: row.id})},
      make('span', {class: 'label'}, row.name), make('span', {class: 'n'}, row.lead || ''),
      make('span', {class: 'track left'}, piece('lead', row.lead / most, 'width')), make('span', {class: 'track'}, piece('support', row.support / most, 'width')),
      make('span', {class: 'n'}, row.support || ''));
  }));
}

// Columns stand for equal times, empty ones too: months while they fit, years otherwise. A misread year far off
// would leave no room for the rest: what lies outside living memory is only counted.
const OLDEST = 1949, LATEST = 2070;
function columns(items, keys, where) {
  const dated = items.filter(item => item.date && item.date.slice(0, 4) >= OLDEST && item.date.slice(0, 4) <= LATEST);
  if (!dated.length) return make('p', {class: 'soft'}, `${say('undated')} ${number(items.length)}`);
  const years = dated.map(item => Number(item.date.slice(0, 4)));
  const first = years.reduce((a, b) => Math.min(a, b)), last = years.reduce((a, b) => Math.max(a, b));
  const byMonth = last - first < 3, times = [];
  for (let year = first; year <= last && times.length < 400; year++) {
    if (byMonth) for (let month = 1; month <= 12; month++) times.push(`${year}-${String(month).padStart(2, '0')}`);
    else times.push(String(year));
  }
  const totals = new Map(times.map(time => [time, {}]));
  for (const item of dated) {
    const time = byMonth ? (item.date + '-01').slice(0, 7) : item.date.slice(0, 4);
    const values = totals.get(time);
    if (values) values[item.key] = (values[item.key] || 0) + 1;
  }
  const most = Math.max(...[...totals.values()].map(values => sum(values, keys)), 1), step = Math.ceil(times.length / 8);
  const plot = make('div', {class: 'columns'}, ...times.map((time, place) => {
    const values = totals.get(time), hint = `${time}${colon()}${listed(values, keys) || 0}`, height = make('span', {class: 'height'});
    height.append(...keys.filter(key => values[key]).map(key => piece(key, values[key] / most, 'height')));
    const label = make('span', {class: 'time'}, place % step ? '' : time);
    return sum(values, keys) ? make('button', {type: 'button', class: 'column', title: hint, 'aria-label': hint, onclick: () => where(time)}, height, label)
      : make('div', {class: 'column'}, height, label);
  }));
  const undated = items.length - dated.length;
  return make('div', {}, make('div', {class: 'soft'}, number(most)), plot, undated ? make('p', {class: 'soft'}, `${say('undated')} ${number(undated)}`) : null);
}

const byName = (a, b) => a.name < b.name ? -1 : 1;

function topBodies() {
  const keys = plotRoles === 'named' && data.bodies.some(body => body.named) ? NAMED : ROLES;
  const total = keys === NAMED ? 'named' : 'total';
  const top = data.bodies.filter(body => body[total]).sort((a, b) => b[total] - a[total] || byName(a, b)).slice(0, 18);
  const choice = make('div', {class: 'choice', role: 'group', 'aria-label': say('role')}, ...['named', 'all'].map(value =>
    button(say(value), () => { plotRoles = value; $('plot-bodies').replaceWith(topBodies()); }, {'aria-pressed': String(value === plotRoles)})));
  const node = figure(say('byBody'), choice, legend(keys), bars(top.map(body => ({name: body.name, values: body, where: {body: body.id}})), keys));
  node.id = 'plot-bodies';
  return node;
}

function counted(values, order, where) {
  const totals = count(values);
  return [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || order.indexOf(a) - order.indexOf(b))
    .map(key => ({name: say(key), values: {plain: totals.get(key)}, where: where(key)}));
}

function handedDown() {
  const rows = data.documents.map(entry => ({name: titleOf(entry), values: {plain: entry.copies.reduce((total, [, number]) => total + number, 0)}, where: {document: entry.id}}))
    .filter(row => row.values.plain).sort((a, b) => b.values.plain - a.values.plain || byName(a, b)).slice(0, 12);
  return rows.length ? figure(say('handed'), bars(rows, ['plain'])) : '';
}

function showOverview() {
  const directives = data.directives.filter(directive => directive.kind === 'directive');
  const numbers = [['documents', data.documents.length], ['directives', directives.length], ['bodies', data.bodies.length],
    ['responsibilities', data.links.length], ['people', data.people.length]];
  const leading = data.bodies.filter(body => body.lead + body.support).sort((a, b) => b.lead + b.support - a.lead - a.support || byName(a, b)).slice(0, 18);
  const dated = directives.map(d => ({date: data.documents[d.doc].date, key: data.documents[d.doc].level}));
  const due = directives.filter(dueYear).map(d => ({date: d.deadline, key: 'plain'}));
  const levels = LEVELS.map(level => {
    const values = {};
    for (const body of data.bodies) if (body.level === level) for (const role of ROLES) values[role] = (values[role] || 0) + body[role];
    return {name: say(level), values, where: {bodies: '', level}};
  }).filter(row => sum(row.values, ROLES));
  const between = time => {
    const [year, month] = time.split('-').map(Number), last = new Date(Date.UTC(year, month || 12, 0)).getUTCDate();
    go({directives: '', kind: 'directive', since: `${year}-${String(month || 1).padStart(2, '0')}-01`, until: `${year}-${String(month || 12).padStart(2, '0')}-${last}`});
  };
  $('overview').replaceChildren(
    make('div', {class: 'numbers'}, ...numbers.map(([word, total]) => make('div', {}, make('b', {}, number(total)), say(word)))),
    make('div', {class: 'plots'}, topBodies(),
      leading.length ? figure(say('balance'), legend(['lead', 'support']), balance(leading)) : '',
      figure(say('byDate'), legend(LEVELS.filter(level => dated.some(item => item.key === level))), columns(dated, LEVELS, between)),
      due.length ? figure(say('byDeadline'), columns(due, ['plain'], time => go({directives: '', deadline: time, sort: 'deadline'}))) : '',
      figure(say('byKind'), bars(counted(data.directives.map(d => d.kind), DIRECTIVE_KINDS, kind => ({directives: '', kind})), ['plain'])),
      figure(say('byModality'), bars(counted(directives.map(d => d.modality).filter(Boolean), MODALITIES, modality => ({directives: '', modality})), ['plain'])),
      figure(say('byDocument'), bars(counted(data.documents.map(d => d.kind), DOCUMENT_KINDS, documentKind => ({documents: '', documentKind})), ['plain'])),
      figure(say('byLevel'), legend(ROLES), bars(levels, ROLES)), handedDown()),
    data.problems.length ? make('details', {class: 'problems'}, make('summary', {}, `${say('problems')}（${number(data.problems.length)}）`),
      make('ul', {}, ...data.problems.slice(0, 500).map(p => make('li', {}, p.path, make('div', {class: 'soft'}, [p.reason, p.remedy].filter(Boolean).join('；')))))) : '');
}
