// What the device holds of other practices: sent from here too, and named with the way there.

export function sendElsewhere(notice, saver, drafts, here) {
  if (!notice) return;
  for (const draft of drafts.all()) {
    if (here.has(draft.key)) continue;
    const entry = { ...draft, saved: null, state: "waiting", isKept: true, isElsewhere: true };
    saver.add(entry);
    saver.note(entry, 0);
  }
  const show = () => {
    const waiting = saver.unsaved.filter((each) => each.isElsewhere);
    notice.hidden = !waiting.length;
    notice.querySelector("[data-kept-list]").replaceChildren(...waiting.map(line));
  };
  saver.addEventListener("state", show);
  show();
}

function line(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.page;
  link.textContent = entry.label;
  item.append(link);
  return item;
}
