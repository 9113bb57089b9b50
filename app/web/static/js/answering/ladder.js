// A mark on the ladder rates the statements up to it F and those above it N; individual ratings take precedence.
// Implements the same rule as app/answering/ladder_marks.py, so that it works immediately and offline.

const byMark = (mark, level) => (mark === "" ? "" : mark === "NA" || mark === "DK" ? mark : level <= Number(mark) ? "F" : "N");

export function markOf(ratings) {
  const given = new Set(ratings.values());
  if (given.has("")) return "";
  for (const whole of ["NA", "DK"]) if (given.size === 1 && given.has(whole)) return whole;
  const held = [...ratings].filter(([, rating]) => rating === "F").map(([level]) => level);
  if (held.length) return String(Math.max(...held));
  return given.has("N") ? "0" : "";
}

export class Ladder {
  constructor(element, items) {
    this.element = element;
    this.items = items;
    this.reason = element.querySelector("[name='mark-reason']");
    this.says = element.querySelector("[data-ladder-says]");
    this.before = this.#mark();
    for (const radio of this.#radios()) radio.addEventListener("change", () => this.#chosen(radio.value));
    this.reason.addEventListener("input", () => this.#giveReason());
    element.form?.addEventListener("rated", () => this.#follow());
    this.#follow();
  }

  #radios() {
    return [...this.element.querySelectorAll("[name='mark']")];
  }

  #ratings() {
    return new Map(this.items.map((item) => [Number(item.element.dataset.level), item.read().rating]));
  }

  #mark() {
    return markOf(this.#ratings());
  }

  #chosen(mark) {
    const own = [];
    this.isSetting = true;
    for (const item of this.items) {
      const level = Number(item.element.dataset.level);
      const { rating, reason } = item.read();
      const isOpen = rating === "" || rating === byMark(this.before, level);
      if (isOpen && rating !== byMark(mark, level)) {
        const given = mark === "NA" && !reason ? { reason: this.reason.value } : {};
        item.givenReason = given.reason;
        item.set({ rating: byMark(mark, level), ...given });
      } else if (!isOpen && rating !== byMark(mark, level)) own.push(`level ${level} (${rating})`);
    }
    this.isSetting = false;
    this.before = mark;
    this.says.textContent = own.length ? `Rated individually and unchanged: ${own.join(", ")}.` : "";
  }

  #giveReason() {
    for (const item of this.items) {
      const { rating } = item.read();
      if (rating !== "NA" || item.read().reason !== (item.givenReason ?? "")) continue;
      item.givenReason = this.reason.value;
      item.write({ ...item.read(), reason: this.reason.value });
      item.note(600);
    }
  }

  // The mark follows individual ratings.
  #follow() {
    if (this.isSetting) return;
    const mark = this.#mark();
    this.before = mark;
    for (const radio of this.#radios()) radio.checked = radio.value === mark;
    this.says.textContent = "";
  }
}
