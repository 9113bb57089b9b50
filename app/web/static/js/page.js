// Behavior of all pages: Escape closes what was opened, menus close when the focus leaves them, checkbox counts
// stay correct, the focus is never lost, and failed htmx requests show a message.

const FOCUSABLE = ":is(a[href], button, select, textarea, input:not([type=hidden])):not([hidden], :disabled)";
const WRITTEN = "textarea, select, input:not([type=radio], [type=checkbox])";

for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}

// Escape closes the innermost open element and returns the focus. In a field Escape belongs to the field, except in a
// form that replaced a part of the page: there it cancels the form.
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape" || target.closest("dialog")) return;
  const opened = target.closest("details[open], form:has([data-leaves])");
  if (opened?.matches("form")) opened.querySelector("[data-leaves]").click();
  else if (opened && !target.matches(WRITTEN)) {
    opened.open = false;
    opened.querySelector("summary").focus();
  }
});

// Where checkboxes are counted, the counts follow each change. The server writes the same words (`_some_of`).
document.addEventListener("change", ({ target }) => {
  const box = target.type === "checkbox" && target.closest("[data-counted]");
  if (!box) return;
  const all = box.querySelectorAll("input[type=checkbox]").length;
  const some = box.querySelectorAll("input[type=checkbox]:checked").length;
  box.querySelector("[data-count]").textContent = some;
  box.querySelector("[data-some-of]").textContent = some === all ? `all ${all}` : `${some} of ${all}`;
});

// If the part of the page with the focus is replaced, the focus goes to its replacement.
let exchanged = null;
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.contains(document.activeElement)) exchanged = target.id;
});
document.addEventListener("htmx:afterSettle", () => {
  const part = exchanged && document.getElementById(exchanged);
  exchanged = null;
  if (part && document.activeElement === document.body) part.querySelector(FOCUSABLE)?.focus();
});

function say(text) {
  const notice = document.createElement("p");
  notice.className = "notice notice-wrong";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  document.querySelector("main").prepend(notice);
}

document.addEventListener("htmx:sendError", () => say("You're offline. Your last change hasn't been saved."));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401) location.reload(); // the page then asks the user to sign in, and leads back here
  else if (status === 409 || status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
  else if (status >= 400) say(new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").body.textContent.trim());
});
