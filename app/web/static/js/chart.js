// Tells beside a chart what one points at or has gone to by keyboard: the text of its data-detail.

for (const chart of document.querySelectorAll("[data-chart]")) {
  const told = chart.querySelector("[data-chart-told]");
  const tell = (event) => {
    const text = event.target.closest("[data-detail]")?.dataset.detail;
    if (text) told.textContent = text;
    if (text) told.hidden = false;
  };
  chart.addEventListener("pointerover", tell);
  chart.addEventListener("focusin", tell);
}
