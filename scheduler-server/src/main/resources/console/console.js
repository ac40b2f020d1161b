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
const row = step => {
  const links = [...document.querySelectorAll('.rows .c-report a')];
  const at = links.findIndex(link => link.closest('tr').contains(document.activeElement));
  const next = at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step));
  links[next]?.focus();
};
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
  f: filters,
  t: nextTheme,
  '[': () => document.querySelector('.pager [rel=prev]')?.click(),
  ']': () => document.querySelector('.pager [rel=next]')?.click(),
  '?': () => go('/console/preferences#keys'),
};
const places = { d: '/console/deliveries', u: '/console/uncertain', o: '/console' };
let isGoing = false;

document.addEventListener('keydown', event => {
  if (document.body.dataset.keys !== 'on' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea, [contenteditable]')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (isGoing) {
    isGoing = false;
    if (places[event.key]) go(places[event.key]);
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
