// The page carries every word in a template; scripts only ask for them.
const words = new Map();
for (const one of document.querySelector("#words").content.querySelectorAll("[data-w]"))
  words.set(one.dataset.w, one.textContent.trim());

export function w(name, values = {}) {
  if (!words.has(name)) throw new Error(`no word ${name}`);
  return words.get(name).replace(/\[(\w+)\]/g, (_all, key) => values[key]);
}

/** h("p", {class: "x", onclick}, "words", otherElement) */
export function h(tag, about = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  if (tag === "textarea" && about.value !== undefined) made.value = about.value;
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  made.setAttribute("class", "i");
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  made.append(use);
  return made;
}
