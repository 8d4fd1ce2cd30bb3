// The caches and counters of this process, and the servers and processes around it.

import { el, facts, fill, section, stored } from "./dom.js";
import { get } from "./api.js";
import { bytes, count, percent, saving, time } from "./format.js";
import { bars } from "./bars.js";
import { table } from "./table.js";
import { liveReads } from "./live.js";

export async function caches({ place, signal }) {
  const found = await get("statistics", {}, signal);
  const { heap, "second-level": second, database } = found.reads;
  const all = heap + second + database;
  const share = (reads) => (all === 0 ? "–" : `${count(reads)}, ${percent(reads / all)}`);
  const resources = el("div");
  fill(resources, poolsAndCaches(found));
  fill(
    place,
    el("p", {}, "The figures are those of this process since its start."),
    section(
      "Reads by the tier that answered",
      bars("Reads", [
        ["heap", heap, share(heap)],
        ["second-level cache", second, share(second)],
        ["database", database, share(database)],
      ]),
      liveReads(signal, (now) => {
        // A new table would take the focus from the old one.
        if (!resources.contains(document.activeElement)) {
          fill(resources, poolsAndCaches(now));
        }
      }),
    ),
    resources,
    section(
      "Records and contents",
      facts([
        ["Records read", count(found.recordsRead)],
        ["Keys without a record", count(found.recordsMissed)],
        ["Records created", count(found.recordsCreated)],
        ["Records replaced", count(found.recordsReplaced)],
        ["Puts of an equal value", count(found.recordsUnchanged)],
        ["Records deleted", count(found.recordsDeleted)],
        ["Contents written", count(found.contentsWritten)],
        ["Contents deduplicated", count(found.contentsDeduplicated)],
        ["Bytes passed to writes", bytes(found.logicalBytesWritten)],
        ["Bytes deduplicated", bytes(found.deduplicatedBytes)],
        ["Bytes read", bytes(found.bytesRead)],
        ["Replayed transactions", count(found.transactionRetries)],
      ]),
    ),
    section(
      "Operations",
      found.operations.length === 0
        ? el("p", {}, "None yet.")
        : table("Calls by operation", OPERATIONS, found.operations),
    ),
    section(
      "Compression",
      found.codecs.length === 0
        ? el("p", {}, "Nothing was written yet.")
        : table("Frames written by codec", CODECS, found.codecs),
    ),
  );
}

function poolsAndCaches({ pools, caches: states, notShown }) {
  return [
    notShown.map((each) => el("p", { class: "warning" }, each)),
    pools.length === 0 ? null : section("Connections", table("Pools now", POOLS, pools)),
    section("Caches", table("What the caches hold now", CACHES, states)),
  ];
}

function number(title, value, format) {
  return { title, numeric: true, cell: (row) => format(value(row)), key: value };
}

const milliseconds = (value) => `${value.toFixed(2)} ms`;

const POOLS = [
  { title: "Server", cell: (row) => stored(row.server) },
  { title: "Pool", cell: (row) => stored(row.pool) },
  { title: "In use", numeric: true, cell: (row) => count(row.active) },
  { title: "Idle", numeric: true, cell: (row) => count(row.idle) },
  { title: "Open", numeric: true, cell: (row) => count(row.total) },
  { title: "At most", numeric: true, cell: (row) => count(row.maximum) },
  { title: "Waiting threads", numeric: true, cell: (row) => count(row.waiting) },
];

const CACHES = [
  { title: "Cache", cell: (row) => row.cache },
  { title: "Storage", cell: (row) => row.storage },
  { title: "Entries", numeric: true, cell: (row) => count(row.entries) },
  {
    title: "Size",
    numeric: true,
    cell: (row) => (row.bytes === null ? null : bytes(row.bytes)),
  },
  { title: "At most", numeric: true, cell: limit },
  { title: "Evictions", numeric: true, cell: (row) => count(row.evictions) },
];

function limit({ bytes: size, limit: most }) {
  if (most === null) {
    return null;
  }
  return size === null ? `${count(most)} entries` : bytes(most);
}

const OPERATIONS = [
  { title: "Operation", cell: (row) => row.operation, key: (row) => row.operation },
  number("Calls", (row) => row.count, count),
  number("Mean", (row) => row.meanMillis, milliseconds),
  number("Longest", (row) => row.maxMillis, milliseconds),
];

