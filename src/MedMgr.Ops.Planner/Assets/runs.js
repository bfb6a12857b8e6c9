// What can be done with the runs of a table: cancel, choose, compare.
import { refuse, send, tell } from "/page-assets/shell.js";

const chosen = () => [...document.querySelectorAll('input[name="run"]:checked')].map((box) => box.value).sort();

export function showChosen() {
  const button = document.getElementById("compare");
  if (button) {
    const many = chosen().length;
    button.disabled = many < 2;
    button.textContent = many < 2 ? "Compare chosen runs" : `Compare ${many} runs`;
  }
}

export async function cancel(run, button) {
  button.disabled = true;
  try {
    const ended = await send("DELETE", `/api/scenarios/runs/${encodeURIComponent(run)}`);
    tell(ended.done > 0 ? `Cancelled. ${ended.done} replications are kept.` : "Cancelled.");
  } catch (error) {
    refuse(error.message);
    button.disabled = false;
  }
}

export function handleRuns() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cancel]");
    if (button) {
      cancel(button.dataset.cancel, button);
    } else if (event.target.closest("#compare")) {
      location.href = `/scenarios/compare?runs=${chosen().map(encodeURIComponent).join(",")}`;
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches('input[name="run"]')) {
      showChosen();
    }
  });
  showChosen();
}
