// The page itself: tabs, addresses, language.
const TABS = {overview: showOverview, bodies: showBodies, directives: showDirectives, documents: showDocuments, graph: showGraph};
const drawn = new Set();
let under = {overview: ''}, shown = '', reading = '', places = null;

function openTab(name) {
  const chosen = name === 'reader' ? 'documents' : name;
  for (const tab of $('tabs').children) {
    const here = tab.dataset.tab === chosen;
    tab.setAttribute('aria-selected', String(here));
    tab.tabIndex = here ? 0 : -1;
  }
  for (const panel of document.querySelectorAll('[role=tabpanel]')) panel.hidden = panel.id !== name;
  $('tip').hidden = true;
  if (shown !== name) scrollTo(0, 0);
  shown = name;
  // What had the focus may be hidden now.
  const active = document.activeElement;
  if (active && active !== document.body && !active.offsetParent) $(name).focus({preventScroll: true});
}

function showTab(name, wishes) {
  openTab(name);
  if (!drawn.has(name) || Object.keys(wishes).length) { drawn.add(name); TABS[name](wishes); }
  else if (name === 'graph') redraw();
}

function route() {
  const wishes = Object.fromEntries(new URLSearchParams(location.hash.replace(/^#\/?/, ''))), name = Object.keys(wishes)[0] || 'overview', value = wishes[name];
  delete wishes[name];
  if (name === 'body' || name === 'directive') {
    if (!shown) showTab('overview', {});
    const place = name === 'body' ? places.body.get(value) : Number(value);
    if (name === 'body' && place !== undefined) showBody(place);
    if (name === 'directive' && data.directives[place]) showDirective(place);
    if (shown === 'graph') chooseNode(node => node[name] === place);
    return;
  }
  closePanel();
  if (net.chosen >= 0) net.chosen = -1;
  if (name === 'document' && places.document.has(value)) {
    under = {document: value, ...wishes};
    openTab('reader');
    const key = JSON.stringify(under);
    if (reading !== key) { reading = key; showDocument(places.document.get(value), Number(wishes.at ?? -1)); }
    return;
  }
  const tab = Object.hasOwn(TABS, name) ? name : 'overview';
  under = {[tab]: ''};
  showTab(tab, wishes);
}

function start() {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  $('what').textContent = say('what');
  const tabs = $('tabs');
  tabs.replaceChildren(...Object.keys(TABS).map(name => make('button', {type: 'button', role: 'tab', id: `tab-${name}`, 'data-tab': name, 'aria-controls': name, onclick: () => go({[name]: ''})}, say(name))));
  tabs.onkeydown = event => {
    const all = [...tabs.children], at = all.indexOf(document.activeElement), next = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1}[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const tab = all[(next + all.length) % all.length];
    tab.focus();
    tab.click();
  };
  $('language').textContent = language === 'zh' ? 'English' : '中文';
  $('language').lang = language === 'zh' ? 'en' : 'zh-Hans';
  drawn.clear();
  reading = shown = '';
  route();
}

addEventListener('hashchange', () => data && route());
addEventListener('keydown', event => { if (event.key === 'Escape' && !$('panel').hidden) leavePanel(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readTheme(); if (canvas) redraw(); });
unpack('data').then(found => {
  data = found;
  prepare();
  places = {body: new Map(data.bodies.map(body => [body.id, body.place])), document: new Map(data.documents.map(entry => [entry.id, entry.place]))};
  $('language').onclick = () => { language = language === 'zh' ? 'en' : 'zh'; start(); };
  start();
  document.body.dataset.ready = 'yes';
}).catch(error => { $('overview').hidden = false; $('overview').textContent = error.message; });
