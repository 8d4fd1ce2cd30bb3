// How the sizes went over the last days: a chart, and the same figures as a table.

import { el, fill, section, waiting } from "./dom.js";
import { get } from "./api.js";
import { bytes, count, saving } from "./format.js";
import { chart } from "./chart.js";
import { table } from "./table.js";

const DAYS = 90;
const DAY = 24 * 60 * 60;

const SERIES = [
  ["logical", (day) => day.logicalBytes],
  ["unique", (day) => day.uniqueBytes],
  ["stored", (day) => day.storedBytes],
];

const COLUMNS = [
  { title: "Day (UTC)", cell: (row) => row.day, key: (row) => row.day },
  { title: "Records", numeric: true, cell: (row) => count(row.records), key: (row) => row.records },
  ...SERIES.map(([title, value]) => ({
    title: title[0].toUpperCase() + title.slice(1),
    numeric: true,
    cell: (row) => bytes(value(row)),
    key: value,
  })),
  { title: "Saved", numeric: true, cell: (row) => saving(row.logicalBytes, row.storedBytes) },
];

/** The history of all data, or of a collection. */
export function history(parameters, signal) {
  const place = waiting("Reading the history…");
  load(place, parameters, signal);
  return section(`The last ${DAYS} days`, place);
}

async function load(place, parameters, signal) {
  try {
    const { days } = await get("history", parameters, signal);
    if (days.length === 0) {
      fill(place, el("p", {}, "There are no figures yet. The task measure counts once a day."));
      return;
    }
    const picture = el("div", { class: "chart", "aria-hidden": "true" });
    fill(
      place,
      picture,
      el("details", {}, el("summary", {}, "The figures as a table"), table("Days", COLUMNS, days)),
    );
    const now = Date.now() / 1000;
    chart(
      picture,
      SERIES.map(([label]) => label),
      [
        days.map((day) => new Date(day.day).getTime() / 1000),
        ...SERIES.map(([, value]) => days.map(value)),
      ],
      { signal, format: bytes, range: [now - DAYS * DAY, now] },
    );
  } catch (error) {
    if (error.name !== "AbortError") {
      fill(place, el("p", { class: "error", role: "alert" }, error.message));
    }
  }
}
