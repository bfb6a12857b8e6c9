// The plan's ticks, and what the house answers to accepted steps: done, later, or refused by a rule that is named.
import { carryOut, understand } from "./commands.js";

const ticked = () => [...document.querySelectorAll("#plan-steps input.tick:checked")];

export function countTicks() {
  const button = document.getElementById("plan-accept-ticked");
  if (button) {
    const n = ticked().length;
    button.disabled = n === 0;
    button.textContent = n === 0 ? "Accept the ticked" : `Accept the ${n} ticked`;
  }
}

// How each step is taken back, as the plan shows it before it is sent: afterwards its button is gone.
function waysBack() {
  const ways = new Map();
  for (const button of document.querySelectorAll("#plan-steps [data-undo-path]")) {
    const { undoPath, undoBody, undoSaid, undoWhile } = button.dataset;
    ways.set(button.dataset.step, { path: undoPath, body: JSON.parse(undoBody), said: undoSaid, while: undoWhile });
  }
  return ways;
}

const words = (step) => `${step.encounter} to ${step.to}: ${step.because ?? step.outcome}`;

understand("plan", () => {
  const ways = waysBack();
  return (answer) => {
    const of = (outcome) => answer.steps.filter((step) => step.outcome === outcome);
    const [done, later, refused, expired] = ["done", "later", "refused", "expired"].map(of);
    const told = [
      done.length > 0 ? `${done.length === 1 ? `${done[0].to} is kept for ${done[0].encounter}` : `${done.length} steps carried out`}.` : "",
      later.length > 0 ? `Not yet, as planned: ${later.map((step) => `${step.encounter} to ${step.to}`).join(", ")}.` : "",
      ...(answer.toCallIn ?? []).map((call) => `Call in: ${call.count} for ${call.unit}.`),
    ].filter((text) => text !== "").join(" ");
    const against = [...refused, ...expired];
    return {
      told: told || "It was so already.",
      refused: against.length === 0 ? undefined : `${told} Refused: ${against.map(words).join(" ")}`.trim(),
      overridable: against.length > 0 && against.every((step) => step.overridable === true),
      undos: done.filter((step) => ways.has(step.encounter)).map((step) => ({ said: `${step.to} kept for ${step.encounter} (plan)`, undo: ways.get(step.encounter) })),
    };
  };
});

document.addEventListener("change", (event) => {
  if (event.target.matches("#plan-steps input.tick")) {
    countTicks();
  }
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-plan-ticked]");
  if (button && !button.disabled) {
    const all = ticked();
    button.disabled = true;
    await carryOut({
      path: button.dataset.path,
      body: { steps: all.map((tick) => tick.value), revision: Number(all[0].dataset.revision) },
      overridable: true,
      interpret: understand.of("plan"),
    });
    countTicks();
  }
});
