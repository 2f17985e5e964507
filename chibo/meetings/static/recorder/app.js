// The recorder: locked, at the list of cells, in a recording, or choosing where two recordings differ.
import * as doc from "./document.js";
import * as lock from "./lock.js";
import { SCREENS, steps } from "./screens.js";
import { sealed } from "./sealing.js";
import * as server from "./sending.js";
import * as store from "./store.js";
import { h, icon, w } from "./words.js";

const main = document.querySelector("#main");
const bar = document.querySelector("#bar");
const line = document.querySelector("#line");
const heading = document.querySelector("#title");
const under = document.querySelector("#under");
const asked = Number(new URLSearchParams(location.search).get("dv")) || null;
let rec = null;
let saving = Promise.resolve();
let failed = false;
let waiting = null;

const button = (word, onclick, kind = "") => h("button", { type: "button", class: `btn ${kind}`, onclick }, word);
const card = (title, ...inside) => h("section", { class: "card" }, h("div", { class: "bd stack" }, title && h("h2", {}, title), ...inside));

function say(tone, title, text = "", ...more) {
  return h("div", { class: `banner ${tone}`, role: tone === "bad" ? "alert" : "status" }, h("div", {}, h("strong", {}, title), text && h("p", {}, text), ...more));
}

function show(title, sub, inside, foot = []) {
  heading.textContent = title;
  under.textContent = sub;
  document.title = title;
  main.replaceChildren(...inside.filter(Boolean));
  bar.replaceChildren(...foot);
  bar.hidden = foot.length === 0;
  state();
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function state() {
  const words = [];
  if (!navigator.onLine) words.push(h("b", {}, w("no_network")));
  if (failed) words.push(h("b", {}, w("not_kept")));
  else if (rec) words.push(w("kept_at", { at: rec.saved }));
  line.replaceChildren(...(words.length ? [icon(navigator.onLine ? "lock" : "offline"), h("span", {}, ...words.flatMap((one) => [one, " "]))] : []));
  line.hidden = words.length === 0;
  line.classList.toggle("bad", failed);
}

// ------------------------------------------------------------------ keeping

function keep() {
  const now = rec;
  saving = saving.then(async () => {
    if (!now || !lock.isOpen()) return;
    try {
      await lock.put(`recording:${now.sending_box}`, now);
      failed = false;
    } catch {
      failed = true;
    }
    state();
  });
  return saving;
}

function changed(soon = false) {
  doc.touched(rec);
  clearTimeout(waiting);
  if (soon === true) return void keep();
  waiting = setTimeout(keep, 200);
}

async function leave() {
  clearTimeout(waiting);
  if (rec) await keep();
}

addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void leave();
});
addEventListener("online", () => {
  state();
  if (lock.isOpen() && !rec) void home();
});
addEventListener("offline", state);

// ------------------------------------------------------------------ the lock

function pinField(label) {
  const control = h("input", { type: "password", id: "pin", minlength: "6", autocomplete: "off", required: "" });
  return [h("p", { class: "field" }, h("label", { for: "pin" }, label), control), control];
}

async function firstPin() {
  const [field, control] = pinField(w("new_pin"));
  const wrong = h("p", { class: "bad-text", role: "alert" });
  const set = async (event) => {
    event.preventDefault();
    if (control.value.length < 6) return void (wrong.textContent = w("short_pin"));
    try {
      await lock.setPin(control.value);
      await navigator.storage?.persist?.();
    } catch {
      return refusedStore();
    }
    return home();
  };
  show(w("app"), "", [card(w("set_pin"), h("p", {}, w("pin_why")), h("form", { class: "form", onsubmit: set }, field, wrong, h("button", { class: "btn pri", type: "submit" }, w("go_on"))))]);
}

