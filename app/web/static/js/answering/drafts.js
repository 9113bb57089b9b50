// What could not be saved yet, kept on this device: by respondent and statement, with the version it was based on.

export class Drafts {
  #prefix;

  constructor(respondent) {
    this.#prefix = `wayfinder:answering:${respondent}:`;
  }

  keep(entry) {
    const { key, url, label, page, version, values, sent } = entry;
    try {
      localStorage.setItem(this.#prefix + key, JSON.stringify({ key, url, label, page, version, values, sent }));
      return true;
    } catch {
      return false; // full, or forbidden: the page then says that it holds the text itself
    }
  }

  drop(key) {
    try {
      localStorage.removeItem(this.#prefix + key);
    } catch {
      // forbidden, so nothing is there
    }
  }

  get(key) {
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + key));
    } catch {
      return null;
    }
  }

  all() {
    try {
      return Object.keys(localStorage)
        .filter((each) => each.startsWith(this.#prefix))
        .map((each) => this.get(each.slice(this.#prefix.length)))
        .filter(Boolean);
    } catch {
      return [];
    }
  }
}
