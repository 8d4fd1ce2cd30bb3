// The collections, and one collection with its distributions.

import { columns, facts, fill, link, section, stored } from "./dom.js";
import { get } from "./api.js";
import { bytes, count, duration, saving, time } from "./format.js";
import { bars } from "./bars.js";
import { history } from "./history.js";
import { table } from "./table.js";

export function viewOf(name, parameters) {
  return `#/${name}?${new URLSearchParams(parameters)}`;
}

const COLUMNS = [
  {
    title: "Collection",
    cell: (row) => link(stored(row.name), viewOf("collection", { collection: row.name })),
    key: (row) => row.name,
  },
  figure("Records", (row) => row.records, count),
  figure("Logical", (row) => row.logicalBytes, bytes),
  figure("Unique", (row) => row.uniqueBytes, bytes),
  figure("Stored", (row) => row.storedBytes, bytes),
  {
    title: "Saved",
    numeric: true,
    cell: (row) => saving(row.logicalBytes, row.storedBytes),
    key: (row) => (row.logicalBytes > 0 ? 1 - row.storedBytes / row.logicalBytes : 0),
  },
  {
    title: "Dictionary",
    cell: (row) => dictionary(row),
    key: (row) => row.gain ?? (row.dictionary ? 1 : 0),
  },
  figure("Expiring", (row) => row.expiring, count),
  { title: "Last write", cell: (row) => time(row.lastWrite), key: (row) => row.lastWrite },
];

/** The gain is known of common dictionaries only, from their training. */
function dictionary(row) {
  if (!row.dictionary) {
    return "none";
  }
  return row.gain ? `common, ${row.gain.toFixed(2)} times smaller` : "dense";
}

function figure(title, value, format) {
  return { title, numeric: true, cell: (row) => format(value(row)), key: value };
}

export async function collections({ place, signal }) {
  const { collections: all } = await get("collections", {}, signal);
  fill(
    place,
    all.length === 0
      ? "There is no collection yet. A collection appears with its first record."
      : section(null, table("Collections", COLUMNS, all)),
  );
}

export async function collection({ place, parameters, signal }) {
  const name = parameters.collection ?? "";
  const found = await get("collection", { collection: name }, signal);
  fill(
    place,
    section(
      null,
      facts([
        ["Name", stored(name), true],
        ["Records", link(count(found.records), viewOf("records", { collection: name }))],
        ["Expiring", count(found.expiring)],
        ["Last write", time(found.lastWrite)],
        ["Values in contents", count(found.inContents)],
        ["Saved in contents", saving(found.contentLogicalBytes, found.contentStoredBytes)],
      ]),
    ),
    columns(
      section(
        "Sizes",
        bars(
          "Records by the size of their values",
          found.sizes.map((each) => [
            `${bytes(each.least)} to ${bytes(each.most)}`,
            each.records,
            count(each.records),
          ]),
        ),
      ),
      section(
        "Ages",
        bars(
          "Records by the time since their last write",
          found.ages.map((each) => [age(each), each.records, count(each.records)]),
        ),
      ),
      section(
        "Codecs",
        codecs("Values in rows, by the codec of their frames", found.codecs),
        codecs("A sample of the frames of contents, by their codec", found.sampledCodecs),
      ),
    ),
    history({ collection: name }, signal),
  );
}

function age(ages) {
  const from = duration(ages.atLeastSeconds);
  if (ages.belowSeconds === null) {
    return `${from} and more`;
  }
  return ages.atLeastSeconds === 0
    ? `under ${duration(ages.belowSeconds)}`
    : `${from} to ${duration(ages.belowSeconds)}`;
}

function codecs(caption, shares) {
  if (shares.length === 0) {
    return null;
  }
  return bars(
    caption,
    shares.map((each) => [
      `${codec(each)}, ${bytes(each.rawBytes)} in ${bytes(each.storedBytes)}`,
      each.frames,
      count(each.frames),
    ]),
  );
}

function codec(share) {
  if (share.codec === "raw") {
    return "not compressed";
  }
  return share.dictionary ? `${share.codec} with a dictionary` : share.codec;
}
