// A span of the live log, kept under a name.
import { say } from "/page-assets/live.js";

const form = document.getElementById("save");
const saved = document.getElementById("saved");

async function save() {
  const { from, to } = document.querySelector("iframe").dataset;
  const body = { name: form.elements.name.value, hospital: form.dataset.hospital, from: new Date(Number(from)).toISOString(), to: new Date(Number(to)).toISOString() };
  say(saved, "Saving…");
  const answer = await fetch("/api/recordings", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.detail);
  }
  const link = document.createElement("a");
  link.href = `/replay/${encodeURIComponent(content.id)}`;
  link.textContent = content.id;
  saved.replaceChildren("Saved: ", link);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  save().catch((fault) => say(saved, fault instanceof TypeError ? "Not saved: the server was not reached." : `Not saved: ${fault.message}`));
});
