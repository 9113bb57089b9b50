// Leaving the page: sends waiting changes; if that's impossible, asks for confirmation.

import { forgetAll } from "./drafts.js";

export function guard(saver, say) {
  addEventListener("beforeunload", (event) => {
    saver.flush();
    if (saver.mustStay) event.preventDefault();
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.target || link.hasAttribute("download") || link.hash) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || saver.reachable) return;
    event.preventDefault(); // otherwise the browser's error page would replace this one
    await saver.tryNow();
    if (saver.reachable) location.href = link.href;
    else say("No connection, so other pages can't be opened. Your answers are kept on this device.");
  });
}

// Ending the session on this device: unsaved answers are sent first; the person decides what happens to the rest.
export function leaveDevice(part, saver) {
  let isWarned = false;
  part.querySelector("form").addEventListener("submit", (event) => {
    saver.flush();
    if (!saver.unsaved.length || isWarned) return forgetAll();
    event.preventDefault();
    isWarned = true;
    const many = `${saver.unsaved.length} answer${saver.unsaved.length === 1 ? " isn't" : "s aren't"} saved yet and will be lost`;
    part.querySelector("[data-leave-wrong]").textContent = `${many}. Wait until everything is saved, or press the button again to leave anyway.`;
  });
}
