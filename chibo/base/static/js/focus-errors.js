// After a refused form the summary of errors takes the focus.
document.querySelector("[data-focus-me]")?.focus();
