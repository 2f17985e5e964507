// The four steps of one recording. Every change tells `changed`, which keeps it on the phone.
import { beside, points, raised } from "./beside.js";
import { button, card, field, input, people, select } from "./controls.js";
import { missing, newItem, percent, rollOf, turnout, voters } from "./document.js";
import { h, icon, w } from "./words.js";

const STEPS = ["opening", "roll", "content", "check"];
export function steps(rec, go) {
  const items = STEPS.map((name, n) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: n < rec.step ? "done" : "", "aria-current": n === rec.step ? "step" : null, onclick: () => go(n) },
        h("i", { "aria-hidden": "true" }, n < rec.step ? icon("check") : String(n + 1)),
        w(`step_${name}`),
      ),
    ),
  );
  return h("nav", { class: "steps-bar", "aria-label": w("steps") }, h("ol", {}, ...items));
}

export function opening(rec, prepared, changed, redraw) {
  const { opening: held } = rec;
  const fixed = rec.opening_base !== null;
  const kinds = prepared.kinds.map((one) => [one.code, one.label]);
  const kindChanged = () => {
    rec.roll = rollOf(prepared, held.kind);
    changed();
    redraw();
  };
  return card(
    null,
    fixed ? null : select(w("kind"), held, "kind", kinds, kindChanged),
    input(w("held_on"), held, "held_on", changed, { inputmode: "numeric", placeholder: "05/07/2026", readonly: fixed ? "" : null }),
    h("div", { class: "pair" }, input(w("starts_at"), held, "starts_at", changed, { placeholder: "19:30" }), input(w("ends_at"), held, "ends_at", changed, { placeholder: "21:00" })),
    input(w("place"), held, "place", changed, { maxlength: "200" }),
    select(w("chair"), held, "chair", people(rec), changed),
    select(w("minute_taker"), held, "minute_taker", people(rec), changed),
    input(w("theme"), held, "theme", changed, { maxlength: "300" }),
    input(w("dues_status"), held, "dues_status", changed, { maxlength: "300" }),
    input(w("remark"), held, "remark", changed, { maxlength: "500" }),
    ...rec.guests.map((guest) => h("fieldset", { class: "part" }, h("legend", {}, w("guest")), input(w("guest_name"), guest, "name", changed, { maxlength: "100" }), h("div", { class: "pair" }, input(w("guest_post"), guest, "post", changed, { maxlength: "150" }), input(w("guest_unit"), guest, "unit", changed, { maxlength: "200" })))),
    button(w("add_guest"), () => {
      rec.guests.push({ name: "", post: "", unit: "", is_in_charge: false });
      changed();
      redraw();
    }, "", "plus"),
  );
}

// ------------------------------------------------------------------ the roll

function sum(rec, box) {
  const of = turnout(rec);
  box.replaceChildren(
    h("b", { class: "num" }, String(of.present), h("small", {}, `/${of.base}`)),
    h("span", {}, h("strong", {}, of.base ? w("present_share", { share: percent(of.present, of.base) }) : w("nobody_due")), h("br"), w("absent_counts", of)),
  );
}

function nameOf(row) {
  const cut = row.name.lastIndexOf(" ") + 1;
  return h("span", { class: "named" }, h("span", {}, row.name.slice(0, cut), h("b", {}, row.name.slice(cut))), h("span", { class: "sub" }, row.about));
}

function line(row, told) {
  const offered = row.outside
    ? [["present", "has", "ok"], ["outside", "outside", ""]]
    : [["present", "has", "ok"], ["with_reason", "excused", "warn"], ["without_reason", "unexcused", "bad"]];
  const why = h("input", { class: "why", "aria-label": w("reason_of", { name: row.name }), placeholder: w("reason"), maxlength: "200", value: row.reason, oninput: () => {
    row.reason = why.value;
    told();
  } });
  const item = h("li", {});
  const shown = () => {
    item.classList.toggle("absent", row.state.startsWith("with"));
    item.classList.toggle("unmarked", row.state === "");
    why.hidden = row.state !== "with_reason";
  };
  const choice = ([value, word, tone]) =>
    h("label", { class: tone }, h("input", { type: "radio", name: `p${row.person}`, checked: row.state === value, onchange: () => {
      row.state = value;
      if (value !== "with_reason") row.reason = "";
      why.value = row.reason;
      shown();
      told();
    } }), h("span", {}, w(word)));
  shown();
  const control = row.outside === "suspended" ? null : h("fieldset", { class: "choices" }, h("legend", { class: "vh" }, row.name), h("div", { class: "tri" }, ...offered.map(choice)));
  item.append(nameOf(row), ...(control ? [control, why] : []));
  return item;
}

