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
  const active = new Set();
  let next = null;
  let settled = Promise.resolve();
  async function show() {
    if (signal.aborted) {
      return;
    }
    try {
      const { jobs: all } = await get("jobs", {}, signal);
      const running = all.filter((each) => !each.endedAt);
      running.forEach((each) => active.add(each.id));
      const over = all.filter((each) => each.endedAt && active.delete(each.id));
      fill(
        place,
        all.length === 0 ? el("p", {}, "None since the start of this process.") : list(all),
      );
      over.forEach((each) => say(`${each.what}: ${outcome(each)}`));
      if (over.length > 0) {
        // One at a time, so that an older answer does not replace a newer one.
        settled = settled.then(ended);
      }
      clearTimeout(next);
      if (running.length > 0) {
        next = setTimeout(show, POLL);
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
          each.endedAt ? outcome(each) : progress(each),
        ),
      ),
    );
  }
  function progress(job) {
    const share = job.done === null ? null : Math.min(1, job.done);
    return [
      el("progress", { max: "1", value: share, "aria-label": `Progress of ${job.what}` }),
      share === null ? " running" : ` ${percent(share)}`,
      `, ${figures(job.figures)} `,
      session.write ? button("Stop", () => post("job/stop", { id: job.id }).then(show)) : null,
    ];
  }
  // An operation may end before the first question for it.
  function follow(job) {
    active.add(job.id);
    return show();
  }
  show();
  return { place, follow };
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
    const job = await post(call, parameters);
    say("Started.");
    await follow(job);
  } catch (error) {
    fill(problem, error.message);
  }
}

