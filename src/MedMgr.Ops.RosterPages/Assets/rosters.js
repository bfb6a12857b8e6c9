// The page of one unit's roster. The server renders the sheet and judges every change; here are keys, dialogs, and what was said.
import { Idiomorph } from "/page-assets/idiomorph.esm.js";
import { pause, say } from "/page-assets/live.js";
import { actor, encodeActor, Refusal, refuse, send, tell } from "/page-assets/shell.js";
import { gridKeys, restoreCell, selectedCell, showCell } from "./grid.js";
import { dialogs } from "./dialogs.js";
import { followSearch } from "./progress.js";

const { hospital, unit, draft } = document.body.dataset;
const api = `/api/hospitals/${encodeURIComponent(hospital)}/rosters/${encodeURIComponent(unit)}`;
const draftApi = `${api}/drafts/${draft}`;
const here = `/rosters/${encodeURIComponent(unit)}`;
const pageOf = (id) => `${here}?hospital=${encodeURIComponent(hospital)}${id ? `&draft=${encodeURIComponent(id)}` : ""}`;
const offline = document.getElementById("offline");
const stateEvery = 5000;

const sheet = () => document.getElementById("sheet");
const addressOf = (piece, more = {}) => {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries({ hospital, ...more })) {
    query.set(name, value);
  }
  return `${here}/${piece}?${query}`;
};

