// The frame of the page: it shows the view that the part of the address after '#' names.

import { el, fill, link } from "./dom.js";
import { whoAmI } from "./api.js";
import { announce, say } from "./status.js";
import { overview } from "./overview.js";
import { collection, collections } from "./collections.js";
import { record, records } from "./records.js";
import { content, contents } from "./contents.js";
import { maintenance } from "./maintenance.js";
import { backups } from "./backups.js";
import { caches, topology } from "./process.js";

const VIEWS = {
  "": { title: "Overview", show: overview, listed: true },
  collections: { title: "Collections", show: collections, listed: true },
  collection: { title: "Collection", show: collection },
  records: { title: "Records", show: records, listed: true },
  record: { title: "Record", show: record },
  contents: { title: "Contents", show: contents, listed: true },
  content: { title: "Content", show: content },
  maintenance: { title: "Maintenance", show: maintenance, listed: true },
  backups: { title: "Backups", show: backups, listed: true },
  caches: { title: "Caches", show: caches, listed: true },
  topology: { title: "Topology", show: topology, listed: true },
};

const main = document.getElementById("main");
let left = new AbortController();

/** The name and the parameters of the view in the address. */
function wanted() {
  const [name, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { name, parameters: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

async function show(focus) {
  left.abort();
  left = new AbortController();
  const signal = left.signal;
  const { name, parameters } = wanted();
  const view = VIEWS[name] ?? { title: "Not found", show: absent };
  navigation(name);
  document.title = `${view.title} · Coffer`;
  const place = el("div");
  fill(main, el("h1", {}, view.title), place).setAttribute("aria-busy", "true");
  if (focus) {
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  say("Loading…");
  try {
    await view.show({ place, parameters, signal, session: await whoAmI() });
    if (!signal.aborted) {
      main.removeAttribute("aria-busy");
      announce(view.title);
    }
  } catch (error) {
    if (!signal.aborted) {
      main.removeAttribute("aria-busy");
      fill(place, el("p", { class: "error", role: "alert" }, error.message));
      say("");
    }
  }
}

function absent({ place }) {
  fill(place, el("p", {}, "There is no such view. ", link("Open the overview", "#/"), "."));
}

function navigation(current) {
  fill(
    document.getElementById("views"),
    el(
      "ul",
      {},
      Object.entries(VIEWS)
        .filter(([, view]) => view.listed)
        .map(([name, view]) =>
          el(
            "li",
            {},
            link(view.title, `#/${name}`, {
              "aria-current":
                name === current || (current !== "" && name === `${current}s`) ? "page" : null,
            }),
          ),
        ),
    ),
  );
}

async function user() {
  const session = await whoAmI();
  const rights = session.write ? "may write" : "read-only";
  const tenant = session.tenant ? [", tenant ", el("bdi", {}, session.tenant)] : [];
  fill(document.getElementById("user"), el("bdi", {}, session.user), `, ${rights}`, ...tenant);
}

document.getElementById("skip").addEventListener("click", (event) => {
  // The address after '#' is that of the view.
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", () => show(true));
// What keeps the session from being read is shown already.
show(false)
  .then(user)
  .catch(() => {});
