// Drafts of other pages: sent from this page too, and listed with a link to their page.

export function sendOtherDrafts(notice, saver, drafts, keysHere) {
  if (!notice) return;
  for (const draft of drafts.all()) {
    if (keysHere.has(draft.key)) continue;
    const entry = { ...draft, saved: null, state: "waiting", isKept: true, isOfOtherPage: true };
    saver.add(entry);
    saver.note(entry, 0);
  }
  const show = () => {
    const waiting = saver.unsaved.filter((each) => each.isOfOtherPage);
    notice.hidden = !waiting.length;
    notice.querySelector("[data-drafts-list]").replaceChildren(...waiting.map(line));
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
