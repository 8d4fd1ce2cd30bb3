// Tables that sort, and lists that page.

import { button, el, fill } from "./dom.js";
import { get } from "./api.js";
import { announce, say } from "./status.js";

/**
 * A table. A column has a title, and a function from a row to a node or a text. A numeric column is
 * aligned to the right. A column with a key sorts.
 */
export function table(caption, columns, rows) {
  const body = el("tbody");
  const show = (sorted) =>
    fill(
      body,
      sorted.map((row) =>
        el(
          "tr",
          {},
          columns.map((column, index) =>
            el(
              index === 0 ? "th" : "td",
              {
                scope: index === 0 ? "row" : null,
                class: column.numeric ? "number" : null,
                "data-title": column.title,
              },
              column.cell(row) ?? "–",
            ),
          ),
        ),
      ),
    );
  show(rows);
  const headings = columns.map((column) => heading(column));
  function heading(column) {
    const cell = el("th", { scope: "col", class: column.numeric ? "number" : null });
    if (!column.key) {
      return fill(cell, column.title);
    }
    const sort = () => {
      const ascending = cell.getAttribute("aria-sort") === "descending";
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      show([...rows].sort((a, b) => (ascending ? 1 : -1) * compare(column.key(a), column.key(b))));
    };
    return fill(cell, button(column.title, sort, { class: "sort" }));
  }
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, headings)), body),
  );
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") {
    return one - other;
  }
  return String(one ?? "").localeCompare(String(other ?? ""));
}

/**
 * A list from the API that shows one page at a time. Pages before the current one are remembered by
 * their positions, because the API only goes forward.
 */
export function pages({ caption, columns, call, parameters, list, signal, empty }) {
  const place = el("div", { "aria-live": "polite" });
  const positions = [""];
  async function show() {
    place.setAttribute("aria-busy", "true");
    try {
      const after = positions[positions.length - 1];
      const page = await get(call, { ...parameters, after }, signal);
      fill(
        place,
        page[list].length === 0
          ? el("p", {}, empty)
          : table(`${caption}, page ${positions.length}`, columns, page[list]),
        positions.length > 1 || page.next ? turn(page.next) : null,
      );
    } catch (error) {
      if (error.name !== "AbortError") {
        fill(place, el("p", { class: "error", role: "alert" }, error.message));
      }
    }
  }
  function turn(next) {
    const go = (change) => () => {
      change();
      say("Loading…");
      show().then(() => announce(`Page ${positions.length}`));
    };
    return el(
      "p",
      { class: "actions pages" },
      button(
        "First",
        go(() => positions.splice(1)),
        { disabled: positions.length === 1 },
      ),
      button(
        "Previous",
        go(() => positions.pop()),
        { disabled: positions.length === 1 },
      ),
      button(
        "Next",
        go(() => positions.push(next)),
        { disabled: !next },
      ),
      `Page ${positions.length}`,
    );
  }
  show();
  return place;
}
