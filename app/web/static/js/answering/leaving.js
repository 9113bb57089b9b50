// Leaving the page: sends waiting changes; if that's impossible, asks for confirmation.

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
