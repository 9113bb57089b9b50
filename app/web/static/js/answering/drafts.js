// Answers that aren't saved yet, kept on this device by respondent and statement, with the version they are based on.

const PREFIX = "wayfinder:answering:";

// Removes the drafts of every respondent on this device.
export function forgetAll() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // the storage is blocked, so there is no draft
  }
}

export class Drafts {
  #prefix;

  constructor(respondent) {
    this.#prefix = `${PREFIX}${respondent}:`;
  }

  // Returns whether the device keeps the draft.
  keep(entry) {
    const { key, url, label, page, version, values, sent } = entry;
    try {
      localStorage.setItem(this.#prefix + key, JSON.stringify({ key, url, label, page, version, values, sent }));
      return true;
    } catch {
      return false; // the storage is full or blocked
    }
  }

  drop(key) {
    try {
      localStorage.removeItem(this.#prefix + key);
    } catch {
      // the storage is blocked, so there is no draft
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
