// Leaving: what waits is sent along; where that cannot be, the page asks first.

export function guard(saver, say) {
  addEventListener("beforeunload", (event) => {
    saver.flush();
    if (saver.mustStay) event.preventDefault();
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.target || link.hasAttribute("download") || link.hash) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || saver.reachable) return;
    event.preventDefault(); // the browser's own page would stand in place of this one
    await saver.tryNow();
    if (saver.reachable) location.href = link.href;
    else say("No connection, so no other page can be opened. What you write here is kept on this device.");
  });
}
