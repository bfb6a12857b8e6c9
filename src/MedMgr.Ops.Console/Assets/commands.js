// What a person does here is declared in the markup, and this one script carries it out:
//
//   <button type="button" data-send="POST" data-path="/api/hospitals/riverside/beds/4E-12A/clean-start" data-said="4E-12A is being cleaned.">Start</button>
//
//   data-send         the method
//   data-path         where to
//   data-body         JSON, {} when left out
//   data-said         what is said to the person once it is done
//   data-confirm      a question to be answered with yes before anything is sent
//   data-ask          a question whose answer must be given; it goes into the body at data-ask-into ("reason" when left out; dots go deeper)
//   data-ask-like     answers to pick from, divided by |
//   data-overridable  (no value) the body takes an "override": when a rule refuses that may be set aside, the person is asked why, and it is sent again
//   data-answer       the name of who reads the answer, see understand(); nearly nothing needs one
//   data-undo-path    how to take it back: with data-undo-body and data-undo-said as above; always a POST
//   data-undo-while   a selector: the way back is offered while the page has such an element
//
// A form whose data-path holds {name} (escaped: %7Bname%7D) puts the field of that name there instead of into the body.
// A form with data-send sends its named fields too: dots in a name go deeper, data-as="number" sends a number, data-as="list" words divided by commas,
// data-keep (no value) leaves its fields as they are afterwards,
// data-as="time" (of an input type=time) the next such time of day at the hospital, and a field left empty is left out.
//
// Nothing is changed on the page by what was sent: the stream brings what became of it, to this page and to all others.
import { Refusal, refuse, send, tell } from "/page-assets/shell.js";

const page = document.body.dataset;
const busy = new Set();

// ---- asking

const dialog = document.getElementById("ask");
const heading = document.getElementById("ask-heading");
const detail = document.getElementById("ask-detail");
const field = document.getElementById("ask-text");
const fieldRow = document.getElementById("ask-row");
const picks = document.getElementById("ask-picks");
const yes = document.getElementById("ask-yes");
let answered = null;

document.getElementById("ask-no").addEventListener("click", () => dialog.close("no"));
dialog.addEventListener("close", () => {
  answered?.(dialog.returnValue === "yes" ? field.value.trim() : null);
  answered = null;
});
picks.addEventListener("click", (event) => {
  const pick = event.target.closest("button");
  if (pick) {
    field.value = pick.textContent;
    field.focus();
  }
});

// Asks for words, or (without a place for them) for a yes. Null when the person would rather not.
export function ask(question, { why = "", wantsWords = true, likely = [], action = "Go on" } = {}) {
  heading.textContent = question;
  detail.textContent = why;
  fieldRow.hidden = !wantsWords;
  field.required = wantsWords;
  field.value = "";
  picks.replaceChildren(...likely.map((text) => Object.assign(document.createElement("button"), { type: "button", textContent: text })));
  yes.textContent = action;
  dialog.returnValue = "no";
  dialog.showModal();
  (wantsWords ? field : yes).focus();
  return new Promise((resolve) => {
    answered = resolve;
  });
}

// ---- carrying out

const readers = new Map();

// For an answer that says more than that it was done: make() is called before the command is sent, and gives what reads the answer into
// { told, refused, overridable, undos }, of which only told is needed.
export function understand(name, make) {
  readers.set(name, make);
}
understand.of = (name) => readers.get(name)?.();

function put(body, path, value) {
  const steps = path.split(".");
  const last = steps.pop();
  let at = body;
  for (const step of steps) {
    at = at[step] ??= {};
  }
  at[last] = value;
}

// Sends one command with all that belongs to it. True when it was carried out.
export async function carryOut({ method = "POST", path, body = {}, said, overridable = false, undo, interpret }) {
  if (page.link === "lost" || page.link === "stopped") {
    refuse(page.link === "lost" ? "There is no connection to the server: nothing was sent." : "The board of this hospital has stopped: nothing was sent.");
    return false;
  }
  const key = crypto.randomUUID();
  try {
    const answer = await send(method, path, body, { key });
    const words = interpret?.(answer) ?? { told: said ?? "Done." };
    for (const one of words.undos ?? (undo && !words.refused ? [{ said: words.told, undo }] : [])) {
      remember(one.said, one.undo);
    }
    if (words.refused) {
      throw Object.assign(new Error(words.refused), { overridable: words.overridable });
    }
    tell(words.told);
    return true;
  } catch (trouble) {
    const isOverridable = trouble instanceof Refusal ? trouble.problem.overridable === true : trouble.overridable === true;
    if (overridable && isOverridable && !body.override) {
      const reason = await ask("Set this rule aside?", { why: trouble.message, action: "Set aside, with this reason" });
      if (reason) {
        return carryOut({ method, path, body: { ...body, override: { reason } }, said, overridable: false, undo, interpret });
      }
    }
    refuse(trouble.message);
    return false;
  }
}

