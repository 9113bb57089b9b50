// The line that is always in sight: what is saved, what waits, and whether there is a connection.

import { clock } from "./times.js";

const count = (number) => (number === 1 ? "1 change" : `${number} changes`);

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
    const { saver } = this;
    const [text, isAlert] = this.#words();
    this.element.dataset.saving = isAlert ? "alert" : "quiet";
    this.again.hidden = saver.reachable;
    if (this.text.textContent !== text) this.text.textContent = text;
  }

  #words() {
    const { saver } = this;
    const waiting = saver.unsaved;
    if (!saver.reachable) {
      const why = saver.signedOut ? "You are signed out. Sign in in another tab, then try again." : "No connection.";
      const kept = waiting.every((each) => each.isKept) ? "kept on this device" : "held in this page only";
      const held = waiting.length ? ` ${count(waiting.length)} not saved, ${kept}.` : "";
      return [`${why}${held} Go on answering; trying again in ${saver.nextTry} s.`, true];
    }
    const stuck = waiting.filter((each) => ["held", "refused", "changed", "ended"].includes(each.state));
    if (stuck.length && stuck.every((each) => each.state === "held")) return ["Not saved yet: say why it does not apply.", true];
    if (stuck.length) return [`Not saved: ${stuck.map((each) => each.label).join("; ")}.`, true];
    if (waiting.length) return ["Saving…", false];
    return [saver.lastSaved ? `Saved at ${clock(saver.lastSaved)}` : "Each change is saved by itself.", false];
  }
}
