// Fields, buttons and cards of the recorder. Every change goes to the recording and tells `changed`.
import { h, icon, w } from "./words.js";

let made = 0;

export function field(label, control, hint = "") {
  made += 1;
  control.id = `f${made}`;
  return h("p", { class: "field" }, h("label", { for: control.id }, label), control, hint && h("span", { class: "sub" }, hint));
}

export function input(label, holder, name, changed, about = {}) {
  const control = h(about.rows ? "textarea" : "input", {
    autocomplete: "off", ...about, value: String(holder[name] ?? ""),
    oninput: () => {
      holder[name] = control.value;
      changed();
    },
  });
  return field(label, control);
}

export function select(label, holder, name, options, changed) {
  const control = h(
    "select",
    {
      onchange: () => {
        holder[name] = control.value ? Number(control.value) || control.value : null;
        changed(true);
      },
    },
    ...options.map(([value, word]) => h("option", { value: String(value), selected: String(holder[name] ?? "") === String(value) }, word)),
  );
  return field(label, control);
}

export const button = (word, onclick, kind = "", symbol = null) =>
  h("button", { type: "button", class: `btn ${kind}`, onclick }, symbol && icon(symbol), word);

export const card = (title, ...inside) => h("section", { class: "card" }, h("div", { class: "bd" }, title && h("h2", {}, title), ...inside));

export const people = (rec) => [["", w("choose")], ...rec.roll.map((row) => [row.person, row.name])];