async function locked() {
  rec = null;
  const [field, control] = pinField(w("pin"));
  const wrong = h("p", { class: "bad-text", role: "alert" });
  const open = async (event) => {
    event.preventDefault();
    const left = await lock.unlock(control.value);
    if (left === null) return home();
    wrong.textContent = left ? w("wrong_pin", { n: left }) : w("wiped");
    control.value = "";
    return control.focus();
  };
  show(w("app"), "", [card(w("unlock"), h("form", { class: "form", onsubmit: open }, field, wrong, h("button", { class: "btn pri", type: "submit" }, w("open")))), await forgotten()]);
}

async function forgotten() {
  const unsent = (await store.keys("boxes")).filter((name) => name.startsWith("recording:")).length;
  const sure = h("input", { type: "checkbox", id: "sure" });
  const wipe = async () => {
    if (unsent && !sure.checked) return sure.focus();
    await store.dropAll();
    return start();
  };
  return h("details", { class: "card" }, h("summary", { class: "bd" }, w("forgot")), h("div", { class: "bd stack" }, h("p", {}, unsent ? w("lose_recordings", { n: unsent }) : w("lose_nothing")), unsent ? h("p", {}, sure, h("label", { for: "sure" }, ` ${w("sure")}`)) : null, button(w("wipe"), wipe, "danger")));
}

function refusedStore() {
  show(w("app"), "", [say("bad", w("store_refused"), w("store_refused_why"))]);
}

// ------------------------------------------------------------------ cells and recordings

async function home(told = []) {
  rec = null;
  const recordings = await lock.all("recording:");
  const cells = await lock.all("prepared:");
  const asks = asked && navigator.onLine && !cells.some((one) => one.org === asked);
  show(w("app"), w("at_home"), [
    ...told,
    recordings.length ? card(w("recordings"), ...recordings.map(recordingLine)) : null,
    ...cells.map(cell),
    asks ? card(null, h("p", {}, w("prepare_why")), button(w("prepare"), () => take(asked), "pri")) : null,
    !asks && !cells.length ? say("info", w("nothing_prepared"), w("open_cell_online")) : null,
    card(null, button(w("lock_now"), async () => {
      await leave();
      lock.close();
      await locked();
    })),
  ]);
  if (navigator.onLine && !told.length) for (const one of recordings) if (one.finished && !one.differing) return send(one);
  return undefined;
}

function recordingLine(one) {
  const state = one.differing ? w("differs") : one.finished ? w("waiting") : w("recording");
  const does = one.finished && navigator.onLine ? button(w("send_now"), () => send(one), "pri") : null;
  const file = one.finished && one.office ? button(w("save_file"), () => saveFile(one)) : null;
  const about = h("p", {}, h("b", {}, `${one.unit} · ${one.opening.held_on}`), h("span", { class: "sub" }, ` ${state}`));
  return h("div", { class: "stack" }, h("div", { class: "row" }, about, button(w("go_on"), () => open(one)), does, file), one.receipt ? handedOver(one) : null);
}

function cell(prepared) {
  prepared.returningWord = w("returning");
  const plans = prepared.plans.map((plan) => button(w("record_plan", { day: plan.held_on }), () => open(boxed(doc.begin(prepared, plan)))));
  const drafts = prepared.drafts.map((draft) => button(w("go_on_draft", { day: draft.opening.held_on }), () => open(boxed(doc.goOn(prepared, draft)))));
  return card(
    prepared.name,
    h("p", {}, w("prepared_on", { day: prepared.on, n: prepared.rolls.members.length })),
    button(w("record_today"), () => open(boxed(doc.begin(prepared))), "pri"),
    ...plans,
    ...drafts,
    navigator.onLine ? button(w("prepare_again"), () => take(prepared.org)) : null,
    button(w("drop_prepared"), async () => {
      await store.drop("boxes", `prepared:${prepared.org}`);
      await home();
    }),
  );
}

const boxed = (one) => ({ ...one, sending_box: crypto.randomUUID() });

async function take(org) {
  const told = await server.prepare(org);
  if (told.said !== "taken") return home([unsent(told)]);
  const { said: _said, csrf: _csrf, now: _now, ...kept } = told;
  try {
    await lock.put(`prepared:${org}`, kept);
  } catch {
    return refusedStore();
  }
  return home([say("ok", w("ready"), w("ready_why"))]);
}

