// The lead's desk: takes in what the stream brings, lets the drill's clock tick, and sends what the lead decides.
import { localTime, tellFreshness } from "/page-assets/freshness.js";
import { say } from "/page-assets/live.js";
import { putPieces } from "/page-assets/morph.js";
import { Refusal, refuse, send, tell } from "/page-assets/shell.js";
import { Stream } from "/page-assets/stream.js";

const find = (id) => document.getElementById(id);

const put = (message) => putPieces(message.fragments);
const stream = new Stream(document.body.dataset, {
  watch: (connection, epoch, sequence) => connection.stream("Watch", epoch, sequence),
  snapshot: put,
  frame: put,
  shown: () => tick(),
  heard: () => tick(),
});

function tick() {
  say(find("now"), localTime(stream.serverNow(), false));
  tellFreshness(stream, null);
}

async function order(path, body, done) {
  try {
    await send("POST", `/api/drill/${path}`, body ?? {});
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

// Heard on the document: pieces of the page come and go.
function on(id, act) {
  document.addEventListener("submit", async (event) => {
    if (event.target.id === id) {
      event.preventDefault();
      await act(event.target);
    }
  });
}

const asked = find("end-dialog");
const pressed = {
  pause: () => order("pause", {}, "The drill stands still."),
  resume: () => order("resume", {}, "The drill runs."),
  end: () => asked.showModal(),
  "end-no": () => asked.close(),
};
document.addEventListener("click", (event) => pressed[event.target.closest("button")?.id]?.());
on("pace-form", async (form) => (await order("pace", given(form), "The pace is set.")) && form.reset());
on("jump-form", (form) => order("jump", given(form), "The drill jumps."));
on("inject-form", (form) => order("inject", given(form), "It happens."));
on("objective-form", async (form) => (await order("objectives", given(form), "The objective is assigned.")) && form.reset());
on("assess-form", (form) => {
  const { objective, ...assessment } = given(form);
  return order(`objectives/${encodeURIComponent(objective)}/assess`, assessment, "The objective is assessed.");
});
on("improvement-form", async (form) => (await order("improvements", given(form), "The item is entered.")) && form.reset());

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
setInterval(tick, Math.min(250, stream.staleAfter / 4));
tick();
stream.followForEver();