// Puts the sheet as the server has it now into the page; the cell that was looked at keeps the focus.
async function refresh() {
  const answer = await fetch(addressOf("sheet"), { cache: "no-store" });
  if (answer.status === 404) {
    location.assign(pageOf(""));
    return;
  }
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}: the page shows the roster as it was.`);
  }
  const html = await answer.text();
  // What the panel of the cell holds is asked for apart.
  Idiomorph.morph(sheet(), html.trim(), { morphStyle: "outerHTML", callbacks: { beforeNodeMorphed: (node) => node.id !== "cell" } });
  restoreCell();
  watchSearch();
}

let turn = Promise.resolve();

// One command after the other, in the order of the keys that were pressed.
function inTurn(work) {
  turn = turn.then(work).catch(said);
  return turn;
}

function said(fault) {
  refuse(fault.message);
}

async function edit(body) {
  const before = Number(sheet().dataset.breaches);
  const answer = await send("POST", `${draftApi}/edits`, body);
  await refresh();
  const mine = answer.breaches.filter((b) => b.day === body.date || b.staff === body.staff);
  if (answer.breaches.length > before && mine.length > 0) {
    refuse(`${mine[0].says} ${mine[0].sentence}`);
  } else {
    tell(answer.undo ?? "Nothing changed.");
  }
}

function put(cell, shift, charge) {
  return inTurn(() => edit({
    staff: cell.dataset.staff, date: cell.dataset.day,
    ...(shift ? { shift } : {}), ...(cell.dataset.place ? { place: cell.dataset.place } : {}), ...(charge ? { charge: true } : {}),
  }));
}

function step(which) {
  return inTurn(async () => {
    const word = document.querySelector(`[data-do=${which}]`);
    if (!word || word.disabled) {
      return;
    }
    await send("POST", `${draftApi}/${which}`, { revision: Number(sheet().dataset.revision) });
    await refresh();
    tell(which === "undo" ? "Taken back." : "Made again.");
  });
}

gridKeys({
  codes: document.body.dataset.shifts.split(" "),
  mayEdit: () => document.getElementById("grid")?.getAttribute("aria-readonly") !== "true",
  put,
  step,
  details: async (cell) => {
    const more = cell.dataset.cover ? { cover: cell.dataset.cover, day: cell.dataset.day } : { row: cell.dataset.row, day: cell.dataset.day };
    const answer = await fetch(addressOf("cell", more), { cache: "no-store" });
    return answer.ok ? answer.text() : null;
  },
  unreached: () => said(new Error("The server was not reached: the details of this cell are not known.")),
});

const begin = async (body, type) => {
  const begun = type === undefined ? await send("POST", `${api}/drafts`, body) : await sendFile(body, type);
  location.assign(pageOf(begun.id));
};

// The body is the file as it is; everything else is as with any command.
async function sendFile(file, type) {
  const name = await actor();
  if (name === null) {
    throw new Error("Nothing was sent: a draft needs the name of who begins it.");
  }
  const answer = await fetch(`${api}/drafts`, { method: "POST", headers: { "X-Actor": encodeActor(name), "Content-Type": type, Accept: "application/json" }, body: file });
  const content = await answer.json();
  if (!answer.ok) {
    throw new Refusal(answer.status, content);
  }
  return content;
}

dialogs({
  plan: (form, rows) => begin({
    plan: {
      from: form.from.value, weeks: Number(form.weeks.value), seconds: Number(form.seconds.value), demandPlusPercent: Number(form.plus.value), surgeBeds: Number(form.surge.value),
      absences: rows("absence"), wishes: rows("wish").map(({ want, ...wish }) => ({ ...wish, on: want === "on" })),
    },
  }),
  sick: (form, rows) => begin({ repair: { sick: rows("absence"), seconds: Number(form.seconds.value) } }),
  upload: (form) => begin(form.file.files[0], form.file.files[0].name.toLowerCase().endsWith(".ics") ? "text/calendar" : "text/csv"),
  publish: async (form) => {
    const why = form.why.value.trim();
    const over = form.over.checked;
    await send("POST", `${draftApi}/publication`, {
      ...(why ? { why } : {}), ...(form.override.checked ? { override: { reason: why || "not said" } } : {}), knowing: over ? sheet().dataset.version : sheet().dataset.known,
    });
    location.assign(pageOf(""));
  },
  withdraw: async (form) => {
    await send("POST", `${api}/withdrawal`, { from: form.from.value, reason: form.reason.value });
    await refresh();
    tell("Withdrawn.");
  },
  discard: async () => {
    await send("DELETE", draftApi);
    location.assign(pageOf(""));
  },
  refused: async (fault, form) => {
    // Somebody was first: the sheet is read again, so that the reader sees it and may publish over it.
    if (fault.status === 412) {
      await refresh();
      form.closest("dialog").querySelector("#publish-over").hidden = false;
    }
    if (fault.problem?.overridable) {
      form.closest("dialog").querySelector("#publish-override").hidden = false;
    }
  },
});

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed || !document.getElementById("main").contains(pressed)) {
    return;
  }
  const { do: what, go, put: shift, back } = pressed.dataset;
  if (what === "undo" || what === "redo") {
    step(what);
  } else if (what === "stop") {
    inTurn(async () => {
      await send("POST", `${draftApi}/stop`, {});
      tell("The search is being stopped.");
    });
  } else if (what === "copy") {
    inTurn(() => begin({ copy: { on: sheet().dataset.on } }));
  } else if (what === "publish") {
    preparePublish();
  } else if (go !== undefined) {
    showCell(document.getElementById(go), { focus: true });
  } else if (pressed.dataset.float) {
    const cell = selectedCell();
    inTurn(() => edit({ staff: pressed.dataset.float, date: cell.dataset.day, shift }));
  } else if (shift !== undefined || pressed.closest(".choices")) {
    put(selectedCell(), shift ?? "", pressed.dataset.charge === "true");
  } else if (back !== undefined || pressed.dataset.staff) {
    const { staff, day, place } = pressed.dataset;
    inTurn(() => edit({ staff, date: day, ...(back ? { shift: back } : {}), ...(place ? { place } : {}) }));
  }
});

function preparePublish() {
  const dialog = document.getElementById("publish");
  const broken = [...document.querySelectorAll(".breaches > li")];
  say(document.getElementById("publish-broken"), broken.length === 0 ? "" : `! ${sheet().dataset.breaches} hard rules are broken. Say why it is published even so.`);
  dialog.querySelector("#publish-override").hidden = !broken.some((b) => b.classList.contains("needsoverride"));
  dialog.querySelector("#publish-over").hidden = sheet().dataset.version === sheet().dataset.known;
  dialog.querySelector("textarea").required = broken.length > 0;
}

let followed = false;
function watchSearch() {
  if (sheet().dataset.searching === "true" && !followed) {
    followed = true;
    followSearch(`${draftApi}/progress`, async () => {
      followed = false;
      await refresh().catch(said);
    });
  }
}
watchSearch();

// Whether this is still the latest, and whether the server is there at all.
async function watch() {
  for (;;) {
    await pause(stateEvery);
    try {
      const answer = await fetch(addressOf("state"), { cache: "no-store" });
      setOffline(false);
      if (answer.status === 404) {
        refuse("This draft was published or thrown away by somebody else.");
        return;
      }
      const state = answer.ok ? await answer.json() : null;
      const { version, revision, searching } = sheet().dataset;
      if (state && (state.version !== version || String(state.revision) !== revision || String(state.isSearching) !== searching)) {
        await inTurn(refresh);
      }
    } catch {
      setOffline(true);
    }
  }
}

function setOffline(is) {
  document.body.toggleAttribute("data-offline", is);
  say(offline, is ? "The server is not reached. What you see may be old; nothing can be changed until it is back." : "");
}
addEventListener("offline", () => setOffline(true));
watch();
document.body.dataset.ready = "true";
