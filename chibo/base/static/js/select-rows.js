// The box in the head of a table ticks every row; the bulk bar counts them.
const rowBoxes = (table) => [...table.querySelectorAll("[data-select-row]")];

const refresh = (table) => {
  const boxes = rowBoxes(table);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("[data-select-all]");
  if (all) {
    all.hidden = boxes.length === 0;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  for (const box of boxes) box.closest("tr").classList.toggle("sel", box.checked);
  const bulk = table.closest(".tw")?.querySelector("[data-bulk]");
  if (!bulk) return;
  bulk.hidden = ticked === 0;
  bulk.classList.toggle("open", ticked > 0);
  bulk.querySelector("[data-bulk-count]").textContent = ticked;
};

const refreshAll = () => document.querySelectorAll("table[data-rows]").forEach(refresh);

document.addEventListener("change", (event) => {
  const table = event.target.closest?.("table[data-rows]");
  if (!table) return;
  if (event.target.matches("[data-select-all]")) {
    for (const box of rowBoxes(table)) box.checked = event.target.checked;
  }
  refresh(table);
});
document.addEventListener("htmx:load", refreshAll);
window.addEventListener("pageshow", refreshAll);
refreshAll();
