// Form and YAML of one scenario: the text is the truth. Whatever changes, the server reads the text, writes the form's values into it, and says what is wrong.
import { refuse, Refusal, send, tell } from "/page-assets/shell.js";
import { handleRuns, showChosen } from "./runs.js";
import { follow, put } from "./stream.js";

const typingPause = 400;
const scenario = document.body.dataset.scenario;
const address = `/api/scenarios/${encodeURIComponent(scenario)}`;
const yaml = document.getElementById("yaml");
const gutter = document.getElementById("gutter");
const unsaved = document.getElementById("unsaved");
const save = document.getElementById("save");
const runButton = document.getElementById("run");

let version = document.body.dataset.version;
let saved = yaml.value;
let edits = [];
let asking = false;
let again = false;
let timer;

handleRuns();
follow(document.body.dataset.stream, { changed: showChosen });
showLines();

// ---- The draft

yaml.addEventListener("input", () => {
  showDirty();
  showLines();
  clearTimeout(timer);
  timer = setTimeout(check, typingPause);
});
yaml.addEventListener("scroll", () => {
  gutter.scrollTop = yaml.scrollTop;
});

document.addEventListener("change", (event) => {
  const field = event.target.closest("#form [data-path]");
  if (field) {
    edit({ path: field.dataset.path, value: field.value });
  }
});
document.addEventListener("click", (event) => {
  const pressed = (name) => event.target.closest(`[data-${name}]`);
  if (pressed("remove")) {
    edit({ path: pressed("remove").dataset.remove, action: "remove" });
  } else if (pressed("add")) {
    edit({ path: pressed("add").dataset.add, action: "add" });
  } else if (pressed("write-out")) {
    edit({ path: "plan", action: "writeOut" });
  } else if (pressed("line")) {
    goTo(Number(pressed("line").dataset.line));
  } else if (pressed("close")) {
    pressed("close").closest("dialog").close();
  }
});

function edit(one) {
  edits.push(one);
  check();
}

async function check() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const [text, sent] = [yaml.value, edits];
  edits = [];
  try {
    const answer = await fetch(`/scenarios/${encodeURIComponent(scenario)}/draft`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, edits: sent }),
    });
    if (!answer.ok) {
      throw new Error((await answer.json()).detail);
    }
    show(await answer.json(), text, sent);
  } catch (error) {
    // Nothing typed is lost: it is tried again with the next change.
    edits = [...sent, ...edits];
    refuse(error instanceof TypeError ? "The server was not reached: the text is not checked. It is all still here." : error.message);
  }
  asking = false;
  if (again) {
    again = false;
    check();
  }
}

function show(draft, asked, sent) {
  if (yaml.value !== asked) {
    // Typed on meanwhile: edits of the form are written into what stands there now.
    edits = [...sent, ...edits];
    again = true;
    return;
  }
  if (draft.text !== asked) {
    const [top, from, to] = [yaml.scrollTop, yaml.selectionStart, yaml.selectionEnd];
    yaml.value = draft.text;
    yaml.setSelectionRange(from, to);
    yaml.scrollTop = top;
    flash(asked, draft.text);
  }
  if (draft.isYaml) {
    put("form", draft.form);
    document.getElementById("form").inert = false;
  } else {
    document.getElementById("form").inert = true;
  }
  put("faults", draft.faults);
  runButton.disabled = !draft.runnable;
  showDirty(draft.runnable);
  showLines();
}

// The first line that an edit of the form changed comes into view.
function flash(before, after) {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const line = b.findIndex((text, i) => text !== a[i]);
  if (line >= 0 && document.activeElement !== yaml) {
    const height = yaml.scrollHeight / b.length;
    if (line * height < yaml.scrollTop || line * height > yaml.scrollTop + yaml.clientHeight - 2 * height) {
      yaml.scrollTop = Math.max(0, (line - 3) * height);
    }
  }
}

function showLines() {
  const wrong = new Set((document.getElementById("faults").dataset.lines ?? "").split(" "));
  const count = yaml.value.split("\n").length;
  gutter.replaceChildren(...Array.from({ length: count }, (_, i) => {
    const line = document.createElement("span");
    line.textContent = wrong.has(String(i + 1)) ? `✕ ${i + 1}` : String(i + 1);
    line.className = wrong.has(String(i + 1)) ? "bad" : "";
    return line;
  }));
  gutter.scrollTop = yaml.scrollTop;
}

