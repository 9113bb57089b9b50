// Keyboard shortcuts, their help, and the switch that turns them off.

const RATINGS = { 1: "N", 2: "P", 3: "L", 4: "F" };
const SWITCH = "wayfinder:answering-keys";

export class Keys {
  constructor(root) {
    this.root = root;
    this.help = root.querySelector("[data-keys-help]");
    this.rows = [...root.querySelectorAll("[data-row]")];
    this.current = this.rows[0];
    root.querySelector("[data-keys]")?.addEventListener("click", () => this.help.showModal());
    root.addEventListener("focusin", (event) => (this.current = event.target.closest("[data-row]") ?? this.current));
    document.addEventListener("keydown", (event) => this.#pressed(event));
    this.#switch();
  }

  #switch() {
    const box = this.help.querySelector("[data-keys-switch]");
    try {
      box.checked = localStorage.getItem(SWITCH) !== "off";
      box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
    } catch {
      // the storage is blocked, so the setting applies only to this page
    }
    this.isOn = () => box.checked;
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || this.help.open || !this.isOn()) return;
    const { target } = event;
    if (target.matches("textarea, input:not([type='radio']), select")) {
      if (event.key === "Escape" && this.root.contains(target)) this.#focus(this.current);
      return;
    }
    const isButton = target.matches("a, button, summary");
    const act = this.#action(event.key);
    if (!act || (isButton && ["Delete", "Backspace"].includes(event.key))) return;
    event.preventDefault();
    act();
  }

  #action(key) {
    const isLadder = this.current?.matches("[data-ladder]");
    if (key === "ArrowDown" || key === "ArrowUp") return () => this.#move(key === "ArrowDown" ? 1 : -1);
    if (key === "?") return () => this.help.showModal();
    if (key === "g" || key === "G") return () => this.root.querySelector("[data-next]")?.click();
    if (key === "b" || key === "B") return () => this.root.querySelector("[data-back]")?.click();
    if (key === "e" || key === "E") return isLadder ? null : () => this.#write("evidence");
    if (key === "c" || key === "C") return isLadder ? null : () => this.#write("comment");
    if (isLadder && /^[0-5]$/.test(key)) return () => this.#choose(key);
    if (!isLadder && RATINGS[key]) return () => this.#choose(RATINGS[key]);
    if (key === "d" || key === "D") return () => this.#choose("DK");
    if (key === "Delete" || key === "Backspace") return () => this.#choose("");
    if (key === "n" || key === "N") {
      return () => {
        this.#choose("NA");
        this.current.querySelector(".reason textarea")?.focus();
      };
    }
    return null;
  }

  #choose(value) {
    const radio = [...this.current.querySelectorAll("input[type='radio']")].find((each) => each.value === value);
    if (!radio) return;
    radio.focus();
    if (!radio.checked) radio.click();
  }

  #move(by) {
    const inside = this.root.contains(document.activeElement) && document.activeElement.closest("[data-row]");
    const at = this.rows.indexOf(this.current);
    this.#focus(inside ? this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))] : this.current);
  }

  #focus(row) {
    const radio = row.querySelector("input[type='radio']:checked") ?? row.querySelector("input[type='radio']");
    radio.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  #write(name) {
    const field = this.current.querySelector(`[data-field='${name}']`);
    if (!field) return;
    field.closest("details").open = true;
    field.focus();
  }
}