const CODECS = [
  { title: "Codec", cell: (row) => row.codec, key: (row) => row.codec },
  number("Frames", (row) => row.frames, count),
  number("Raw", (row) => row.rawBytes, bytes),
  number("Stored", (row) => row.storedBytes, bytes),
  { title: "Saved", numeric: true, cell: (row) => saving(row.rawBytes, row.storedBytes) },
];

export async function topology({ place, signal }) {
  const found = await get("topology", {}, signal);
  const { cluster, shard } = found;
  fill(
    place,
    section(null, facts([
      ["Server", found.server],
      ["Role", found.role],
      ["This process", stored(found.process)],
      ["Cluster", cluster ? `${cluster.name}: ${count(cluster.size)} nodes, ${cluster.status}` : null],
      ["Shard", shard ? `${shard.name} of ${shard.cluster}` : null],
      ["Weight in the map", shard ? weights(shard) : null],
      ["This node", cluster ? `${cluster.node}, ${cluster.state}` : null],
    ])),
    found.notShown.map((each) => el("p", { class: "warning" }, each)),
    found.shards ? shardsOf(found.shards) : null,
    list("Replicas of this process", REPLICAS, found.replicas),
    list("Servers that follow", FOLLOWERS, found.followers),
    list("Processes in the last day", PROCESSES, found.processes),
    list("Leases now", LEASES, found.leases),
  );
}

function weights({ before, after, mapVersion }) {
  const weight = before === after ? count(after) : `${count(before)}, after the change ${count(after)}`;
  return `${weight}, version ${count(mapVersion)}`;
}

function shardsOf({ cluster, mapVersion, shardKey, changing, progress, shards }) {
  return section(
    "Shards",
    facts([
      ["Cluster", stored(cluster)],
      ["Version of the map", count(mapVersion)],
      ["Part of the key that decides", stored(shardKey)],
      ["Change", change(changing, progress)],
    ]),
    table("Shards", SHARDS, shards),
  );
}

function change(changing, progress) {
  if (!changing) {
    return "none";
  }
  if (!progress) {
    return "keys are moving by another process, or a move was interrupted";
  }
  const { seen, records, contents, problems } = progress;
  const failed = problems > 0 ? `, ${count(problems)} could not be moved` : "";
  return `this process has moved ${count(records)} of ${count(seen)} records that it looked at, and ${count(contents)} contents${failed}`;
}

function list(title, columns, rows) {
  return section(title, rows.length === 0 ? el("p", {}, "None.") : table(title, columns, rows));
}

const text = (value) => (value ? stored(value) : null);

const SHARDS = [
  { title: "Shard", cell: (row) => stored(row.name) },
  {
    title: "Weight",
    numeric: true,
    cell: ({ before, after }) =>
      before === after ? count(after) : `${count(before)} → ${count(after)}`,
  },
  {
    title: "Version of the map",
    numeric: true,
    cell: (row) => (row.mapVersion < 0 ? null : count(row.mapVersion)),
  },
  {
    title: "State",
    cell: (row) =>
      row.reachable ? "answers" : el("span", { class: "warning" }, text(row.problem)),
  },
];

const REPLICAS = [
  { title: "Replica", cell: (row) => text(row.name) },
  { title: "Use", cell: (row) => [row.use, row.reason ? `: ${row.reason}` : null] },
  {
    title: "Lag",
    numeric: true,
    cell: (row) => (row.lagMillis === null ? null : `${count(row.lagMillis)} ms`),
  },
  { title: "Reads", numeric: true, cell: (row) => count(row.reads) },
];

const FOLLOWERS = [
  { title: "Server", cell: (row) => text(row.name) },
  { title: "Address", cell: (row) => text(row.address) },
  { title: "State", cell: (row) => text(row.state) },
  { title: "Commits", cell: (row) => text(row.synchronization) },
  {
    title: "Behind",
    numeric: true,
    cell: (row) => (row.bytesBehind === null ? null : bytes(row.bytesBehind)),
  },
];

const PROCESSES = [
  { title: "Process", cell: (row) => text(row.process) },
  { title: "Last run", cell: (row) => time(row.lastRun) },
];

const LEASES = [
  { title: "Task", cell: (row) => text(row.task) },
  { title: "Run", numeric: true, cell: (row) => count(row.run) },
  { title: "Process", cell: (row) => text(row.process) },
  { title: "Until", cell: (row) => time(row.until) },
];
