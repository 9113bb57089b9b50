// Sending one change, and knowing whether the server can be reached. What a reply means is decided here.

const PATIENCE = 20_000;
const MOST_KEPT_ALIVE = 30_000; // browsers let 64 kB leave with a page
export const WAITS = [1, 2, 4, 8, 16, 30]; // seconds between tries

let token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];

function encoded(entry, values) {
  return new URLSearchParams({ ...values, version: entry.version }).toString();
}

// Returns {kind, ...}: saved, changed, refused, signed-out, ended, or unreachable.
export async function send(entry, values, { renewed = false } = {}) {
  const body = encoded(entry, values);
  let response;
  try {
    response = await fetch(entry.url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 200) return { kind: "saved", ...(await response.json()) };
    if (response.status === 409) return { kind: "changed", ...(await response.json()) };
    if (response.status === 422) return { kind: "refused", ...(await response.json()) };
  } catch {
    return { kind: "unreachable" };
  }
  if ([400, 401].includes(response.status) || response.type === "opaqueredirect") {
    // Signed in anew in another tab: the page's token is of the session before.
    if (!renewed && (await renew())) return send(entry, values, { renewed: true });
    return { kind: "signed-out" };
  }
  if (response.status === 413) return { kind: "refused", messages: { comment: "This is too long to be sent. Shorten it." } };
  return { kind: [403, 404, 410].includes(response.status) ? "ended" : "unreachable" };
}

async function renew() {
  try {
    const page = await fetch(location.href, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (page.status !== 200) return false;
    const body = new DOMParser().parseFromString(await page.text(), "text/html").body;
    token = JSON.parse(body.getAttribute("hx-headers"))["X-CSRFToken"];
    return Boolean(token);
  } catch {
    return false;
  }
}
