// Keyboard shortcuts of the workshop: J and K move between statements, digits and D choose a rating, E edits the note.

const KEYS = { 1: "N", 2: "P", 3: "L", 4: "F", 0: "NA", d: "DK" };
const workshop = document.querySelector("[data-workshop]");
const cards = () => [...workshop.querySelectorAll("[data-card]")];
const writes = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

function go(step) {
  const all = cards();
  const here = all.indexOf(document.activeElement.closest("[data-card]"));
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

function press(key, card) {
  if (key === "j" || key === "k") go(key === "j" ? 1 : -1);
  else if (card && key === "e") card.querySelector("textarea").focus();
  else if (card && key in KEYS) {
    const choice = card.querySelector(`input[name=rating][value=${KEYS[key]}]`);
    choice.checked = true;
    choice.focus({ preventScroll: true });
  } else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const card = target.closest("[data-card]");
  if (card && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    card.querySelector("form").requestSubmit();
  } else if (card && event.key === "Escape" && writes(target)) card.focus({ preventScroll: true });
  else if (event.ctrlKey || event.metaKey || event.altKey || writes(target)) return;
  else if ((card || target === document.body) && press(event.key.toLowerCase(), card)) event.preventDefault();
});

// A replaced statement keeps the focus; after an error, the field with the error gets it.
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.requestConfig?.elt?.closest?.("[data-card]")?.id;
  const card = id && document.getElementById(id);
  const wrong = card?.querySelector("[aria-invalid=true], .field-wrong input");
  if (wrong) wrong.focus();
  else if (card && !card.contains(document.activeElement)) card.focus({ preventScroll: true });
});
