// The overview: what is stored, what it saves, and what is wrong.

import { columns, el, facts, fill, link, section, stored, waiting } from "./dom.js";
import { get } from "./api.js";
import { ago, bytes, count, percent, saving, time } from "./format.js";
import { bars } from "./bars.js";
import { history } from "./history.js";

export async function overview({ place, signal }) {
  const health = waiting("Asking the database…");
  const storage = waiting("Counting all tables…");
  fill(place, section("Health", health), section("Storage", storage), history({}, signal));
  // Counting takes as long as the tables are large; the health does not wait for it.
  await Promise.all([
    load(health, "health", showHealth, signal),
    load(storage, "storage", showStorage, signal),
  ]);
}

async function load(place, call, show, signal) {
  try {
    fill(place, show(await get(call, {}, signal)));
  } catch (error) {
    if (error.name !== "AbortError") {
      fill(place, el("p", { class: "error", role: "alert" }, error.message));
    }
  }
}

function showHealth(health) {
  return [
    facts([
      ["Database", health.database],
      ["Schema version", health.schemaVersion],
      ["Damage", health.damageCount === 0 ? "none found" : count(health.damageCount)],
      ["Last verified backup", backup(health.backups)],
      ["Tasks out of date", health.lateTasks.length === 0 ? "none" : health.lateTasks.join(", ")],
    ]),
    health.backups?.problem ? el("p", { class: "warning" }, health.backups.problem) : null,
    health.findings.length === 0
      ? el("p", { class: "good" }, "The check of the environment found no problem.")
      : el(
          "ul",
          { class: "findings" },
          health.findings.map((each) =>
            el(
              "li",
              { class: "warning" },
              el("strong", {}, `${each.about} is ${each.found}. `),
              each.advice,
            ),
          ),
        ),
    health.damage.length === 0 ? null : damage(health.damage),
  ];
}

function backup(status) {
  if (!status) {
    return "no backups are planned in this process";
  }
  const last = status.verifiedAt ? ago(status.verifiedAt) : "none";
  return status.outOfDate ? el("span", { class: "warning" }, `${last}: out of date`) : last;
}

function damage(entries) {
  return el(
    "ul",
    { class: "findings" },
    entries.map((each) =>
      el(
        "li",
        { class: "error" },
        each.collection === null ? "Content " : "Record ",
        stored(each.key),
        each.collection === null ? null : [" of ", stored(each.collection)],
        ", found ",
        time(each.foundAt),
        `: ${each.problem}`,
      ),
    ),
  );
}

function showStorage(report) {
  return [
    facts([
      ["Records", count(report.records)],
      ["Collections", link(count(report.collections.length), "#/collections")],
      ["Contents", link(count(report.contents), "#/contents")],
      ["Contents kept", count(report.keptContents)],
    ]),
    columns(
      steps(
        "All data",
        report.logicalBytes,
        report.uniqueBytes,
        report.storedBytes,
        report.physicalBytes,
      ),
      steps(
        "Contents alone, with those of records",
        report.contentLogicalBytes,
        report.contentUniqueBytes,
        report.contentStoredBytes,
      ),
    ),
  ];
}

function steps(title, logical, unique, storedBytes, physical) {
  return el(
    "div",
    {},
    bars(title, [
      ["logical", logical, bytes(logical)],
      ["unique", unique, bytes(unique)],
      ["stored", storedBytes, bytes(storedBytes)],
      ...(physical ? [["on disk, with indexes", physical, bytes(physical)]] : []),
    ]),
    el(
      "p",
      {},
      `Saved: ${saving(logical, storedBytes)}, of it `,
      `${logical > 0 ? percent((logical - unique) / logical) : "–"} by deduplication and `,
      `${logical > 0 ? percent((unique - storedBytes) / logical) : "–"} by compression.`,
    ),
  );
}
