// Shows the data-detail of the chart row under the pointer or with the focus.

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
