// Runs before the dashboard's own scripts.

// Stands before all addresses of the server; AddressRewriter puts it before those in their code.
window.chasquiPrefix = document.querySelector('meta[name="prefix"]')?.content ?? "";

// What they send to the server carries the token that shows that it comes from this page.
(() => {
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  const csrfHeader = meta("csrf-header");
  const csrfToken = meta("csrf-token");
  const send = window.fetch;

  // A page as new as this was just given: to ask for it again would go on for ever.
  const NEW_PAGE_MS = 5000;

  window.fetch = async (input, options) => {
    const request = new Request(input, options);
    if (new URL(request.url).origin !== window.location.origin) {
      return send(request);
    }
    if (csrfHeader && !["GET", "HEAD"].includes(request.method)) {
      request.headers.set(csrfHeader, csrfToken);
    }
    const response = await send(request);
    if (response.status === 401 && performance.now() > NEW_PAGE_MS) {
      // The session has ended: asking for the page again leads to the login.
      window.location.reload();
    }
    return response;
  };
})();

// They make style elements, which the page's policy allows with its nonce only.
(() => {
  const nonce = document.currentScript.nonce;
  for (const method of ["createElement", "createElementNS"]) {
    const create = document[method];
    document[method] = function (...names) {
      const element = create.apply(this, names);
      if (element.localName === "style") {
        element.nonce = nonce;
      }
      return element;
    };
  }
})();
