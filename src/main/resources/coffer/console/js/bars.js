// Bars beside their figures. The figures are text, so nothing depends on seeing the bars.

import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

function bar(share) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "bar");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("viewBox", "0 0 100 10");
  const rectangle = document.createElementNS(SVG, "rect");
  rectangle.setAttribute("width", String(Math.max(0, Math.min(100, 100 * share))));
  rectangle.setAttribute("height", "10");
  svg.append(rectangle);
  return svg;
}

/** A bar for each row of a label, a number and its text. */
export function bars(caption, rows) {
  const most = Math.max(1, ...rows.map(([, number]) => number));
  return el(
    "table",
    { class: "bars" },
    el("caption", {}, caption),
    el(
      "tbody",
      {},
      rows.map(([label, number, text]) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, label),
          el("td", { class: "number" }, text),
          el("td", { class: "picture", "aria-hidden": "true" }, bar(number / most)),
        ),
      ),
    ),
  );
}
