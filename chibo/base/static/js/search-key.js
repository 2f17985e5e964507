// "/" goes to the search of the list, else to the search of the whole system.
import { isTyping } from "./typing.js";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isTyping(event)) return;
  const box = document.querySelector("[data-list-find]") ?? document.querySelector("[data-global-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
