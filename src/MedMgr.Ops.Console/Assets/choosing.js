// Choosing a bed for a patient: who is chosen, what each bed says to it, and placing. By pointer in dragging.js, by keyboard in keys.js.
import { pause } from "/page-assets/live.js";
import { refuse, tell } from "/page-assets/shell.js";
import { carryOut } from "./commands.js";
import { put } from "/page-assets/morph.js";

const hospital = encodeURIComponent(document.body.dataset.hospital);
const says = document.getElementById("bed-says");
const house = document.querySelector(".console");
const nobody = '<div id="choice"></div>';

// Not at each frame of a busy house.
const lookAgainAfter = 300;

let chosen = null;
let looking = false;
let lookedAt = null;

export const whoIsChosen = () => chosen?.visit ?? null;

const bedOf = (id) => document.querySelector(`.bed[data-bed="${CSS.escape(id)}"]`);
const rowOf = (visit) => document.querySelector(`.waits[data-visit="${CSS.escape(visit)}"]`);

// ---- who

// Resolves when the beds are marked; false when the patient is not there any more or somebody else was chosen meanwhile.
export async function choose(visit) {
  chosen = { visit, how: "assign", beds: null };
  mark();
  sayOf(null);
  const isThere = await look();
  if (isThere && !lookedAt) {
    sayHowMany();
  }
  return isThere;
}

// For whoever does not see the beds being marked.
function sayHowMany() {
  const count = (is) => Object.values(chosen.beds).filter((verdict) => verdict.is === is).length;
  delete says.dataset.is;
  says.textContent = `${chosen.visit}: ${count("ok")} beds fit, ${count("override")} more with a reason.`;
}

export function letGo() {
  if (!chosen) {
    return;
  }
  const { visit } = chosen;
  chosen = null;
  put(document.getElementById("choice"), nobody);
  mark();
  sayOf(null);
  return visit;
}

async function look() {
  const asked = chosen;
  let answer;
  try {
    answer = await fetch(`/console/${hospital}/choice/${encodeURIComponent(asked.visit)}`, { cache: "no-store" });
  } catch {
    return false; // The banner says that there is no connection; what was marked stays.
  }
  if (asked !== chosen) {
    return false;
  }
  if (!answer.ok) {
    letGo();
    refuse((await answer.json()).detail);
    return false;
  }
  const { html, how, beds } = await answer.json();
  if (asked !== chosen) {
    return false;
  }
  Object.assign(chosen, { how, beds });
  put(document.getElementById("choice"), html);
  mark();
  if (lookedAt?.isConnected) {
    sayOf(lookedAt);
  }
  document.dispatchEvent(new Event("verdicts"));
  return true;
}

// The house has changed: the marks stay on what is new on the page, and are asked for again soon.
export async function markAgain() {
  mark();
  if (chosen && !looking) {
    looking = true;
    await pause(lookAgainAfter);
    looking = false;
    if (chosen) {
      await look();
    }
  }
}

// ---- what each bed says

function mark() {
  const list = document.getElementById("queue-list");
  for (const row of document.querySelectorAll(".waits")) {
    row.setAttribute("aria-selected", String(row.dataset.visit === chosen?.visit));
  }
  list?.toggleAttribute("data-choosing", chosen !== null);
  house.classList.toggle("choosing", chosen?.beds != null);
  for (const bed of document.querySelectorAll("#panel-beds .bed")) {
    const verdict = chosen?.beds?.[bed.dataset.bed];
    set(bed, "data-can", verdict?.is);
    set(bed, "aria-description", verdict ? inWords(verdict) : undefined);
    set(bed, "data-mine", chosen && (bed.dataset.occupant === chosen.visit) ? "" : undefined);
  }
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

function inWords(verdict) {
  return verdict.is === "ok" ? "fits" : verdict.is === "override" ? `Only with a reason: ${verdict.says}` : verdict.says;
}

// The rule that refuses is named as soon as a bed is looked at, not only when it is tried.
export function sayOf(bed) {
  lookedAt = bed;
  const verdict = bed && chosen?.beds?.[bed.dataset.bed];
  if (!bed) {
    says.textContent = "";
    delete says.dataset.is;
  } else if (verdict) {
    says.dataset.is = verdict.is;
    says.textContent = `${bed.dataset.bed}: ${inWords(verdict)}`;
  } else {
    delete says.dataset.is;
    says.textContent = bed.getAttribute("aria-label");
  }
  return says.textContent;
}

// ---- placing

export async function place(bedId) {
  const { visit, how } = chosen;
  const verdict = chosen.beds?.[bedId];
  if (verdict?.is === "no") {
    // The house names the first rule that refuses. Here all are known, and that none of them may be set aside.
    refuse(`${bedId} can not be ${visit}'s. ${verdict.says}`);
    return false;
  }
  const before = rowOf(visit)?.dataset.assigned;
  const path = (what) => `/api/hospitals/${hospital}/encounters/${encodeURIComponent(visit)}/${what}`;
  const isKept = { while: `.waits[data-visit="${CSS.escape(visit)}"][data-assigned="${CSS.escape(bedId)}"]` };
  const undo =
    how === "transfer" ? undefined
    : before ? { path: path("assign"), body: { bed: before }, said: `${before} is kept for ${visit} again.`, while: `.bed[data-bed="${CSS.escape(before)}"][data-status="ready"]` }
    : { path: path("unassign"), body: { reason: "placed by mistake" }, said: `${bedId} is no longer kept for ${visit}.`, ...isKept };
  const done = await carryOut({
    path: path(how),
    body: { bed: bedId },
    said: how === "transfer" ? `${visit} lies in ${bedId}. The bed left is to be cleaned.` : `${bedId} is kept for ${visit}.`,
    overridable: true,
    undo,
  });
  if (done && chosen?.visit === visit) {
    letGo();
  }
  return done;
}

document.addEventListener("click", async (event) => {
  const close = event.target.closest("[data-choice-close]");
  const offered = event.target.closest("[data-choice-bed]");
  const bed = event.target.closest("#panel-beds .bed");
  const row = event.target.closest(".waits");
  if (close) {
    const visit = letGo();
    rowOf(visit)?.focus();
  } else if (offered) {
    await place(offered.dataset.choiceBed);
  } else if (bed && chosen) {
    const { visit } = chosen;
    if ((await place(bed.dataset.bed)) && event.detail === 0) {
      document.dispatchEvent(new CustomEvent("placed-by-keys", { detail: visit }));
    }
  } else if (bed?.dataset.occupant) {
    await choose(bed.dataset.occupant);
  } else if (bed) {
    tell(bed.getAttribute("aria-label"));
  } else if (row) {
    await choose(row.dataset.visit);
  }
});

for (const event of ["focusin", "pointerover"]) {
  document.getElementById("panel-beds").parentElement.addEventListener(event, (e) => {
    const bed = e.target.closest("#panel-beds .bed");
    if (bed) {
      sayOf(bed);
    }
  });
}

export { bedOf, rowOf };
