// One run: its progress, then its plots.
import { refuse, send, tell } from "/page-assets/shell.js";
import { charts } from "./charts.js";
import { handleRuns } from "./runs.js";
import { follow } from "./stream.js";

handleRuns();
if (document.body.dataset.stream) {
  // Its result is a page of its own making: fetched once it is there.
  follow(document.body.dataset.stream, { ended: () => location.reload() });
}
charts();

document.getElementById("compare-with")?.addEventListener("click", () => {
  location.href = document.getElementById("other").value;
});

document.getElementById("record")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  button.textContent = "Recording…";
  try {
    const made = await send("POST", `/api/scenarios/runs/${encodeURIComponent(document.body.dataset.run)}/recording`);
    const link = document.createElement("a");
    link.className = "button";
    link.href = made.replay;
    link.textContent = "Replay the first replication";
    button.replaceWith(link);
    link.focus();
    tell("Recorded: it can be replayed on the wall.");
  } catch (error) {
    refuse(error.message);
    button.disabled = false;
    button.textContent = "Record the first replication";
  }
});
