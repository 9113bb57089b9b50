// Sends one change, and determines what the reply means and whether the server is reachable.

const TIMEOUT = 20_000;
const MOST_KEPT_ALIVE = 30_000; // browsers allow 64 kB in requests that outlive the page
export const WAITS = [1, 2, 4, 8, 16, 30]; // seconds between tries

let token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];

function encoded(entry, values) {
  return new URLSearchParams({ ...values, version: entry.version }).toString();
}

// Returns {kind, ...}: saved, changed, refused, signed-out, ended, or unreachable, with the server's problem as `trouble`.
export async function send(entry, values, { renewed = false } = {}) {
  const body = encoded(entry, values);
  let response;
  try {
    response = await fetch(entry.url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status === 200) return { kind: "saved", ...(await response.json()) };
    if (response.status === 409) return { kind: "changed", ...(await response.json()) };
    if (response.status === 422) return { kind: "refused", ...(await response.json()) };
    if (response.status === 503) return { kind: "unreachable", trouble: await troubleIn(response) };
  } catch {
    return { kind: "unreachable" };
  }
  if ([400, 401].includes(response.status) || response.type === "opaqueredirect") {
    // After a new sign-in in another tab, this page still has the token of the old session.
    if (!renewed && (await renew())) return send(entry, values, { renewed: true });
    return { kind: "signed-out" };
  }
  if (response.status === 413) return { kind: "refused", messages: { comment: "This is too long to send. Shorten it." } };
  if (response.status === 423) {
    const message = "Not saved: answers are no longer being collected. Reload the page to see who to ask.";
    return { kind: "refused", messages: { comment: message, value: message } };
  }
  return { kind: [403, 404, 410].includes(response.status) ? "ended" : "unreachable" };
}

// The server's own description of its problem, such as a full disk; a proxy's 503 has none.
async function troubleIn(response) {
  try {
    return (await response.json()).error;
  } catch {
    return "The server is busy";
  }
}

async function renew() {
  try {
    const page = await fetch(location.href, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    if (page.status !== 200) return false;
    const body = new DOMParser().parseFromString(await page.text(), "text/html").body;
    token = JSON.parse(body.getAttribute("hx-headers"))["X-CSRFToken"];
    return Boolean(token);
  } catch {
    return false;
  }
}