function timeAtHospital(text) {
  const zone = page.zone;
  const now = new Date(Number(page.serverNow ?? Date.now()));
  const wall = (date) => new Date(`${new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(date).replace(" ", "T")}Z`);
  const offset = wall(now) - Math.floor(now / 1000) * 1000;
  const [hours, minutes] = text.split(":").map(Number);
  const local = wall(now);
  local.setUTCHours(hours, minutes, 0, 0);
  const at = new Date(local - offset);
  return new Date(at < now ? at.getTime() + 86400000 : at.getTime()).toISOString();
}

function fieldValue(input) {
  switch (input.dataset.as) {
    case "number":
      return Number(input.value);
    case "list":
      return input.value.split(",").map((word) => word.trim()).filter((word) => word !== "");
    case "time":
      return timeAtHospital(input.value);
    default:
      return input.type === "checkbox" ? input.checked : input.value;
  }
}

async function carryOutDeclared(element) {
  const declared = element.dataset;
  const body = JSON.parse(declared.body ?? "{}");
  let path = declared.path;
  if (element.tagName === "FORM") {
    const inPath = new Set();
    path = path.replace(/%7B(\w+)%7D/g, (_, name) => {
      inPath.add(name);
      return encodeURIComponent(element.elements[name].value);
    });
    for (const input of element.elements) {
      if (input.name && !inPath.has(input.name) && (input.type !== "radio" || input.checked) && input.value !== "") {
        put(body, input.name, fieldValue(input));
      }
    }
  }
  if (declared.confirm && (await ask(declared.confirm, { wantsWords: false, action: "Yes" })) === null) {
    return;
  }
  if (declared.ask) {
    const reason = await ask(declared.ask, { likely: (declared.askLike ?? "").split("|").filter((text) => text !== "") });
    if (!reason) {
      return;
    }
    put(body, declared.askInto ?? "reason", reason);
  }
  const done = await carryOut({
    method: declared.send,
    path,
    body,
    said: declared.said,
    overridable: "overridable" in declared,
    interpret: understand.of(declared.answer),
    undo: declared.undoPath && { path: declared.undoPath, body: JSON.parse(declared.undoBody ?? "{}"), said: declared.undoSaid, while: declared.undoWhile },
  });
  if (done && element.tagName === "FORM" && !("keep" in declared)) {
    element.reset();
  }
}

// One press, one command: a second press while the first is under way does nothing.
async function once(element) {
  const what = element.id || `${element.dataset.send} ${element.dataset.path} ${element.dataset.body ?? ""}`;
  if (busy.has(what)) {
    return;
  }
  busy.add(what);
  element.setAttribute("aria-busy", "true");
  try {
    await carryOutDeclared(element);
  } finally {
    busy.delete(what);
    element.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-send]:not(form)");
  if (element && !element.disabled) {
    once(element);
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-send]")) {
    event.preventDefault();
    once(event.target);
  }
});

// ---- done by you: what can still be taken back

const kept = `medmgr-done-${page.hospital}`;
const keptMax = 12;
const list = document.getElementById("done");
let done = JSON.parse(sessionStorage.getItem(kept) ?? "[]");

function remember(said, undo) {
  done = [{ id: crypto.randomUUID(), said, at: Date.now(), undo }, ...done].slice(0, keptMax);
  keep();
}

function keep() {
  sessionStorage.setItem(kept, JSON.stringify(done));
  showDone();
}

const canBeUndone = (entry) => !entry.undo.while || document.querySelector(entry.undo.while) !== null;

// The house may have gone on since: what can no longer be taken back says so instead of offering it.
export function showDone() {
  document.getElementById("done-card").hidden = done.length === 0;
  list.replaceChildren(
    ...done.map((entry) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("span"), { textContent: entry.said }));
      if (entry.undone) {
        line.append(Object.assign(document.createElement("em"), { textContent: "taken back" }));
      } else if (canBeUndone(entry)) {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Undo" });
        button.dataset.done = entry.id;
        button.setAttribute("aria-label", `Undo: ${entry.said}`);
        line.append(button);
      } else {
        line.append(Object.assign(document.createElement("em"), { textContent: "the house has gone on: no longer to be undone" }));
      }
      return line;
    }),
  );
}

list.addEventListener("click", async (event) => {
  const entry = done.find((one) => one.id === event.target.dataset.done);
  if (entry && (await carryOut({ path: entry.undo.path, body: entry.undo.body, said: entry.undo.said ?? `Undone: ${entry.said}` }))) {
    entry.undone = true;
    keep();
  }
});

export async function undoLast() {
  const entry = done.find((one) => !one.undone && canBeUndone(one));
  if (!entry) {
    refuse("There is nothing of yours that can still be undone.");
    return;
  }
  list.querySelector(`[data-done="${entry.id}"]`).click();
}
