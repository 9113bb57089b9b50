// The save status, always visible: what is saved, what isn't yet, and whether there is a connection.

const STUCK = ["held", "refused", "changed", "ended"];
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export class Bar {
  constructor(element, saver) {
    this.element = element;
    this.saver = saver;
    this.text = element.querySelector("[data-saving-text]");
    this.again = element.querySelector("[data-try]");
    this.again.addEventListener("click", () => saver.tryNow());
    saver.addEventListener("state", () => this.show());
    element.hidden = false;
    this.show();
  }

  show() {
    const [text, isAlert] = this.saver.reachable ? this.#online() : [this.#offline(), true];
    this.element.dataset.saving = isAlert ? "alert" : "quiet";
    this.again.hidden = this.saver.reachable;
    if (this.text.textContent !== text) this.text.textContent = text;
  }

  #offline() {
    const { unsaved, nextTry } = this.saver;
    const why = this.#why();
    const where = unsaved.every((each) => each.isKept) ? "but kept on this device" : "and only kept in this tab";
    const waiting = unsaved.length ? ` ${count(unsaved.length, "change")} not saved yet, ${where}.` : "";
    return `${why}${waiting} You can keep answering. Next try in ${count(nextTry, "second")}.`;
  }

  #why() {
    const { signedOut, trouble } = this.saver;
    if (!signedOut) return trouble ? `${trouble}.` : "No connection.";
    return this.element.dataset.by === "link" ? "Your session has ended. Open your personal link again." : "You're signed out. Sign in again in another tab.";
  }

  #online() {
    const { unsaved, lastSaved } = this.saver;
    const stuck = unsaved.filter((each) => STUCK.includes(each.state));
    if (stuck.length && stuck.every((each) => each.state === "held")) return ["Not saved yet: give a reason for “not applicable”.", true];
    if (stuck.length) return [`Not saved: ${stuck.map((each) => each.label).join("; ")}.`, true];
    if (unsaved.length) return ["Saving…", false];
    return [lastSaved ? `Saved ${lastSaved}` : "Every change is saved automatically.", false];
  }
}
