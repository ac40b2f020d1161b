// What a page can do without is done here: everything reads, and is done, as well without any of it.
const prefix = document.body.dataset.prefix;
const cookie = (name, value) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=${prefix || '/'}; Max-Age=31536000; SameSite=Lax${secure}`;
};

// Times are shown in the zone of whoever looks, unless they chose another.
if (!document.cookie.includes('CHASQUI_ZONE=')) {
  cookie('CHASQUI_ZONE', Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
}

// On a narrow page the navigation is shut until somebody wants it, and so are the filters.
const narrow = matchMedia('(max-width: 60rem)');
const menu = document.querySelector('.menu');
const fold = () => { if (menu) menu.open = !narrow.matches; };
fold();
narrow.addEventListener('change', fold);

// What cannot be put into the page is shown as a page: a problem, or the login of whose session is over.
for (const failed of ['htmx:responseError', 'htmx:sendError']) {
  document.body.addEventListener(failed, event => {
    location.href = event.detail.pathInfo.finalRequestPath;
  });
}

const go = path => { location.href = prefix + path; };
const themes = ['auto', 'light', 'dark'];
const nextTheme = () => {
  const theme = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
  document.documentElement.dataset.theme = theme;
  cookie('CHASQUI_THEME', theme);
};
// Ids are copied by a button, where the browser lets a page do so.
const copies = () => {
  for (const button of document.querySelectorAll('.copy')) button.hidden = !navigator.clipboard;
};
copies();
document.addEventListener('click', async event => {
  const id = event.target.dataset?.copy;
  if (!id) return;
  await navigator.clipboard.writeText(document.getElementById(id).textContent);
  event.target.textContent = event.target.dataset.done;
});

const here = () => document.activeElement.closest('.rows tr, .cards > li');
const row = step => {
  const links = [...document.querySelectorAll('.rows .c-report a, .cards h2 a')];
  const at = links.findIndex(link => here()?.contains(link));
  const next = at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step));
  links[next]?.focus();
};

// Rows that are chosen: how many, all of them, and those between two.
const boxes = () => [...document.querySelectorAll('#bulk [name=id]')];
let chosenLast = null;
const count = () => {
  const all = document.querySelector('#bulk #all');
  if (!all) return;
  const chosen = boxes().filter(box => box.checked).length;
  document.getElementById('picked').textContent = chosen;
  all.closest('label').hidden = false;
  all.checked = chosen === boxes().length;
};
const chooseAll = isChosen => {
  boxes().forEach(box => { box.checked = isChosen; });
  count();
};
const choose = (box, isChosen, areMore) => {
  const all = boxes();
  const to = all.indexOf(box);
  const last = all.findIndex(one => one.value === chosenLast);
  const from = areMore && last >= 0 ? last : to;
  all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach(one => { one.checked = isChosen; });
  chosenLast = box.value;
  count();
};
const chooseHere = areMore => {
  const box = here()?.querySelector('[name=id]');
  if (box) choose(box, areMore || !box.checked, areMore);
};
count();
addEventListener('pageshow', count);
document.body.addEventListener('htmx:afterSettle', count);
document.addEventListener('click', event => {
  if (event.target.matches('#bulk #all')) chooseAll(event.target.checked);
  if (event.target.matches('#bulk [name=id]')) choose(event.target, event.target.checked, event.shiftKey);
});
const bar = () => {
  const isChosen = boxes().some(box => box.checked);
  (isChosen ? document.querySelector('#bulk-bar button') : document.getElementById('bulk-all'))?.focus();
};
const back = () => {
  if (boxes().some(box => box.checked)) chooseAll(false);
  else document.querySelector('.crumbs li:nth-last-child(2) a')?.click();
};
const decide = key => here()?.querySelector(`[data-key=${key}]`)?.click();
const filters = () => {
  const details = document.getElementById('filters');
  if (!details) return;
  details.open = !details.open;
  details.querySelector(details.open ? 'input:not([type=hidden])' : 'summary').focus();
};
const keys = {
  '/': () => document.getElementById('q')?.focus(),
  j: () => row(1),
  k: () => row(-1),
  x: () => chooseHere(false),
  X: () => chooseHere(true),
  a: () => chooseAll(!boxes().every(box => box.checked)),
  b: bar,
  y: () => decide('y'),
  n: () => decide('n'),
  f: filters,
  t: nextTheme,
  '[': () => document.querySelector('.pager [rel=prev]')?.click(),
  ']': () => document.querySelector('.pager [rel=next]')?.click(),
  '?': () => go('/console/preferences#keys'),
  Escape: back,
};
const places = {
  o: '/console', d: '/console/deliveries', u: '/console/uncertain', b: '/console/bulk',
  w: '/console/workers', a: '/console/alerts',
};
const goTo = key => {
  const path = places[key];
  if (document.querySelector(`.side a[href="${prefix + path}"]`)) go(path);
};
let isGoing = false;

document.addEventListener('keydown', event => {
  if (document.body.dataset.keys !== 'on' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (isGoing) {
    isGoing = false;
    goTo(event.key);
    return;
  }
  if (event.key === 'g') {
    isGoing = true;
    setTimeout(() => { isGoing = false; }, 1500);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

// What is to be copied is shown too, so that nobody needs this.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const said = button.parentElement.querySelector('[data-copied]');
    if (said) said.textContent = said.dataset.copied;
  });
}
