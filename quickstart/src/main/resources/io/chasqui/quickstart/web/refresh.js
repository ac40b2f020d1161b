// Fetches this page again and swaps its list, so that forms and reading positions stay.
setInterval(async () => {
  const list = document.getElementById('list');
  if (!list || document.hidden) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('list');
    if (fresh && fresh.innerHTML !== list.innerHTML) list.replaceWith(fresh);
  } catch {
    // The quickstart has ended; the page keeps what it shows.
  }
}, 2000);