function goTo(line) {
  const lines = yaml.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  yaml.focus();
  yaml.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  yaml.scrollTop = Math.max(0, (line - 4) * (yaml.scrollHeight / lines.length));
}

// ---- Saved and not

const isDirty = () => yaml.value !== saved;

function showDirty(runnable = !runButton.disabled) {
  unsaved.textContent = isDirty() ? "Not saved" : "";
  if (save) {
    save.disabled = !isDirty() || !runnable;
  }
}

addEventListener("beforeunload", (event) => {
  if (isDirty()) {
    event.preventDefault();
  }
});

save?.addEventListener("click", async () => {
  const text = yaml.value;
  try {
    const answer = await send("PUT", address, { text }, { headers: { "If-Match": `"${version}"` } });
    [version, saved] = [answer.version, text];
    showDirty();
    document.getElementById("title").textContent = answer.scenario.title;
    tell("Saved.");
  } catch (error) {
    if (error instanceof Refusal && error.status === 412) {
      document.getElementById("conflict-says").textContent = error.message;
      document.getElementById("conflict-dialog").showModal();
    } else {
      refuse(error.message);
    }
  }
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    (save && !save.disabled ? save : document.getElementById("save-as")).click();
  }
});

const saveAs = document.getElementById("save-as-dialog");
const newId = document.getElementById("new-id");
const wrong = document.getElementById("save-as-wrong");

document.getElementById("save-as").addEventListener("click", () => {
  wrong.textContent = "";
  saveAs.showModal();
  document.getElementById("new-title").select();
});
document.getElementById("new-title").addEventListener("input", (event) => {
  newId.value = event.target.value.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
});
saveAs.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const draft = await send("POST", "/api/scenarios/validate", {
      text: yaml.value, scenario,
      edits: [{ path: "id", value: newId.value.trim() }, { path: "title", value: document.getElementById("new-title").value.trim() }],
    });
    await send("PUT", `/api/scenarios/${encodeURIComponent(newId.value.trim())}`, { text: draft.text }, { headers: { "If-None-Match": "*" } });
    saved = yaml.value;
    location.href = `/scenarios/${encodeURIComponent(newId.value.trim())}`;
  } catch (error) {
    wrong.textContent = error instanceof Refusal && error.status === 412 ? "There is a scenario of this id already: choose another." : error.message;
  }
});

document.getElementById("conflict-dialog").querySelector("form").addEventListener("submit", () => document.getElementById("save-as").click());

document.getElementById("delete")?.addEventListener("click", () => document.getElementById("delete-dialog").showModal());
document.getElementById("delete-dialog").querySelector("form").addEventListener("submit", async () => {
  try {
    await send("DELETE", address, undefined, { headers: { "If-Match": `"${version}"` } });
    saved = yaml.value;
    location.href = "/scenarios";
  } catch (error) {
    refuse(error.message);
  }
});

// ---- Run

runButton.addEventListener("click", async () => {
  const says = document.getElementById("run-wrong");
  const [replications, seed] = ["run-replications", "run-seed"].map((id) => document.getElementById(id));
  says.textContent = "";
  for (const [field, name, most] of [[replications, "Replications", 10000], [seed, "The seed", 2147483647]]) {
    const sound = /^\d+$/.test(field.value.trim()) && Number(field.value) <= most && (field === seed || Number(field.value) > 0);
    field.setAttribute("aria-invalid", String(!sound));
    if (!sound) {
      says.textContent = `${name} must be a whole number, at most ${most.toLocaleString("en-GB")}.`;
      field.focus();
      return;
    }
  }
  try {
    const run = await send("POST", "/api/scenarios/runs", {
      scenario, replications: Number(replications.value), seed: Number(seed.value), text: isDirty() ? yaml.value : undefined,
    });
    if (isDirty()) {
      tell("Runs with your changes: it stands in the table of runs below.");
    } else {
      location.href = `/scenarios/runs/${encodeURIComponent(run.id)}`;
    }
  } catch (error) {
    says.textContent = error.message;
  }
});
