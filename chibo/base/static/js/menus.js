// <details data-menu>: one open at a time; a click outside or Esc closes it.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  }
}, true);

// A bar that scrolls or a screen edge must not cut the menu off.
document.addEventListener("toggle", (event) => {
  const body = event.target.open && event.target.matches?.("details[data-menu]") && event.target.querySelector(".menu-body");
  if (!body) return;
  const box = body.getBoundingClientRect();
  if (box.left < 0) body.classList.add("left");
  else if (box.right > document.documentElement.clientWidth) body.classList.add("right");
}, true);