const rank = (row) => (row.state === "" ? 0 : row.state.startsWith("with") ? 1 : 2);

export function roll(rec, _prepared, changed, redraw) {
  const box = h("p", { class: "turnout", role: "status" });
  const told = () => {
    sum(rec, box);
    changed();
  };
  sum(rec, box);
  const rows = [...rec.roll].sort((a, b) => rank(a) - rank(b));
  const list = h("ul", { class: "roll" }, ...rows.map((row) => line(row, told)));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const find = h("input", { type: "search", "aria-label": w("find"), placeholder: w("find"), oninput: () => {
    for (const [n, one] of [...list.children].entries()) one.hidden = !plain(rows[n].name).includes(plain(find.value));
  } });
  const everybody = button(w("all_present"), () => {
    for (const row of rec.roll) if (!row.outside) Object.assign(row, { state: "present", reason: "" });
    changed();
    redraw();
  }, "", "check");
  return h("div", { class: "stack" }, card(null, box), h("div", { class: "pair" }, everybody, find), h("section", { class: "card" }, h("h2", { class: "bd" }, w("members", { n: rec.roll.length })), list));
}

// ------------------------------------------------------------------ points

function phraseButton(area, phrases) {
  const pick = h("select", { "aria-label": w("phrases"), onchange: () => {
    area.value = area.value.trim() ? `${area.value.trimEnd()}\n${pick.value}` : pick.value;
    area.dispatchEvent(new Event("input"));
    pick.selectedIndex = 0;
  } }, h("option", { value: "" }, w("phrases")), ...phrases.map((one) => h("option", {}, one)));
  return h("p", {}, pick);
}

function vote(rec, item, changed, redraw) {
  const of = voters(rec);
  if (!item.vote)
    return button(w("add_vote"), () => {
      item.vote = { in_favour: of.present, against: 0, other: 0 };
      changed();
      redraw();
    }, "", "check");
  const says = h("p", { role: "status" });
  const told = () => {
    const cast = item.vote.in_favour + item.vote.against + item.vote.other;
    const share = of.base ? percent(item.vote.in_favour, of.base) : "";
    says.textContent = cast === of.present ? w("vote_fits", { ...of, n: item.vote.in_favour, share }) : w("vote_wrong", { ...of, cast });
    says.className = cast === of.present ? "ok-text" : "bad-text";
  };
  told();
  const count = (name) => {
    const control = h("input", { type: "number", min: "0", max: "9999", inputmode: "numeric", value: String(item.vote[name]), oninput: () => {
      item.vote[name] = Math.max(0, Math.trunc(Number(control.value) || 0));
      told();
      changed();
    } });
    return field(w(name), control);
  };
  const drop = button(w("drop_vote"), () => {
    item.vote = null;
    changed();
    redraw();
  });
  return h("fieldset", { class: "part" }, h("legend", {}, w("vote")), h("div", { class: "three" }, count("in_favour"), count("against"), count("other")), says, drop);
}

function works(rec, item, changed, redraw) {
  const lines = item.works.map((work, n) =>
    h("fieldset", { class: "part work" }, h("legend", {}, w("work")), input(w("what"), work, "what", changed, { maxlength: "500" }), select(w("taker"), work, "person", people(rec), changed), input(w("due_on"), work, "due_on", changed, { placeholder: "25/07/2026", inputmode: "numeric" }), button(w("drop_work"), () => {
      item.works.splice(n, 1);
      changed();
      redraw();
    })),
  );
  const add = button(w("add_work"), () => {
    item.works.push({ client_id: crypto.randomUUID(), what: "", person: null, due_on: "" });
    changed();
    redraw();
  }, "", "plus");
  return [...lines, add];
}

