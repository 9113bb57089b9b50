// Planning: typed values survive an update, the capacity has a slider, and steps can be dragged to another phase.
// Everything also works through the form and its buttons without this module.

let before = null;

function fields() {
  return [...document.querySelectorAll("#planner :is(input, select):not([type=hidden])")].filter((field) => field.name);
}

function value(field) {
  return field.type === "checkbox" ? field.checked : field.value;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.closest("#planner")) return;
  before = { sent: new Map(fields().map((field) => [field.name, value(field)])) };
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "planner" || !before) return;
  before.changed = fields().filter((field) => value(field) !== before.sent.get(field.name));
  before.changed = before.changed.map((field) => [field.name, value(field)]);
  before.open = [...document.querySelectorAll("#planner details[open]")].map((each) => each.id);
  before.focus = document.activeElement.id;
  before.step = document.activeElement.closest(".step")?.dataset.practice;
});

document.addEventListener("htmx:load", (event) => {
  const planner = event.target.closest("#planner") ?? event.target.querySelector?.("#planner");
  if (planner) prepare(planner);
});

function prepare(planner) {
  for (const list of planner.querySelectorAll(".phase-steps")) makeSortable(planner, list);
  addSlider(planner);
  if (!before) return;
  for (const id of before.open ?? []) planner.querySelector(`#${id}`).open = true;
  for (const [name, typed] of before.changed ?? []) {
    const field = planner.elements[name];
    if (field.type === "checkbox") field.checked = typed;
    else field.value = typed;
  }
  if (before.focus && document.activeElement === document.body) refocus(planner, before);
  before = null;
}

// A pinned step moves to another place, and the focus follows it.
function refocus(planner, { focus, step }) {
  const same = document.getElementById(focus);
  const moved = step && planner.querySelector(`.step[data-practice="${step}"] button`);
  (same ?? moved ?? document.getElementById("plan"))?.focus();
}

function addSlider(planner) {
  const field = planner.elements?.capacity;
  if (!field || planner.querySelector(".planner-slider")) return;
  const slider = document.createElement("input");
  const most = Math.max(120, 2 * Number(field.value || field.dataset.usual || 60));
  Object.assign(slider, { type: "range", id: "capacity-slider", className: "planner-slider", min: 1, max: most, step: 1 });
  slider.setAttribute("aria-label", "Person-days per phase, slider");
  slider.value = field.value || field.dataset.usual;
  slider.addEventListener("input", () => { field.value = slider.value; });
  field.after(slider);
}

function makeSortable(planner, list) {
  if (!planner.elements) return;
  for (const grip of list.querySelectorAll(".step-grip")) grip.hidden = false;
  Sortable.create(list, {
    group: "phases",
    handle: ".step-grip",
    ghostClass: "step-moved",
    sort: false,
    onAdd({ item, to }) {
      const pin = planner.elements[`pins.${item.dataset.practice}`];
      pin.value = to.dataset.phase;
      pin.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
}
