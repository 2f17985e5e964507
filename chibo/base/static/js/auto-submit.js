// <form data-auto-submit>: choosing a value is enough; the button stays for those without scripts.
document.addEventListener("change", (event) => {
  if (!event.target.matches("select, input[type=radio]")) return;
  event.target.closest("form[data-auto-submit]")?.requestSubmit();
});
