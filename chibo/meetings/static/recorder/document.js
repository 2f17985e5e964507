// One meeting as it is being recorded, what its numbers say, and the document that is sent.
const two = (n) => String(n).padStart(2, "0");
const SAID = ["title", "opinions", "conclusion"];

export const day = (on) => `${two(on.getDate())}/${two(on.getMonth() + 1)}/${on.getFullYear()}`;
const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
export const percent = (part, base) => `${((100 * part) / base).toFixed(1).replace(".", ",")}%`;

function mine(row) {
  return { ...row, state: row.state ?? (row.outside ? "outside" : "present"), reason: row.reason ?? "" };
}

export function newItem(title, returning = null) {
  return {
    client_id: crypto.randomUUID(), title, opinions: "", conclusion: "", returning,
    base: null, vote: null, vote_base: null, works: [],
  };
}

export function begin(prepared, plan = null) {
  const now = new Date();
  const kind = plan?.kind ?? "regular";
  const opening = {
    kind, held_on: plan?.held_on ?? day(now), starts_at: plan?.starts_at ?? clock(now), ends_at: "",
    place: plan?.place ?? "", theme: plan?.theme ?? "", dues_status: "", remark: "",
    chair: plan?.chair ?? null, minute_taker: null,
  };
  const titles = plan?.items.length ? plan.items : prepared.agenda;
  const items = prepared.returning.map((work) => newItem(`${prepared.returningWord} ${work.title}`.slice(0, 300), work.id));
  return fresh(prepared, {
    meeting: crypto.randomUUID(), opening, opening_base: null,
    roll: rollOf(prepared, kind), guests: [], items: [...items, ...titles.map((one) => newItem(one))],
  });
}

export function rollOf(prepared, kind) {
  const due = prepared.kinds.find((one) => one.code === kind)?.due ?? "none";
  return (prepared.rolls[due] ?? []).map((row) => ({ ...mine(row), base: null }));
}

/** A draft of the server goes on here; what it says now is the base of every field. */
export function goOn(prepared, draft) {
  return fresh(prepared, {
    meeting: draft.meeting, opening: { ...draft.opening }, opening_base: { ...draft.opening },
    roll: draft.roll.map((row) => ({ ...mine(row), base: { state: row.state, reason: row.reason } })),
    guests: draft.guests,
    items: draft.items.map((one) => ({
      ...one, base: Object.fromEntries(SAID.map((name) => [name, one[name]])), vote_base: one.vote, works: [],
    })),
  });
}

export const nothingBeside = () => ({ petitions: [], remarks: [], spoke: [], points: {} });

function fresh(prepared, about) {
  return {
    ...about, beside: nothingBeside(), org: prepared.org, unit: prepared.name, sending: crypto.randomUUID(), choices: {},
    office: prepared.office ?? null, receipt: null,
    finished: false, tried: false, clock_checked: false, keep_only: false, step: 0, saved: clock(new Date()),
  };
}

export function touched(rec) {
  rec.saved = clock(new Date());
  // What was perhaps taken in already is not the same document any more.
  if (rec.tried) Object.assign(rec, { sending: crypto.randomUUID(), tried: false, receipt: null });
}

/** Eight digits in two groups, to be read out over a table or a telephone. */
export function newReceipt() {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  const digits = String(number % 100_000_000).padStart(8, "0");
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

export function turnout(rec) {
  const count = (state) => rec.roll.filter((row) => row.state === state).length;
  const base = rec.roll.length - count("outside");
  return {
    present: count("present"), base, excused: count("with_reason"), unexcused: count("without_reason"),
    outside: count("outside"),
  };
}

/** Of the official members less the suspended; rule votes.base. */
export function voters(rec) {
  const rows = rec.roll.filter((row) => row.status === "official" && row.outside !== "suspended");
  const base = rows.filter((row) => row.state !== "outside").length;
  const present = rows.filter((row) => row.state === "present").length;
  return { base, present };
}

const isDay = (text) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/.test(text.trim());

function minutes(text) {
  const found = /^(\d{1,2})[:h.](\d{2})$/.exec(text.trim());
  return found && Number(found[1]) < 24 && Number(found[2]) < 60 ? 60 * Number(found[1]) + Number(found[2]) : null;
}

/** What the office would refuse: better said while the meeting is still sitting. */
function unfit({ held_on, starts_at, ends_at, kind, theme }) {
  const found = [];
  if (held_on && !isDay(held_on)) found.push(["bad_day", {}, 0]);
  const [begun, ended] = [minutes(starts_at), minutes(ends_at)];
  if ((starts_at && begun === null) || (ends_at && ended === null)) found.push(["bad_time", {}, 0]);
  else if (begun !== null && ended !== null && ended <= begun) found.push(["bad_order", {}, 0]);
  if (kind === "thematic" && !theme.trim()) found.push(["lack_theme", {}, 0]);
  return found;
}

/** Names of words for what still lacks, with their values. */
export function missing(rec) {
  const { opening } = rec;
  const found = [];
  for (const name of ["held_on", "starts_at", "ends_at", "place", "chair", "minute_taker"])
    if (!opening[name]) found.push([`lack_${name}`, {}, 0]);
  found.push(...unfit(opening));
  for (const row of rec.roll)
    if (row.state === "with_reason" && !row.reason.trim()) found.push(["lack_reason", { name: row.name }, 1]);
  if (!rec.items.some((one) => one.opinions.trim() || one.conclusion.trim())) found.push(["lack_item", {}, 2]);
  if (rec.beside.petitions.some((one) => !one.asked.trim() || !one.place.trim())) found.push(["lack_petition", {}, 2]);
  if (rec.beside.remarks.some((one) => !one.person || !one.words.trim())) found.push(["lack_remark", {}, 2]);
  const of = voters(rec);
  for (const one of rec.items) {
    if (one.vote && one.vote.in_favour + one.vote.against + one.vote.other !== of.present)
      found.push(["lack_vote", { title: one.title, ...of }, 2]);
    if (one.works.some((work) => !work.what.trim() || !work.person || !isDay(work.due_on)))
      found.push(["lack_work", { title: one.title }, 2]);
  }
  return found;
}

/** Who was marked absent afterwards did not speak; only the regular meeting is given points. */
function besideOf(rec) {
  const there = new Set(rec.roll.filter((row) => row.state === "present").map((row) => row.person));
  const { petitions, remarks, spoke, points } = rec.beside;
  return {
    petitions, remarks, spoke: spoke.filter((one) => there.has(one)),
    points: rec.opening.kind === "regular" ? points : {},
  };
}

export function wire(rec) {
  const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return {
    version: 1, sending: rec.sending, meeting: rec.meeting, sent_at: new Date().toISOString().replace("Z", "+00:00"),
    clock_checked: rec.clock_checked, hand_in: !rec.keep_only, keep_only: rec.keep_only,
    opening: rec.opening, opening_base: rec.opening_base,
    roll: rec.roll.map((row) => pick(row, ["person", "state", "reason", "base"])),
    guests: rec.guests.filter((one) => one.name.trim()),
    items: rec.items
      .filter((one) => one.title.trim())
      .map((one) => ({
        ...pick(one, ["client_id", ...SAID, "returning", "base", "vote", "vote_base"]),
        works: one.works.map((work) => pick(work, ["client_id", "what", "person", "due_on"])),
      })),
    choices: rec.choices,
    beside: besideOf(rec),
  };
}
