// An answer was changed elsewhere in the meantime: both versions are shown, and the person chooses one.

const NAMES = { rating: "Rating", value: "Answer", evidence: "Evidence", comment: "Comment", reason: "Reason" };

export function showConflict(item) {
  const { entry } = item;
  if (item.element.querySelector(".newer[data-live]")) return refresh(item);
  const box = element("div", "", "newer");
  box.dataset.live = "";
  box.setAttribute("role", "alert");
  box.append(element("p", `This answer was changed elsewhere (${entry.theirs.saved}), so yours hasn't been saved. Choose which one to keep.`));
  const both = element("div", "", "newer-both");
  const theirs = side(item, "Saved answer", entry.theirs.values, "Keep the saved answer", () => {
    item.write(entry.theirs.values);
    entry.savedAt = { instant: entry.theirs.saved_at, words: entry.theirs.saved };
    item.saver.settleWith(entry, entry.theirs.version, item.read(), item.read());
    item.element.dispatchEvent(new CustomEvent("rated", { bubbles: true }));
  });
  const own = side(item, "Your answer", entry.values, "Use my answer", () => {
    item.saver.settleWith(entry, entry.theirs.version, item.read(), entry.theirs.values);
  });
  own.dataset.own = "";
  both.append(theirs, own);
  box.append(both);
  item.element.querySelector(".newer")?.remove();
  item.state.textContent = "";
  item.state.before(box);
}

function refresh(item) {
  const own = item.element.querySelector("[data-own] dl");
  own.replaceWith(list(item, item.read()));
}

function side(item, title, values, choice, chosen) {
  const part = element("section", "");
  const button = element("button", choice, "button button-quiet");
  button.type = "button";
  button.addEventListener("click", () => {
    chosen();
    item.element.querySelector("input:checked")?.focus();
  });
  part.append(element("h3", title), list(item, values), button);
  return part;
}

function list(item, values) {
  const pairs = element("dl", "");
  for (const [name, value] of Object.entries(values)) {
    if (value || name === "rating" || name === "value") pairs.append(element("dt", NAMES[name]), element("dd", words(item, name, value)));
  }
  return pairs;
}

function words(item, name, value) {
  const choice = item.fields.find((each) => each.type === "radio" && each.dataset.field === name && each.value === value);
  return choice ? choice.closest("label").textContent.trim().replace(/\s+/g, " ") : value;
}

function element(tag, text, name = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}