// ------------------------------------------------------------------ by file, where no network comes

async function saveFile(one) {
  one.beside ??= doc.nothingBeside();
  // The office may take it in from now on: changed later, it is another sending.
  one.tried = true;
  one.receipt ??= doc.newReceipt();
  await lock.put(`recording:${one.sending_box}`, one);
  const file = await sealed({ organisation: one.org, receipt: one.receipt, recording: doc.wire(one) }, one.office);
  const url = URL.createObjectURL(file);
  h("a", { href: url, download: `ban-ghi-${one.sending.slice(0, 8)}.ghimay` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return home([say("ok", w("file_saved"), w("file_how"))]);
}

/** The office reads a code out of the file: only who opened it knows it. */
function handedOver(one) {
  const code = h("input", { id: `code-${one.sending_box}`, inputmode: "numeric", autocomplete: "off" });
  const wrong = h("p", { class: "bad-text", role: "alert" });
  const told = async (event) => {
    event.preventDefault();
    if (code.value.replace(/\D/g, "") !== one.receipt.replace(/\D/g, "")) return void (wrong.textContent = w("wrong_receipt"));
    await store.drop("boxes", `recording:${one.sending_box}`);
    return home([say("ok", w("handed_over"), w("handed_over_why"))]);
  };
  const form = h("form", { class: "form", onsubmit: told }, h("p", { class: "field" }, h("label", { for: code.id }, w("receipt")), code), wrong, h("button", { class: "btn", type: "submit" }, w("drop_recording")));
  return h("details", { class: "given" }, h("summary", {}, w("file_given")), form);
}

// ------------------------------------------------------------------ one recording

async function open(one) {
  rec = one;
  rec.beside ??= doc.nothingBeside(); // begun on a page from before it knew of them
  if (rec.differing) return differ();
  const cells = await lock.all("prepared:");
  // Wiped meanwhile: the recording itself still has its roll and its words.
  const bare = { kinds: [{ code: rec.opening.kind, label: rec.opening.kind, due: "none" }], rolls: {}, papers: [], phrases: { opinions: [] } };
  const prepared = cells.find((each) => each.org === rec.org) ?? bare;
  const go = async (n) => {
    rec.step = n;
    await keep();
    draw();
  };
  const draw = () => {
    const last = rec.step === SCREENS.length - 1;
    const next = last ? button(w("hand_in"), finish, "pri") : button(w(`next_${rec.step + 1}`), () => go(rec.step + 1), "pri");
    const redraw = () => draw();
    show(w("meeting_of", { day: rec.opening.held_on }), rec.unit, [steps(rec, go), SCREENS[rec.step](rec, prepared, changed, redraw, go)], [button(w("close"), async () => {
      await leave();
      await home([]);
    }), next]);
  };
  await keep();
  draw();
}

async function finish() {
  if (doc.missing(rec).length) return document.querySelector(".banner.bad")?.scrollIntoView();
  rec.finished = true;
  await keep();
  const done = rec;
  if (navigator.onLine) return send(done);
  return home([say("warn", w("waits_here"), w("waits_how"))]);
}

// ------------------------------------------------------------------ sending

function unsent(told) {
  if (told.said === "sign-in") return say("warn", w("signed_out"), w("signed_out_why"), h("p", {}, h("a", { class: "btn pri", href: "/ghi-may/vao" }, w("sign_in"))));
  if (told.said === "no-network") return say("warn", w("not_reached"), w("still_here"));
  if (told.said === "not-there") return say("bad", w("not_there"), w("still_here"));
  return say("bad", w("refused"), told.sentence);
}

async function send(one) {
  one.beside ??= doc.nothingBeside();
  const first = await server.prepare(one.org);
  if (first.said !== "taken") return home([unsent(first)]);
  one.tried = true;
  await lock.put(`recording:${one.sending_box}`, one);
  const told = await server.send(one.org, doc.wire(one), first.csrf);
  if (told.said === "taken") {
    await store.drop("boxes", `recording:${one.sending_box}`);
    return home([say("ok", w("sent", { state: told.state }), told.differences.map((d) => `${d.what}: ${d.kept}`).join(". "), h("p", {}, h("a", { href: told.url }, w("see_meeting"))))]);
  }
  if (told.said === "differs") {
    one.differing = { fields: told.fields, unmarked: told.unmarked };
    rec = one;
    await keep();
    return differ();
  }
  const more = told.said === "refused" ? refusedButtons(one, told) : [];
  return home([say("bad", w("refused"), told.sentence ?? w("still_here"), ...more)]);
}

function refusedButtons(one, told) {
  const again = (change) => async () => {
    Object.assign(one, change);
    await send(one);
  };
  const found = [button(w("go_on"), () => open(Object.assign(one, { finished: false, step: 3 })))];
  if (told.clock) found.push(button(w("clock_checked"), again({ clock_checked: true }), "pri"));
  else found.push(button(w("keep_only"), again({ keep_only: true })));
  return [h("p", { class: "row" }, ...found)];
}

function differ() {
  const { fields, unmarked } = rec.differing;
  const choose = fields.map((one) => {
    const radio = (take, word, value) => h("label", { class: "way" }, h("input", { type: "radio", name: one.key, required: "", onchange: () => {
      rec.choices[one.key] = { theirs: one.theirs, take };
      void keep();
    } }), h("span", {}, h("b", {}, word), h("span", { class: "said" }, value || "–")));
    return h("fieldset", { class: "card bd stack" }, h("legend", {}, one.label), radio("mine", w("mine"), one.mine), radio("theirs", w("theirs"), one.theirs));
  });
  const marks = unmarked.map((row) => {
    const radio = (value, word) => h("label", { class: "way" }, h("input", { type: "radio", name: `n${row.person}`, required: "", onchange: () => {
      row.state = value;
    } }), h("span", {}, w(word)));
    const why = h("input", { "aria-label": w("reason_of", { name: row.name }), placeholder: w("reason"), oninput: () => {
      row.reason = why.value;
    } });
    return h("fieldset", { class: "card bd stack" }, h("legend", {}, row.name), radio("present", "has"), radio("with_reason", "excused"), radio("without_reason", "unexcused"), why);
  });
  const done = async (event) => {
    event.preventDefault();
    const asked = new Set(unmarked.map((row) => row.person));
    rec.roll = rec.roll.filter((row) => !asked.has(row.person));
    rec.roll.push(...unmarked.map((row) => ({ about: "", outside: "", base: null, ...row, reason: row.state === "with_reason" ? (row.reason ?? "") : "" })));
    rec.differing = null;
    await keep();
    await send(rec);
  };
  const form = h("form", { class: "stack", onsubmit: done }, ...choose, marks.length ? say("info", w("unmarked")) : "", ...marks, h("button", { class: "btn pri", type: "submit" }, w("send_chosen")));
  show(w("differ_title"), rec.unit, [say("warn", w("differ_title"), w("differ_why")), form], [button(w("close"), () => home([]))]);
}

// ------------------------------------------------------------------ beginning

async function switchedOff() {
  const gone = await navigator.serviceWorker?.getRegistrations();
  for (const one of gone ?? []) if (new URL(one.scope).pathname === "/ghi-may/") await one.unregister();
  await store.dropPrepared();
  const left = (await store.keys("boxes")).length;
  if (!left) await store.dropAll();
  show(w("app"), "", [say("info", w("off"), left ? w("off_unsent", { n: left }) : w("off_why"))]);
}

async function start() {
  try {
    if (document.body.dataset.on !== "1") return await switchedOff();
    void navigator.serviceWorker?.register("/ghi-may/may.js");
    return await ((await lock.hasPin()) ? locked() : firstPin());
  } catch {
    return refusedStore();
  }
}

lock.watchIdle(() => void locked());
void start();
