// One statement or symptom: its fields, its entry in the saver, and the status below it.

import { showConflict } from "./conflict.js";

const TYPING = 600; // milliseconds after the last keystroke
const CHOOSING = 150; // choices in quick succession, such as with the arrow keys, are one change

const STATES = {
  waiting: "Not saved yet…",
  sending: "Saving…",
  held: "Not saved yet: give a reason for “not applicable”.",
  refused: "Not saved: see the message above.",
  ended: "Not saved: this practice is no longer assigned to you, or your link has expired. Your answer is kept on this device.",
};
const ALERTS = ["held", "refused", "ended"];

// The server formats times, in the organization's time zone, so that they look the same on every page.
function timeIn(state) {
  const time = state.querySelector("time");
  return time && { instant: time.dateTime, words: time.textContent };
}

export class Item {
  constructor(element, saver, drafts) {
    this.element = element;
    this.saver = saver;
    this.state = element.querySelector("[data-state]");
    this.entry = {
      key: element.dataset.item,
      url: element.dataset.url,
      label: element.dataset.label,
      page: location.pathname,
      version: Number(element.dataset.version),
      values: this.read(),
      state: "saved",
      sent: null,
      savedAt: timeIn(this.state),
    };
    this.entry.saved = { ...this.entry.values };
    saver.add(this.entry);
    element.addEventListener("input", (event) => this.#changed(event));
    saver.addEventListener("state", ({ detail }) => (!detail || detail === this.entry) && this.show());
    this.#restore(drafts.get(this.entry.key));
  }

  get fields() {
    return [...this.element.querySelectorAll("[data-field]")];
  }

  read() {
    const values = {};
    for (const field of this.fields) {
      if (field.type !== "radio") values[field.dataset.field] = field.value;
      else if (field.checked) values[field.dataset.field] = field.value;
      else values[field.dataset.field] ??= "";
    }
    return values;
  }

  write(values) {
    for (const field of this.fields) {
      const value = values[field.dataset.field] ?? "";
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.value !== value) field.value = value;
    }
    this.#open();
  }

  // Sets values as if the person had entered them.
  set(values) {
    this.write({ ...this.read(), ...values });
    this.note(0);
  }

  note(delay) {
    const { rating } = this.entry.values;
    this.entry.values = this.read();
    this.saver.note(this.entry, delay);
    if (this.entry.values.rating !== rating) this.element.dispatchEvent(new CustomEvent("rated", { bubbles: true }));
  }

  show() {
    const { state, savedAt, messages, isKept } = this.entry;
    for (const place of this.element.querySelectorAll("[data-wrong]")) {
      place.textContent = state === "refused" ? (messages[place.dataset.wrong] ?? "") : "";
    }
    if (state === "changed") return showConflict(this);
    this.element.querySelector(".newer")?.remove();
    this.state.dataset.is = ALERTS.includes(state) ? "alert" : "";
    if (state === "saved") {
      this.element.querySelector("[data-carried]")?.remove(); // a saved answer counts as confirmed
      this.#showTime(savedAt);
    }
    else if (!this.saver.reachable && state === "waiting") this.state.textContent = isKept ? "Kept on this device." : "Only kept in this tab. Don't close it.";
    else this.state.textContent = STATES[state];
  }

  #showTime(savedAt) {
    const time = document.createElement("time");
    if (savedAt) Object.assign(time, { dateTime: savedAt.instant, textContent: savedAt.words });
    this.state.replaceChildren(...(savedAt ? ["Saved ", time] : []));
  }

  #changed(event) {
    if (!event.target.dataset.field) return;
    this.note(event.target.type === "radio" ? CHOOSING : TYPING);
  }

  // Restores a draft. If the server already has what was sent, the draft continues from the server's version.
  #restore(draft) {
    if (!draft) return;
    const stored = this.entry.values;
    const arrived = draft.sent && Object.keys(stored).every((name) => stored[name].trim() === (draft.sent[name] ?? "").trim());
    const version = arrived ? this.entry.version : draft.version;
    Object.assign(this.entry, { version, sent: arrived ? null : draft.sent, restored: true });
    this.write(draft.values);
    this.note(0);
    const restored = document.createElement("p");
    restored.className = "item-state";
    restored.textContent = "Restored from this device. It hadn't been saved.";
    this.state.before(restored);
  }

  #open() {
    const more = this.element.querySelector(".more");
    if (more && [...more.querySelectorAll("textarea")].some((each) => each.value)) more.open = true;
  }
}
