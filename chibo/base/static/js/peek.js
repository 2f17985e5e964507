// When a row is opened beside the list, mark that row and bring the panel into view.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "peek") return;
  for (const row of document.querySelectorAll("tr[aria-current]")) row.removeAttribute("aria-current");
  detail.requestConfig.elt.closest("tr")?.setAttribute("aria-current", "true");
  detail.target.closest(".with-aside")?.classList.add("with-peek");
  detail.target.scrollIntoView({ block: "nearest" });
});
