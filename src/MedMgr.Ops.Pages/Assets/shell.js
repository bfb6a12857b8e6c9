// Who works here, and how commands are sent: with that name, once, and with what the house answered said to the person and to screen readers.
const nameKept = "medmgr-actor";
const button = document.getElementById("actor");
const shown = document.getElementById("actor-name");
const dialog = document.getElementById("who");
const field = document.getElementById("who-name");
const wrong = document.getElementById("who-wrong");

let waiting = null;

// What the server refuses in a name (IdRules) is refused here first, in the same words.
function whatIsWrongWith(name) {
  return name === "" ? "Please give a name." : /[\u0000-\u001f/]/.test(name) ? "A name has no slash and no control characters." : null;
}

function show() {
  const name = localStorage.getItem(nameKept);
  shown.textContent = name ?? "who are you?";
  button.dataset.known = name !== null;
}

function ask() {
  field.value = localStorage.getItem(nameKept) ?? "";
  wrong.textContent = "";
  dialog.showModal();
  field.select();
}

button.addEventListener("click", ask);
document.getElementById("who-cancel").addEventListener("click", () => dialog.close());
dialog.querySelector("form").addEventListener("submit", (event) => {
  const name = field.value.trim();
  const fault = whatIsWrongWith(name);
  if (fault) {
    event.preventDefault();
    wrong.textContent = fault;
    return;
  }
  localStorage.setItem(nameKept, name);
});
dialog.addEventListener("close", () => {
  show();
  waiting?.(localStorage.getItem(nameKept));
  waiting = null;
});
// Another window of this browser has another name now.
addEventListener("storage", show);
show();

// The name of the person; asks for it when there is none yet. Null when the person would not say.
export async function actor() {
  const name = localStorage.getItem(nameKept);
  if (name !== null) {
    return name;
  }
  ask();
  return new Promise((resolve) => {
    waiting = resolve;
  });
}

// Said by the server in its own words (RFC 9457).
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The server answered ${status} and gave no reason.`);
    this.status = status;
    this.problem = problem ?? {};
  }
}

// Sends a command. Answers what the server answered; throws a Refusal with the rule that refused, or an Error when the server was not reached.
// One key for all attempts of one command: sent again after a lost answer, it is carried out once.
export async function send(method, path, body, { key = crypto.randomUUID(), signal, headers: further = {} } = {}) {
  const name = await actor();
  if (name === null) {
    throw new Error("Nothing was sent: a change needs the name of who makes it.");
  }
  const headers = { "X-Actor": encodeActor(name), "Idempotency-Key": key, Accept: "application/json", ...further };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const answer = await attempt(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  const text = await answer.text();
  const content = text !== "" && (answer.headers.get("Content-Type") ?? "").includes("json") ? JSON.parse(text) : null;
  if (!answer.ok) {
    throw new Refusal(answer.status, content);
  }
  return content;
}

async function attempt(path, request) {
  try {
    return await fetch(path, request);
  } catch (first) {
    if (request.signal?.aborted) {
      throw first;
    }
    try {
      return await fetch(path, request);
    } catch {
      throw new Error("The server was not reached: nothing is known of this change. The page shows what is true as soon as it is back.");
    }
  }
}

// A header holds ASCII for certain; any other name travels as RFC 8187 has it.
export function encodeActor(name) {
  return /^[\x20-\x7e]*$/.test(name) && !/^utf-8''/i.test(name) ? name : `UTF-8''${encodeURIComponent(name)}`;
}

const told = document.getElementById("told");
const refused = document.getElementById("refused");
let fading;

// Good news fades; a refusal stays until the next word or Escape.
export function tell(text) {
  refused.textContent = "";
  told.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => {
    told.textContent = "";
  }, 8000);
}

export function refuse(text) {
  told.textContent = "";
  refused.textContent = text;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    refused.textContent = "";
  }
});
