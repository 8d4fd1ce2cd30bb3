// A chart of the reads of this process while the page is open.

import { el, fill } from "./dom.js";
import { get } from "./api.js";
import { chart } from "./chart.js";
import { count } from "./format.js";

const POLL = 5000;
const MOST_POINTS = 240;
const TIERS = [
  ["heap", "heap"],
  ["second-level", "second-level cache"],
  ["database", "database"],
];

/**
 * The reads a second by tier, asked for every few seconds until the view is left. Each answer goes
 * to the listener too.
 */
export function liveReads(signal, listener) {
  const summary = el("p", {}, "The chart begins with the second answer.");
  const place = el("div", { class: "chart", "aria-hidden": "true" });
  const data = [[], ...TIERS.map(() => [])];
  let before = null;
  let draw = null;

  function add(now) {
    if (before) {
      const seconds = Math.max(0.001, (new Date(now.at) - new Date(before.at)) / 1000);
      data[0].push(new Date(now.at).getTime() / 1000);
      TIERS.forEach(([tier], index) => {
        data[index + 1].push((now.reads[tier] - before.reads[tier]) / seconds);
      });
      data.forEach((each) => each.splice(0, Math.max(0, each.length - MOST_POINTS)));
      const latest = TIERS.map(
        ([, name], index) => `${name} ${count(Math.round(data[index + 1].at(-1)))}`,
      );
      fill(summary, `Reads a second now: ${latest.join(", ")}.`);
      if (draw) {
        draw(data);
      } else {
        const labels = TIERS.map(([, label]) => label);
        draw = chart(place, labels, data, { signal, format: count });
      }
    }
    before = now;
  }

  async function poll() {
    if (signal.aborted) {
      return;
    }
    if (!document.hidden) {
      try {
        const now = await get("statistics", {}, signal);
        add(now);
        listener(now);
      } catch (error) {
        if (error.name !== "AbortError") {
          fill(summary, error.message);
        }
      }
    }
    setTimeout(poll, POLL);
  }
  poll();
  return el("div", {}, summary, place);
}
