// The contents, and one content.

import { choice, el, facts, field, fill, link, section, stored } from "./dom.js";
import { address, get } from "./api.js";
import { bytes, count, saving, time } from "./format.js";
import { pages } from "./table.js";
import { viewOf } from "./collections.js";

const ORDERS = [
  ["hash", "by hash"],
  ["size", "the largest first"],
  ["age", "the newest first"],
];

const SHORT = 19;

function contentLink(hash, whole = false) {
  const text = whole ? hash : `${hash.slice(0, SHORT)}…`;
  return link(text, viewOf("content", { hash }), { class: "hash", title: hash });
}

const COLUMNS = [
  { title: "Content", cell: (row) => contentLink(row.hash) },
  { title: "Size", numeric: true, cell: (row) => bytes(row.size) },
  { title: "State", cell: (row) => state(row) },
  { title: "Stored", cell: (row) => time(row.createdAt) },
];

function state(content) {
  return content.kept ? "kept" : content.part ? "part" : "referred to, or unused";
}

export async function contents({ place, parameters, signal }) {
  const order = choice("order", ORDERS, parameters.order ?? "hash");
  const form = el(
    "form",
    {
      class: "filter",
      onsubmit: (event) => {
        event.preventDefault();
        const hash = new FormData(form).get("hash").trim();
        location.hash =
          hash === "" ? viewOf("contents", { order: order.value }) : viewOf("content", { hash });
      },
    },
    field("Order", order),
    field("Hash", el("input", { name: "hash", type: "text", autocomplete: "off" })),
    el("button", { type: "submit" }, "Show"),
  );
  fill(
    place,
    section(
      null,
      form,
      pages({
        caption: "Contents",
        columns: COLUMNS,
        call: "contents",
        parameters: { order: parameters.order },
        list: "contents",
        signal,
        empty: "There is no content yet.",
      }),
    ),
  );
}

export async function content({ place, parameters, signal, session }) {
  const hash = parameters.hash ?? "";
  const found = await get("content", { hash }, signal);
  const references = Object.entries(found.references);
  fill(
    place,
    section(
      null,
      facts([
        ["Hash", el("span", { class: "hash" }, found.hash), true],
        ["Size", bytes(found.size)],
        [
          "Stored size",
          `${bytes(found.storedSize)}, saved ${saving(found.size, found.storedSize)}`,
        ],
        ["Stored", time(found.createdAt)],
        ["State", state(found)],
        ["Parts", found.parts === 0 ? "none" : count(found.parts)],
      ]),
      session.values
        ? el(
            "p",
            {},
            el("a", { href: address("content/bytes", { hash }), download: true }, "Download"),
          )
        : el("p", {}, "Bytes are hidden. The setting coffer.console.values shows them."),
    ),
    section(
      "Who refers to it",
      references.length === 0
        ? el("p", {}, "No row refers to it. A collection removes it after the grace period.")
        : facts(
            references.map(([table, rows]) => [
              table,
              `${count(rows)} ${rows === 1 ? "row" : "rows"}`,
            ]),
          ),
    ),
    section(
      "Records",
      pages({
        caption: "Records",
        columns: [
          {
            title: "Collection",
            cell: (row) =>
              link(stored(row.collection), viewOf("records", { collection: row.collection })),
          },
          { title: "Key", cell: (row) => link(stored(row.key), viewOf("record", row)) },
        ],
        call: "content/records",
        parameters: { hash },
        list: "records",
        signal,
        empty: "No record refers to it.",
      }),
    ),
    section(
      "Holders",
      pages({
        caption: "Holders",
        columns: [{ title: "Name", cell: (name) => stored(name) }],
        call: "content/holders",
        parameters: { hash },
        list: "holders",
        signal,
        empty: "No holder keeps it.",
      }),
    ),
    found.parts === 0
      ? null
      : section(
          "Parts",
          pages({
            caption: "Parts",
            columns: [
              { title: "Content", cell: (row) => contentLink(row.hash) },
              { title: "Offset", numeric: true, cell: (row) => count(row.offset) },
              { title: "Size", numeric: true, cell: (row) => bytes(row.size) },
            ],
            call: "content/parts",
            parameters: { hash },
            list: "parts",
            signal,
            empty: "It has no parts.",
          }),
        ),
  );
}
