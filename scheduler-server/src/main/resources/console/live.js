// Parts of a page that change are fetched when the stream says that they have; everything reads as well without.
{
  const live = document.getElementById('live');
  const parts = () => [...document.querySelectorAll('[data-live]')];
  const held = new Set();
  let source = null;
  let known = {};
  let isPaused = false;
  let lost = 0;

  const clock = time => time.toLocaleTimeString('en-GB', { timeZone: live.dataset.zone });
  const show = (state, text) => {
    live.hidden = false;
    live.dataset.state = state;
    live.lastElementChild.textContent = text;
  };

  // Nothing moves under a selection, or where somebody reads by keyboard.
  const isHeld = part => 'hold' in part.dataset && (part.contains(document.activeElement) || part.querySelector(':checked'));
  const refresh = part => {
    if (isHeld(part)) held.add(part.id);
    else htmx.trigger(part, 'live');
  };
  const letGo = () => {
    const waiting = parts().filter(part => held.delete(part.id));
    waiting.forEach(refresh);
  };
  document.addEventListener('focusout', () => setTimeout(letGo));
  document.addEventListener('change', letGo);

  // What was accepted is safe: that is said, figures go grey, and what could not be done now is switched off.
  const away = document.getElementById('away');
  let isAway = false;
  const database = seconds => {
    if (isAway === (seconds !== 0)) return;
    isAway = seconds !== 0;
    away.hidden = !isAway;
    if (seconds) away.textContent = away.dataset.text.replace('{0}', clock(new Date(seconds * 1000)));
    document.body.classList.toggle('stale', isAway);
    document.querySelectorAll('main form[method=post] button').forEach(button => { button.disabled = isAway; });
  };

  const told = event => {
    const number = Number(event.data);
    if (known[event.type] === number) return;
    known[event.type] = number;
    if (event.type === 'database') database(number);
    else parts().filter(part => part.dataset.live === event.type).forEach(refresh);
  };
  const disconnect = () => {
    clearTimeout(lost);
    source?.close();
    source = null;
  };
  const connect = () => {
    if (source || isPaused || document.hidden || !parts().length) return;
    source = new EventSource(`${prefix}/console/live`);
    new Set([...parts().map(part => part.dataset.live), 'database'])
      .forEach(name => source.addEventListener(name, told));
    source.onopen = () => {
      clearTimeout(lost);
      lost = 0;
      known = {};
      show('on', live.dataset.on);
    };
    // A stream ends every five minutes; that it is away for a moment is nothing to be told.
    source.onerror = () => {
      const since = clock(new Date());
      lost ||= setTimeout(() => show('lost', live.dataset.lost.replace('{0}', since)), 4500);
      if (source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(connect, 5000);
      }
    };
  };
  const pause = () => {
    isPaused = !isPaused;
    live.setAttribute('aria-pressed', isPaused);
    if (isPaused) {
      disconnect();
      show('paused', live.dataset.paused);
    } else {
      connect();
    }
  };
  live.addEventListener('click', pause);
  keys.p = () => { if (!live.hidden) pause(); };
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  document.body.addEventListener('htmx:afterSettle', () => connect());

  // A part says what it shows, so that it is sent only what differs, and that its viewer did not ask.
  const isPart = ({ detail }) => (detail.requestConfig?.elt ?? detail.elt).matches?.('[data-live]');
  document.body.addEventListener('htmx:configRequest', event => {
    if (!isPart(event)) return;
    event.detail.headers['Chasqui-Live'] = 'true';
    event.detail.headers['If-None-Match'] = event.detail.elt.dataset.tag;
  });
  document.body.addEventListener('htmx:beforeSwap', event => {
    if (!isPart(event)) return;
    const part = event.detail.target;
    // Somebody may have begun to choose while it was fetched.
    if (isHeld(part)) held.add(part.id);
    if (isHeld(part) || event.detail.xhr.status === 304) event.detail.shouldSwap = false;
  });
  let open = [];
  document.body.addEventListener('htmx:beforeSwap', event => {
    if (isPart(event)) open = [...event.detail.elt.querySelectorAll('details[open]')].map(details => details.id);
  });
  document.body.addEventListener('htmx:afterSwap', event => {
    open.forEach(id => { const details = id && document.getElementById(id); if (details) details.open = true; });
    open = [];
    const part = document.getElementById(event.detail.target.id);
    if (part?.dataset.say) say(part.dataset.say);
  });
  // Before the listeners that would leave the page for one that says what is wrong.
  for (const failed of ['htmx:responseError', 'htmx:sendError']) {
    document.addEventListener(failed, event => {
      if (!isPart(event)) return;
      event.stopPropagation();
      if ([401, 403].includes(event.detail.xhr.status)) location.reload();
    }, true);
  }

  // Spoken at most every ten seconds.
  const news = document.getElementById('news');
  let spoken = 0;
  let speaking = 0;
  const say = text => {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      spoken = Date.now();
      news.textContent = text;
    }, Math.max(0, spoken + 10000 - Date.now()));
  };

  // A session ends some time after the last page or act, in whatever window; a page that is open does not keep it.
  const ends = document.getElementById('ends');
  const lasts = Number(ends.dataset.seconds) * 1000;
  const seen = () => localStorage.setItem('chasqui-seen', Date.now());
  const idle = () => {
    const since = Date.now() - Number(localStorage.getItem('chasqui-seen'));
    ends.hidden = since < lasts - 120000;
    if (since > lasts) location.reload();
  };
  if (lasts) {
    seen();
    setInterval(idle, 5000);
    document.body.addEventListener('htmx:afterRequest', event => { if (!isPart(event)) seen(); });
    ends.querySelector('button').addEventListener('click', async () => {
      const answer = await fetch(`${prefix}/console/preferences`);
      if (!answer.ok || answer.redirected) return location.reload();
      seen();
      idle();
    });
  }

  connect();
}
