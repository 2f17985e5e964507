// A toast can be closed by hand; without "Hoàn tác" it leaves by itself after ten seconds.
for (const toast of document.querySelectorAll("[data-toast]")) {
  const shut = toast.querySelector("[data-toast-shut]");
  shut.hidden = false;
  shut.addEventListener("click", () => toast.remove());
  if (!toast.querySelector("form")) setTimeout(() => toast.remove(), 10_000);
}
