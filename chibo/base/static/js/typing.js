// Shortcuts must never fire while a Telex or VNI editor composes text.
export const isTyping = (event) =>
  event.isComposing ||
  event.ctrlKey || event.metaKey || event.altKey ||
  event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