function point(rec, prepared, item, n, changed, redraw) {
  const done = item.opinions.trim() || item.conclusion.trim();
  const said = input(w("opinions"), item, "opinions", changed, { rows: "4", maxlength: "10000" });
  const inside = h("div", { class: "bd stack" }, input(w("title"), item, "title", changed, { maxlength: "300" }), said, phraseButton(said.querySelector("textarea"), prepared.phrases.opinions), input(w("conclusion"), item, "conclusion", changed, { rows: "3", maxlength: "5000" }), vote(rec, item, changed, redraw), ...works(rec, item, changed, redraw));
  const head = h("summary", {}, h("i", { class: done ? "done" : "" }, done ? icon("check") : String(n + 1)), h("span", {}, item.title || w("new_point"), h("span", { class: "sub" }, done ? w("recorded") : w("not_recorded"))));
  const box = h("details", { class: "card point", open: rec.open === item.client_id }, head, inside);
  box.addEventListener("toggle", () => {
    if (box.open) rec.open = item.client_id;
  });
  return box;
}

export function content(rec, prepared, changed, redraw) {
  const put = (title) => {
    const item = newItem(title);
    rec.items.push(item);
    rec.open = item.client_id;
    changed();
    redraw();
  };
  const add = button(w("add_point"), () => put(""), "", "plus");
  const left = prepared.papers.filter((one) => !rec.items.some((item) => item.title === one));
  const papers = left.length ? card(w("papers"), h("ul", { class: "kept" }, ...left.map((one) => h("li", {}, h("div", {}, one), button(w("take_up"), () => put(one), "", "plus"))))) : null;
  return h("div", { class: "stack" }, ...rec.items.map((item, n) => point(rec, prepared, item, n, changed, redraw)), add, papers, ...beside(rec, prepared, changed, redraw));
}

// ------------------------------------------------------------------ everything once more

function fact(term, said, n, go) {
  const edit = h("button", { type: "button", class: "link", "aria-label": w("edit_what", { what: term }), onclick: () => go(n) }, w("edit"));
  return [h("dt", {}, term), h("dd", {}, said || "–"), h("dd", { class: "do" }, edit)];
}

export function check(rec, prepared, changed, _redraw, go) {
  const { opening: held } = rec;
  const of = turnout(rec);
  const name = (key) => rec.roll.find((row) => row.person === held[key])?.name ?? "";
  const votes = rec.items.filter((one) => one.vote);
  const base = voters(rec).base;
  const given = rec.items.flatMap((one) => one.works);
  const lacking = missing(rec);
  const facts = [
    ...fact(w("time"), `${held.starts_at}–${held.ends_at}, ${held.held_on}`, 0, go),
    ...fact(w("led"), [name("chair"), name("minute_taker")].filter(Boolean).join(", "), 0, go),
    ...fact(w("present"), of.base ? w("present_of", { ...of, share: percent(of.present, of.base) }) : w("nobody_due"), 1, go),
    ...fact(w("points"), w("points_done", { n: rec.items.filter((one) => one.opinions.trim() || one.conclusion.trim()).length, all: rec.items.length }), 2, go),
    ...votes.flatMap((one) => fact(one.title, w("favour_of", { n: one.vote.in_favour, base, share: base ? percent(one.vote.in_favour, base) : "" }), 2, go)),
    ...fact(w("works"), given.length ? w("works_count", { n: given.length }) : "", 2, go),
    ...fact(w("raised"), raised(rec), 2, go),
  ];
  const lack = lacking.length
    ? h("div", { class: "banner bad" }, h("div", {}, h("h2", {}, w("lacking")), h("ul", {}, ...lacking.map(([word, values, n]) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => go(n) }, w(word, values)))))))
    : null;
  return h("div", { class: "stack" }, lack, card(w("check_first"), h("dl", { class: "answers" }, ...facts)), points(rec, prepared, changed));
}

export const SCREENS = [opening, roll, content, check];
