// Operations that users have started: their progress, until they end.

import { button, el, fill } from "./dom.js";
import { get, post } from "./api.js";
import { bytes, count, duration, percent } from "./format.js";
import { say } from "./status.js";

const POLL = 1000;

/** Figures by their names; numbers of bytes have units. */
export function figures(values) {
  const names = Object.keys(values);
  return names.length === 0
    ? "–"
    : names
        .map((name) => `${name} ${/bytes/i.test(name) ? bytes(values[name]) : count(values[name])}`)
        .join(", ");
}

/** How an operation is, or was. */
export function seconds(startedAt, endedAt) {
  return endedAt ? duration((new Date(endedAt) - new Date(startedAt)) / 1000) : "–";
}

/** A list of operations that follows the active ones until the view is left. */
export function jobs({ signal, session, ended }) {
  const place = el("div");
  let active = new Set();
  async function show() {
    if (signal.aborted) {
      return;
    }
    try {
      const { jobs: all } = await get("jobs", {}, signal);
      const now = new Set(all.filter((each) => !each.endedAt).map((each) => each.id));
      const over = all.filter((each) => active.has(each.id) && each.endedAt);
      active = now;
      fill(
        place,
        all.length === 0 ? el("p", {}, "None since the start of this process.") : list(all),
      );
      over.forEach((each) => say(`${each.what}: ${outcome(each)}`));
      if (over.length > 0) {
        ended?.();
      }
      if (now.size > 0) {
        setTimeout(show, POLL);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        fill(place, el("p", { class: "error", role: "alert" }, error.message));
      }
    }
  }
  function list(all) {
    return el(
      "ul",
      { class: "jobs" },
      all.map((each) =>
        el(
          "li",
          {},
          el("strong", {}, each.what),
          ` by ${each.user}, `,
          each.endedAt ? outcome(each) : running(each),
        ),
      ),
    );
  }
  function running(job) {
    const share = job.done === null ? null : Math.min(1, job.done);
    return [
      el("progress", { max: "1", value: share, "aria-label": `Progress of ${job.what}` }),
      share === null ? " running" : ` ${percent(share)}`,
      `, ${figures(job.figures)} `,
      session.write ? button("Stop", () => post("job/stop", { id: job.id }).then(show)) : null,
    ];
  }
  show();
  return { place, follow: show };
}

function outcome(job) {
  if (job.problem) {
    return `failed: ${job.problem}`;
  }
  const result = job.result ?? {};
  const time = seconds(job.startedAt, job.endedAt);
  if (result.sound !== undefined) {
    const problems = [...result.problems, ...result.repositoryProblems];
    return result.sound && problems.length === 0
      ? `sound, ${bytes(result.bytes)} read, ${time}`
      : `${result.sound ? "the snapshot is sound" : "damaged"}: ${problems.join(" ")}`;
  }
  const problem = result.problem ? `: ${result.problem}` : "";
  return `${result.outcome}${problem}, ${time}, ${figures(result.figures ?? {})}`;
}

/** A note under a button that starts an operation: what it did, or why it was refused. */
export async function start(problem, call, parameters, follow) {
  fill(problem);
  try {
    await post(call, parameters);
    say("Started.");
    await follow();
  } catch (error) {
    fill(problem, error.message);
  }
}

