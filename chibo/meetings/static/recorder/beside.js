// What is raised beside the agenda: petitions, praise and criticism, who spoke; and the sheet of points.
import { button, field, input, people, select } from "./controls.js";
import { h, w } from "./words.js";

function list(title, rows, one, add, hint = "") {
  const inside = h("div", { class: "bd stack" }, hint && h("p", { class: "sub" }, hint), ...rows.map(one), add);
  const head = h("summary", {}, h("i", {}, String(rows.length)), h("span", {}, title));
  return h("details", { class: "card point", open: rows.length > 0 }, head, inside);
}

function adding(rows, fresh, word, changed, redraw) {
  return button(word, () => {
    rows.push({ client_id: crypto.randomUUID(), ...fresh });
    changed();
    redraw();
  }, "", "plus");
}

function dropping(rows, n, changed, redraw) {
  return button(w("drop_line"), () => {
    rows.splice(n, 1);
    changed();
    redraw();
  });
}

function petitions(rec, prepared, changed, redraw) {
  const rows = rec.beside.petitions;
  const one = (row, n) =>
    h("fieldset", { class: "part" }, h("legend", {}, w("petition")), select(w("petition_kind"), row, "kind", prepared.raised, changed), input(w("asked"), row, "asked", changed, { rows: "3", maxlength: "1000" }), input(w("of_place"), row, "place", changed, { maxlength: "200" }), dropping(rows, n, changed, redraw));
  const add = adding(rows, { kind: "petition", asked: "", place: "" }, w("add_petition"), changed, redraw);
  return list(w("petitions"), rows, one, add, w("nobody_named"));
}

function remarks(rec, prepared, changed, redraw) {
  const rows = rec.beside.remarks;
  const one = (row, n) =>
    h("fieldset", { class: "part" }, h("legend", {}, w("remark_on")), select(w("whom"), row, "person", people(rec), changed), select(w("petition_kind"), row, "kind", prepared.remarked, changed), input(w("about_what"), row, "words", changed, { maxlength: "1000" }), dropping(rows, n, changed, redraw));
  const add = adding(rows, { person: null, kind: "praise", words: "" }, w("add_remark"), changed, redraw);
  return list(w("remarks"), rows, one, add);
}

function speakers(rec, changed) {
  const there = rec.roll.filter((row) => row.state === "present");
  const spoke = new Set(rec.beside.spoke);
  const counted = h("i", {}, String(spoke.size));
  const line = (row) =>
    h("label", { class: "way" }, h("input", { type: "checkbox", checked: spoke.has(row.person), onchange: (event) => {
      if (event.target.checked) spoke.add(row.person);
      else spoke.delete(row.person);
      rec.beside.spoke = [...spoke];
      counted.textContent = String(spoke.size);
      changed();
    } }), h("span", {}, row.name));
  return h("details", { class: "card point" }, h("summary", {}, counted, h("span", {}, w("speakers"))), h("div", { class: "bd" }, ...there.map(line)));
}

/** Of a page prepared before it knew of them, nothing is offered. */
export function beside(rec, prepared, changed, redraw) {
  const known = prepared.raised ? [petitions(rec, prepared, changed, redraw), remarks(rec, prepared, changed, redraw)] : [];
  return [...known, speakers(rec, changed)];
}

export function raised(rec) {
  const { petitions: asked, remarks: said, spoke } = rec.beside;
  return w("raised_counts", { p: asked.length, r: said.length, s: spoke.length });
}

// ------------------------------------------------------------------ the sheet of points

function options(line) {
  const plain = Array.from({ length: line.most + 1 }, (_one, n) => [line.most - n, ""]);
  return [["", w("not_scored")], ...(line.levels.length ? line.levels : plain).map(([n, word]) => [n, word ? w("points_for", { n, word }) : w("points_n", { n })])];
}

function line(rec, about, changed) {
  const given = rec.beside.points;
  const control = h("select", { onchange: () => {
    if (control.value === "") delete given[about.key];
    else given[about.key] = Number(control.value);
    changed();
  } }, ...options(about).map(([value, word]) => h("option", { value: String(value), selected: String(given[about.key] ?? "") === String(value) }, word)));
  return field(about.label, control);
}

/** Only of regular meetings; what the books know is filled in where they are. */
export function points(rec, prepared, changed) {
  if (rec.opening.kind !== "regular" || !prepared.sheet?.length) return null;
  const cards = prepared.sheet.map((one) => h("fieldset", { class: "part" }, h("legend", {}, one.label), ...one.lines.map((each) => line(rec, each, changed))));
  const open = Object.keys(rec.beside.points).length > 0;
  return h("details", { class: "card point", open }, h("summary", {}, h("span", {}, w("score"), h("span", { class: "sub" }, w("score_how")))), h("div", { class: "bd stack" }, ...cards));
}
