// j/k next and previous row, x ticks it, Enter opens it (the row's own link), Esc closes the peek panel.
import { isTyping } from "./typing.js";

const links = () => [...document.querySelectorAll("table[data-rows] tbody th a:not(.tg)")];

const move = (step) => {
  const all = links();
  if (all.length === 0) return;
  const at = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => document.activeElement.closest("tr")?.querySelector("[data-select-row]")?.click(),
  Escape: () => document.querySelector("[data-peek-close]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (isTyping(event) || !(event.key in keys)) return;
  keys[event.key]();
});
