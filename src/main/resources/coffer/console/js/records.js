// The records of a collection, and one record.

import {
  button,
  choice,
  confirmed,
  el,
  facts,
  field,
  fill,
  link,
  section,
  stored,
  visible,
} from "./dom.js";
import { get, post } from "./api.js";
import { bytes, hexLines, pretty, time } from "./format.js";
import { pages } from "./table.js";
import { say } from "./status.js";
import { viewOf } from "./collections.js";

const ORDERS = [
  ["key", "by key"],
  ["key-descending", "by key, the greatest first"],
  ["newest", "the newest first"],
];

export async function records({ place, parameters, signal }) {
  const input = (name, type = "text") =>
    el("input", { name, type, value: parameters[name] ?? "", autocomplete: "off" });
  const form = el(
    "form",
    {
      class: "filter",
      onsubmit: (event) => {
        event.preventDefault();
        open(new FormData(form));
      },
    },
    field("Collection", input("collection")),
    field("Prefix", input("prefix")),
    field("From", input("from")),
    field("To (exclusive)", input("to")),
    field("Order", choice("order", ORDERS, parameters.order ?? "key")),
    el("button", { type: "submit" }, "Show"),
  );
  const key = el(
    "form",
    {
      class: "filter",
      onsubmit: (event) => {
        event.preventDefault();
        const wanted = new FormData(key).get("key");
        location.hash = viewOf("record", { collection: parameters.collection, key: wanted });
      },
    },
    field("Key", el("input", { name: "key", type: "text", required: true, autocomplete: "off" })),
    el("button", { type: "submit" }, "Open"),
  );
  if (!parameters.collection) {
    const hint = el("p", {}, "Name a collection, or ", link("choose one", "#/collections"), ".");
    fill(place, section(null, form, hint));
    return;
  }
  const columns = [
    {
      title: "Key",
      cell: (row) =>
        link(
          stored(row.key),
          viewOf("record", { collection: parameters.collection, key: row.key }),
        ),
    },
    { title: "Size", numeric: true, cell: (row) => bytes(row.size) },
    { title: "Type", cell: (row) => (row.type ? stored(row.type) : null) },
    { title: "Place", cell: (row) => (row.inline === false ? "content" : "row") },
    { title: "Last write", cell: (row) => time(row.updatedAt) },
    { title: "Expires", cell: (row) => time(row.expiresAt) ?? "never" },
  ];
  fill(
    place,
    section(
      null,
      form,
      key,
      pages({
        caption: "Records",
        columns,
        call: "records",
        parameters,
        list: "records",
        signal,
        empty: "No record matches. A prefix and bounds are compared with whole keys, exactly.",
      }),
    ),
  );
}

/** The filter is part of the address, so that it can be shared. */
function open(form) {
  const given = [...form.entries()].filter(([, value]) => value !== "");
  location.hash = viewOf("records", given);
}

export async function record({ place, parameters, signal, session }) {
  const { collection = "", key = "" } = parameters;
  const found = await get("record", { collection, key }, signal);
  const again = () => record({ place, parameters, signal, session });
  fill(
    place,
    section(
      null,
      facts([
        ["Collection", link(stored(collection), viewOf("records", { collection }))],
        ["Key", stored(found.key), true],
        ["Type", found.type ? stored(found.type) : null],
        ["Version", found.version],
        ["Created", time(found.createdAt)],
        ["Last write", time(found.updatedAt)],
        ["Expires", time(found.expiresAt) ?? "never"],
        ["Size", bytes(found.size)],
        ["Stored size", found.storedSize === undefined ? null : bytes(found.storedSize)],
        ["Codec", found.codec],
        ["Place", whereabouts(found), found.content !== undefined],
      ]),
    ),
    session.write ? section("Change", changes(collection, found, again)) : null,
    section("Value", value(found.value)),
  );
}

function whereabouts(found) {
  return found.content
    ? ["content ", link(found.content, viewOf("content", { hash: found.content }))]
    : "in its row";
}

function value(found) {
  if (found === undefined) {
    return el("p", {}, "Values are hidden. The setting coffer.console.values shows them.");
  }
  if (found.problem !== undefined) {
    return el("p", { class: "error" }, found.problem);
  }
  const isJson = found.json !== undefined;
  const text = isJson
    ? visibleLines(found.whole ? pretty(found.json) : found.json)
    : hexLines(found.hex ?? "");
  return [
    found.whole === false ? el("p", {}, "Only the beginning of the value is shown.") : null,
    el(
      "pre",
      { tabindex: "0", role: "region", "aria-label": isJson ? "Value, JSON" : "Value, bytes" },
      text,
    ),
  ];
}

function visibleLines(text) {
  return text.split("\n").map(visible).join("\n");
}

function changes(collection, found, again) {
  const problem = el("p", { class: "error", role: "alert" });
  const attempt = async (action, done) => {
    fill(problem);
    try {
      await action();
      say(done);
      return true;
    } catch (error) {
      fill(problem, error.message);
      return false;
    }
  };
  const remove = async () => {
    const question = `Delete the record ${visible(found.key)} of ${visible(collection)}?`;
    if (await confirmed(question, "Delete")) {
      const { key, version } = found;
      const call = () => post("record/delete", { collection, key, version });
      if (await attempt(call, "The record was deleted.")) {
        location.hash = viewOf("records", { collection });
      }
    }
  };
  const expiry = el("input", { name: "expiry", type: "text", value: "P7D", required: true });
  const form = el(
    "form",
    {
      class: "filter",
      onsubmit: async (event) => {
        event.preventDefault();
        const call = () =>
          post("record/touch", { collection, key: found.key, expiry: expiry.value });
        if (await attempt(call, "The expiry was changed.")) {
          await again();
        }
      },
    },
    field("Expires after (such as PT30M or P7D, or never)", expiry),
    el("button", { type: "submit" }, "Change the expiry"),
  );
  return [
    problem,
    form,
    el("p", { class: "actions" }, button("Delete the record", remove, { class: "danger" })),
  ];
}
