// When a row is opened beside the list, mark that row and bring the panel into view. Closing it needs no new
// page: the panel goes, the address follows, and the keyboard stands on the row again.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "peek") return;
  for (const row of document.querySelectorAll("tr[aria-current]")) row.removeAttribute("aria-current");
  detail.requestConfig.elt.closest("tr")?.setAttribute("aria-current", "true");
  detail.target.closest(".with-aside")?.classList.add("with-peek");
  detail.target.scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("#peek [data-peek-close]");
  if (!close || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({ htmx: true }, "", close.href); // going back asks the server, as after every swap
  const panel = close.closest("#peek");
  panel.closest(".with-aside")?.classList.remove("with-peek");
  panel.replaceChildren();
  const row = document.querySelector("tr[aria-current]");
  row?.removeAttribute("aria-current");
  row?.querySelector("th a")?.focus();
});
