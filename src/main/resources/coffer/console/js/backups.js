// The backups: snapshots, their verification, and what the retention would keep.

import { button, choice, confirmed, el, facts, field, fill, section, stored } from "./dom.js";
import { get } from "./api.js";
import { ago, bytes, count, duration, time } from "./format.js";
import { jobs, start } from "./jobs.js";
import { pages, table } from "./table.js";

const SHORT = 8;

const LEVELS = [
  ["structure", "structure"],
  ["share", "structure and a share of all bytes"],
  ["all", "all bytes"],
  ["trial", "a trial restore"],
];

export async function backups({ place, signal, session }) {
  const { plan, state } = await get("backups", {}, signal);
  if (!plan) {
    fill(
      place,
      el(
        "p",
        {},
        "This process has no plan of backups. Set coffer.backup.location, or give the command the",
        " option --repository.",
      ),
    );
    return;
  }
  const now = el("div", {}, stateOf(plan, state));
  const snapshots = el("div");
  const problem = el("p", { class: "error", role: "alert" });
  const level = choice("level", LEVELS, "structure");
  const verify = (id) =>
    start(problem, "backups/verify", { snapshot: id, level: level.value }, started.follow);
  const list = () => fill(snapshots, snapshotList(signal, session.write ? verify : null));
  const ended = async () => {
    list();
    try {
      fill(now, stateOf(plan, (await get("backups", {}, signal)).state));
    } catch (error) {
      if (error.name !== "AbortError") {
        fill(problem, error.message);
      }
    }
  };
  const started = jobs({ signal, session, ended });
  list();
  fill(
    place,
    section("State", now),
    section(
      "Snapshots",
      session.write ? actions(started, level, problem) : null,
      session.write ? problem : null,
      snapshots,
    ),
    section("Started by users", started.place),
    section("Retention", retention(plan, signal)),
  );
}

function stateOf(plan, state) {
  const last = state?.verifiedAt ? ago(state.verifiedAt) : "none";
  return [
    facts([
      ["Repository", stored(plan.location), true],
      ["Encrypted", plan.encrypted ? "yes" : "no"],
      ["Snapshots", count(state?.snapshots ?? 0)],
      ["Last verified snapshot", state?.outOfDate ? el("span", { class: "warning" }, last) : last],
      ["Largest age", duration(plan.maxAgeSeconds)],
      ["Verification of each", plan.verification],
    ]),
    state?.problem ? el("p", { class: "warning", role: "alert" }, state.problem) : null,
  ];
}

function actions(started, level, problem) {
  const backup = async () => {
    if (
      await confirmed("Make a snapshot now? The retention of the plan applies after it.", "Back up")
    ) {
      await start(problem, "maintenance/run", { task: "backup" }, started.follow);
    }
  };
  return el(
    "div",
    { class: "filter" },
    button("Back up now", backup),
    field("Level of verifications", level),
  );
}

function snapshotList(signal, verify) {
  const act = {
    title: "Start",
    cell: (row) =>
      el(
        "span",
        { class: "buttons" },
        button("Verify", () => verify(row.id), { "aria-label": `Verify ${row.id}` }),
      ),
  };
  return pages({
    caption: "Snapshots",
    columns: [
      { title: "Snapshot", cell: (row) => short(row.id) },
      { title: "Made", cell: (row) => time(row.createdAt) },
      { title: "Records", numeric: true, cell: (row) => count(row.records) },
      { title: "Bytes", numeric: true, cell: (row) => bytes(row.recordBytes + row.contentBytes) },
      { title: "Verified", cell: (row) => verified(row) },
      { title: "Tags", cell: (row) => (row.tags.length === 0 ? "–" : row.tags.map(tag)) },
      { title: "Damage", cell: (row) => (row.damage.length === 0 ? "none" : row.damage.join(" ")) },
      ...(verify ? [act] : []),
    ],
    call: "backups/snapshots",
    parameters: {},
    list: "snapshots",
    signal,
    empty: "There is no snapshot of this database yet.",
  });
}

function short(id) {
  return el("span", { class: "hash", title: id }, id.slice(0, SHORT));
}

function tag(text) {
  return [stored(text), " "];
}

function verified(row) {
  return row.verified
    ? `${row.verified.level}, ${ago(row.verified.at)}`
    : el("span", { class: "warning" }, "not yet");
}

/** Opening an encrypted repository takes seconds, so the decisions are asked for by a button. */
function retention(plan, signal) {
  if (plan.keepsAll) {
    return el("p", {}, "The plan has no retention, so every snapshot is kept.");
  }
  const place = el("div", { "aria-live": "polite" });
  const show = async () => {
    try {
      const { snapshots } = await get("backups/retention", {}, signal);
      fill(place, table("What the retention would keep", DECISIONS, snapshots));
    } catch (error) {
      fill(place, el("p", { class: "error", role: "alert" }, error.message));
    }
  };
  return [el("p", {}, button("Show what would be kept", show)), place];
}

const DECISIONS = [
  { title: "Snapshot", cell: (row) => short(row.id) },
  { title: "Made", cell: (row) => time(row.createdAt), key: (row) => row.createdAt },
  { title: "Kept", cell: (row) => (row.kept ? "yes" : "no"), key: (row) => String(row.kept) },
  { title: "Why", cell: (row) => row.reasons.join(", ") || "no rule keeps it" },
];
