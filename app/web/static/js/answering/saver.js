// Saves changes: after a short delay, immediately when the page is left, and again after growing pauses while offline.
//
// An entry is {key, url, label, page, version, values, saved, sent, state}: `values` is what the person entered, `saved`
// what the server has confirmed, and `sent` what is awaiting a reply. The state is one of: saved, waiting, sending,
// held (NA without a reason), refused (by validation), changed (elsewhere), ended (no longer in scope).

import { send, WAITS } from "./connection.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Saver extends EventTarget {
  entries = new Map();
  reachable = true;
  signedOut = false;
  trouble = ""; // the server's description of its problem
  lastSaved = null;
  #drafts;
  #delays = new Map();
  #failures = 0;
  #retry = null;

  constructor(drafts) {
    super();
    this.#drafts = drafts;
    addEventListener("online", () => this.tryNow());
    addEventListener("offline", () => this.#unreachable());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.flush() : this.#returned()));
  }

  add(entry) {
    this.entries.set(entry.key, entry);
  }

  // Records a change by the person: it's kept on the device immediately and sent after `delay` milliseconds.
  note(entry, delay) {
    if (entry.state === "changed") return this.#keep(entry);
    clearTimeout(this.#delays.get(entry.key));
    if (same(entry.values, entry.saved) && !entry.sent) return this.#settle(entry);
    entry.state = this.#isHeld(entry) ? "held" : entry.isUnderWay ? "sending" : "waiting";
    this.#keep(entry);
    if (entry.state === "waiting" && this.reachable) {
      this.#delays.set(entry.key, setTimeout(() => this.#send(entry), delay));
    }
  }

  // Sends all waiting changes without delay.
  flush() {
    for (const entry of this.entries.values()) if (entry.state === "waiting") this.#send(entry);
  }

  async tryNow() {
    clearTimeout(this.#retry);
    const waiting = [...this.entries.values()].filter((each) => each.state === "waiting");
    if (!waiting.length) {
      if (!navigator.onLine) return this.#unreachable();
      this.reachable = true;
      return this.#tell();
    }
    await this.#send(waiting[0]);
  }

  // Continues from the version that the person chose in a conflict.
  settleWith(entry, version, values, stored) {
    Object.assign(entry, { version, values, saved: stored, sent: null, state: "waiting", theirs: null });
    this.note(entry, 0);
  }

  get unsaved() {
    return [...this.entries.values()].filter((each) => each.state !== "saved");
  }

  // Whether leaving the page now would lose changes.
  get mustStay() {
    const stuck = ["held", "refused", "changed", "ended"];
    return this.unsaved.some((each) => stuck.includes(each.state)) || (!this.reachable && this.unsaved.length > 0);
  }

  #isHeld(entry) {
    return entry.values.rating === "NA" && !entry.values.reason.trim();
  }

  #keep(entry) {
    entry.isKept = this.#drafts.keep(entry);
    this.#tell(entry);
  }

  async #send(entry) {
    clearTimeout(this.#delays.get(entry.key));
    if (entry.isUnderWay) return;
    // Values without a reply are first sent again unchanged: if they had arrived, this doesn't count as a second change.
    const values = entry.sent ?? { ...entry.values };
    entry.sent = values;
    Object.assign(entry, { state: "sending", isUnderWay: true });
    this.#keep(entry);
    const reply = await send(entry, values);
    entry.isUnderWay = false;
    const wasReachable = this.reachable;
    this.#receive(entry, values, reply);
    if (this.reachable && !wasReachable) this.flush();
  }

  #receive(entry, values, reply) {
    if (reply.kind === "unreachable" || reply.kind === "signed-out") {
      entry.state = this.#isHeld(entry) ? "held" : "waiting";
      this.#keep(entry);
      this.signedOut = reply.kind === "signed-out";
      this.trouble = reply.trouble ?? "";
      return this.#unreachable();
    }
    this.reachable = true;
    this.signedOut = false;
    this.trouble = "";
    this.#failures = 0;
    entry.sent = null;
    if (reply.kind === "saved") {
      Object.assign(entry, { version: reply.version, saved: values, savedAt: { instant: reply.saved_at, words: reply.saved } });
      this.lastSaved = reply.saved;
      if (same(entry.values, values)) return this.#settle(entry);
      entry.state = "waiting";
      return this.note(entry, 0);
    }
    Object.assign(entry, { state: reply.kind, messages: reply.messages ?? {}, theirs: reply.kind === "changed" ? reply : null });
    this.#keep(entry);
  }

  #settle(entry) {
    Object.assign(entry, { state: "saved", messages: {} });
    this.#drafts.drop(entry.key);
    this.#tell(entry);
  }

  #unreachable() {
    this.reachable = false;
    clearTimeout(this.#retry);
    const wait = WAITS[Math.min(this.#failures, WAITS.length - 1)];
    this.#failures += 1;
    this.nextTry = wait;
    this.#retry = setTimeout(() => this.tryNow(), wait * 1000);
    this.#tell();
  }

  #returned() {
    if (!this.reachable) this.tryNow();
  }

  #tell(entry) {
    this.dispatchEvent(new CustomEvent("state", { detail: entry }));
  }
}
