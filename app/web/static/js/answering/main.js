// Connects the fields, saving, shortcuts and help on the pages of answering.

import { Bar } from "./bar.js";
import { Drafts } from "./drafts.js";
import { watchFiles } from "./files.js";
import { Item } from "./item.js";
import { Keys } from "./keys.js";
import { Ladder } from "./ladder.js";
import { guard, leaveDevice } from "./leaving.js";
import { sendOtherDrafts } from "./other_drafts.js";
import { Saver } from "./saver.js";

const root = document.querySelector("[data-answering]");
const form = root.querySelector("[data-answers]");
const drafts = new Drafts(root.dataset.answering);
const saver = new Saver(drafts);

const bar = form && new Bar(form.querySelector("[data-saving]"), saver);
const items = form ? [...form.querySelectorAll("[data-item]")].map((each) => new Item(each, saver, drafts)) : [];

if (form) {
  const ladder = form.querySelector("[data-ladder]");
  if (ladder) new Ladder(ladder, items);
  if (root.querySelector("[data-keys-help]")) new Keys(root);
  watchFiles(form);
  form.querySelector("[data-plain]").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    saver.flush();
  });
  guard(saver, (text) => (bar.text.textContent = text));
}
const leave = root.querySelector("[data-leave]");
if (leave) leaveDevice(leave, saver);
sendOtherDrafts(root.querySelector("[data-drafts]"), saver, drafts, new Set(items.map((each) => each.entry.key)));

// A page from the browser's back/forward cache may be outdated.
addEventListener("pageshow", (event) => event.persisted && location.reload());
