// A line of tabs or segments that is wider than the screen opens at the current one.
for (const current of document.querySelectorAll(".tabs ul [aria-current], .seg [aria-current]")) {
  const line = current.closest("ul, .seg");
  const from = current.getBoundingClientRect().left - line.getBoundingClientRect().left;
  line.scrollLeft += from - (line.clientWidth - current.offsetWidth) / 2;
}
