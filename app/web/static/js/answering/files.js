// Files that are too large aren't sent; a message says so, and another says if sending fails.

export function watchFiles(root) {
  root.addEventListener(
    "change",
    (event) => {
      const { most } = event.target.dataset;
      if (event.target.type !== "file" || !most) return;
      const tooLarge = [...event.target.files].filter((each) => each.size > Number(most));
      say(event.target, tooLarge.length ? `${tooLarge.map((each) => each.name).join(", ")}: larger than 10 MB. Attach only the relevant page.` : "Sending…");
      if (!tooLarge.length) return;
      event.stopPropagation();
      event.target.value = "";
    },
    true,
  );
  root.addEventListener("htmx:sendError", (event) => {
    event.stopPropagation();
    if (event.target.type === "file") say(event.target, "Not sent: no connection. Choose the file again when you're back online.");
  });
}

function say(input, text) {
  input.closest(".files").querySelector("[data-file-wrong]").textContent = text;
}
