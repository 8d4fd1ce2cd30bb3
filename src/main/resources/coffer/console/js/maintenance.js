// The maintenance: tasks, their schedule and their runs.

import { button, confirmed, el, fill, section, stored } from "./dom.js";
import { get } from "./api.js";
import { time } from "./format.js";
import { figures, jobs, seconds, start } from "./jobs.js";
import { table } from "./table.js";

export async function maintenance({ place, signal, session }) {
  const tasks = el("div");
  const runs = el("div");
  const problem = el("p", { class: "error", role: "alert" });
  const load = async () => {
    const [now, history] = await Promise.all([
      get("maintenance", {}, signal),
      get("maintenance/runs", { limit: 50 }, signal),
    ]);
    fill(
      tasks,
      now.scheduled
        ? null
        : el("p", { class: "warning" }, "The schedule is not started in this process."),
      table("Tasks", columns(session, run), now.tasks),
    );
    fill(
      runs,
      history.runs.length === 0
        ? el("p", {}, "No task has run yet.")
        : table("The newest runs", RUNS, history.runs),
    );
  };
  const reload = () =>
    load().catch((error) => {
      if (error.name !== "AbortError") {
        fill(problem, error.message);
      }
    });
  const started = jobs({ signal, session, ended: reload });
  const run = async (task, dry) => {
    if (dry || (await confirmed(`Run the task ${task} now?`, "Run"))) {
      await start(problem, "maintenance/run", { task, dry }, started.follow);
    }
  };
  await load();
  fill(
    place,
    section("Tasks", tasks, problem),
    section("Started by users", started.place),
    section("History", runs),
  );
}

function columns(session, run) {
  const base = [
    { title: "Task", cell: (row) => row.task, key: (row) => row.task },
    { title: "Schedule (UTC)", cell: (row) => row.schedule ?? "by command" },
    { title: "Next start", cell: (row) => time(row.next), key: (row) => row.next },
    { title: "Last run", cell: (row) => last(row), key: (row) => row.last?.startedAt },
    { title: "Last success", cell: (row) => success(row), key: (row) => row.lastSuccess },
  ];
  const act = {
    title: "Start",
    cell: (row) =>
      el(
        "span",
        { class: "buttons" },
        button("Dry run", () => run(row.task, true), { "aria-label": `Dry run of ${row.task}` }),
        button("Run", () => run(row.task, false), { "aria-label": `Run ${row.task}` }),
      ),
  };
  return session.write ? [...base, act] : base;
}

function last(row) {
  return row.last ? [outcome(row.last), " ", time(row.last.startedAt)] : "never";
}

function success(row) {
  const at = time(row.lastSuccess) ?? "never";
  return row.outOfDate ? el("span", { class: "warning" }, at, " (out of date)") : at;
}

function outcome(run) {
  const kind = { done: "good", failed: "error", refused: "warning" }[run.outcome];
  return el("span", { class: kind }, run.outcome);
}

const RUNS = [
  { title: "Task", cell: (row) => row.task, key: (row) => row.task },
  { title: "Start", cell: (row) => time(row.startedAt), key: (row) => row.startedAt },
  { title: "Time", cell: (row) => seconds(row.startedAt, row.endedAt) },
  {
    title: "Outcome",
    cell: (row) => [outcome(row), row.problem ? `: ${row.problem}` : null],
    key: (row) => row.outcome,
  },
  { title: "Figures", cell: (row) => figures(row.figures) },
  { title: "Process", cell: (row) => stored(row.node), key: (row) => row.node },
];
