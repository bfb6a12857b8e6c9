// The lead's desk: asks for the drill once a second, puts in what has changed, and sends what the lead decides.
import { Refusal, refuse, send, tell } from "/page-assets/shell.js";
import { say, timeOfDay } from "/page-assets/live.js";

const find = (id) => document.getElementById(id);
const zone = document.body.dataset.zone;
const every = 1000;
const staleAfter = 5000;
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

let heardAt = null;
let known = null;

const clock = (text) => timeOfDay(new Date(text), zone);
const dayOf = (text) => new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(new Date(text));

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

// Only when it is another list: a screen reader or a selection is not disturbed for nothing.
function fill(parent, key, make) {
  if (parent.dataset.key !== key) {
    parent.replaceChildren(...make());
    parent.dataset.key = key;
  }
}

function show(drill) {
  known = drill;
  const over = ["reporting", "ended", "failed"].includes(drill.phase);
  say(find("now"), clock(drill.now));
  say(find("day"), dayOf(drill.now));
  find("phase").dataset.phase = drill.phase;
  say(find("phase"), drill.phase === "running" ? `running at ${number.format(drill.pace)}×` : drill.phase);
  const [begins, ends, now] = [drill.begins, drill.ends, drill.now].map(Date.parse);
  find("progress").value = ((now - begins) / (ends - begins)) * 100;
  say(find("left"), `until ${clock(drill.ends)}, ${number.format((ends - now) / 3600000)} h left`);
  find("pause").disabled = drill.phase !== "running";
  find("resume").disabled = drill.phase !== "paused";
  for (const id of ["pace-form", "jump-form", "inject-form"]) {
    find(id).querySelector("button").disabled = over;
  }
  find("end").disabled = over;
  find("feed").hidden = drill.feedDownUntil === null || drill.feedDownUntil === undefined;
  if (!find("feed").hidden) {
    say(find("feed"), `The EHR feed is down until ${clock(drill.feedDownUntil)}; ${drill.heldBack} messages and orders wait.`);
  }
  find("report").hidden = !drill.hasReport;
  if (drill.recording) {
    find("replay").href = `/replay/${encodeURIComponent(drill.recording)}`;
  }
  measures(drill.measures);
  objectives(drill.objectives);
  injects(drill.injects);
  timeline(drill.timeline);
  if (drill.failure) {
    refuse(`The drill can not go on: ${drill.failure}`);
  }
}

function measures(all) {
  fill(find("measures").tBodies[0], JSON.stringify(all), () => all.map((one) => {
    const row = document.createElement("tr");
    const worse = one.greedy !== undefined && one.greedy !== null && one.drill > one.greedy * 1.1 && !one.name.startsWith("ed.arrivals") && !one.name.startsWith("occupancy");
    row.append(element("th", one.says, { scope: "row" }), element("td", `${number.format(one.drill)} ${one.unit}`, { class: "number", "data-worse": worse }),
      element("td", one.greedy === undefined || one.greedy === null ? "–" : number.format(one.greedy), { class: "number" }));
    return row;
  }));
  const choice = find("objective-measure");
  fill(choice, all.map((m) => m.name).join(), () => all.map((m) => element("option", m.says, { value: m.name })));
}

function objectives(all) {
  fill(find("objectives"), JSON.stringify(all), () => all.map((one) => {
    const item = document.createElement("li");
    const state = one.met === true ? "✓ met" : one.met === false ? "✕ not met" : "– open";
    const what = element("div", one.title);
    const figure = one.measured === undefined || one.measured === null ? "not measured yet" : `${number.format(one.measured)} of at most ${one.limit === undefined || one.limit === null ? "?" : number.format(one.limit)} ${one.unit}`;
    what.append(document.createElement("br"), element("small", [figure, one.assignedTo, one.rating ? `rated ${one.rating}${one.ratedBy ? ` by ${one.ratedBy}` : ""}` : null].filter(Boolean).join(" · ")));
    item.append(element("b", state, { "data-met": one.met ?? "" }), what);
    return item;
  }));
  fill(find("assess-objective"), all.map((o) => o.id).join(), () => all.map((o) => element("option", o.title, { value: o.id })));
}

function injects(all) {
  fill(find("injects"), JSON.stringify(all), () => all.map((one) => {
    const item = element("li", "", { "data-done": one.done });
    item.append(element("time", clock(one.at)), element("span", `${one.says}${one.done ? "" : " (planned)"}`));
    return item;
  }));
}

function timeline(all) {
  fill(find("timeline"), `${all.length} ${all.at(-1)?.at} ${all.at(-1)?.what}`, () => all.toReversed().map((line) => {
    const item = element("li", "", { "data-kind": line.kind });
    const what = element("span", `${line.who}: ${line.what}`);
    if (line.because) {
      what.append(element("small", line.because));
    }
    item.append(element("time", clock(line.at)), element("span", line.kind, { class: "kind" }), what);
    return item;
  }));
}

async function look() {
  try {
    const answer = await fetch("/api/drill", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.ok) {
      heardAt = performance.now();
      show(await answer.json());
    }
  } catch {
    // Not reachable now; the line below says since when, and the next time comes.
  }
  const silent = heardAt === null ? null : performance.now() - heardAt;
  find("freshness").dataset.state = silent !== null && silent < staleAfter ? "live" : "lost";
  say(find("freshness"), silent === null ? "not heard yet" : silent < staleAfter ? "live" : `not heard for ${Math.round(silent / 1000)} s: what stands here is old`);
  setTimeout(look, every);
}

async function order(path, body, done) {
  try {
    show(await send("POST", `/api/drill/${path}`, body ?? {}));
    tell(done);
    return true;
  } catch (trouble) {
    refuse(trouble instanceof Refusal ? trouble.message : String(trouble.message));
    return false;
  }
}

// What is given in the fields that are shown; numbers as numbers, and nothing for what is empty.
function given(form) {
  const body = {};
  for (const field of form.elements) {
    if (field.name && field.value !== "" && !field.closest("[hidden]")) {
      body[field.name] = field.type === "number" ? Number(field.value) : field.value;
    }
  }
  return body;
}

function on(id, act) {
  find(id).addEventListener("submit", async (event) => {
    event.preventDefault();
    await act(event.target);
  });
}

find("pause").addEventListener("click", () => order("pause", {}, "The drill stands still."));
find("resume").addEventListener("click", () => order("resume", {}, "The drill runs."));
on("pace-form", (form) => order("pace", given(form), "The pace is set."));
on("jump-form", (form) => order("jump", given(form), "The drill jumps."));
on("inject-form", (form) => order("inject", given(form), "It happens."));
on("objective-form", async (form) => (await order("objectives", given(form), "The objective is assigned.")) && form.reset());
on("assess-form", (form) => {
  const { objective, ...assessment } = given(form);
  return order(`objectives/${encodeURIComponent(objective)}/assess`, assessment, "The objective is assessed.");
});
on("improvement-form", async (form) => (await order("improvements", given(form), "The item is entered.")) && form.reset());

const asked = find("end-dialog");
find("end").addEventListener("click", () => asked.showModal());
find("end-no").addEventListener("click", () => asked.close());
asked.addEventListener("close", () => {
  if (asked.returnValue === "end") {
    asked.returnValue = "";
    order("end", {}, "The drill is ended.");
  }
});

function chooseFields() {
  const fields = find("kind").selectedOptions[0].dataset.fields.split(" ");
  for (const field of document.querySelectorAll("[data-field]")) {
    field.hidden = !fields.includes(field.dataset.field);
  }
}

find("kind").addEventListener("change", chooseFields);
chooseFields();
look();
