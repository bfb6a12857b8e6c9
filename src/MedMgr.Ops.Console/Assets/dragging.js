// A patient is dragged to a bed: from the queue, or from the bed where the patient lies. The rule that refuses is named while hovering.
import { choose, letGo, place, sayOf, whoIsChosen } from "./choosing.js";

const farEnough = 6;
const edge = 48;

let drag = null;

document.addEventListener("pointerdown", (event) => {
  const from = event.target.closest(".waits, #panel-beds .bed[data-status=occupied], #panel-beds .bed[data-status=reserved]");
  if (from && event.button === 0 && !drag) {
    drag = { from, visit: from.dataset.visit ?? from.dataset.occupant, pointer: event.pointerId, x: event.clientX, y: event.clientY, ghost: null, target: null };
  }
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) {
    return;
  }
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < farEnough) {
      return;
    }
    begin();
  }
  drag.ghost.style.left = `${event.clientX + 14}px`;
  drag.ghost.style.top = `${event.clientY + 14}px`;
  hover(document.elementFromPoint(event.clientX, event.clientY)?.closest("#panel-beds .bed") ?? null);
  scrollAt(event.clientX, event.clientY);
});

document.addEventListener("pointerup", async (event) => {
  if (!drag || event.pointerId !== drag.pointer) {
    return;
  }
  const { ghost, target } = drag;
  end();
  if (!ghost) {
    return;
  }
  swallowClick();
  if (target) {
    await place(target.dataset.bed);
  } else {
    letGo();
  }
});

document.addEventListener("pointercancel", cancel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag?.ghost) {
    event.stopImmediatePropagation();
    cancel();
  }
}, { capture: true });

function begin() {
  const ghost = document.createElement("div");
  ghost.id = "ghost";
  ghost.append(drag.visit, document.createElement("small"));
  document.body.append(ghost);
  document.documentElement.style.cursor = "grabbing";
  getSelection()?.removeAllRanges();
  drag.ghost = ghost;
  if (whoIsChosen() !== drag.visit) {
    choose(drag.visit);
  }
}

function hover(bed) {
  if (drag.target !== bed) {
    drag.target?.classList.remove("target");
    bed?.classList.add("target");
    drag.target = bed;
  }
  drag.ghost.lastChild.textContent = bed ? sayOf(bed) : "drop on a bed";
}

// What the beds say may come only once the pointer is over one.
document.addEventListener("verdicts", () => {
  if (drag?.target) {
    drag.ghost.lastChild.textContent = sayOf(drag.target);
  }
});

function scrollAt(x, y) {
  const panel = document.getElementById("panel-beds");
  const box = panel.getBoundingClientRect();
  if (x > box.left && x < box.right) {
    panel.scrollBy(0, y < box.top + edge ? -14 : y > box.bottom - edge ? 14 : 0);
  }
}

function end() {
  drag.ghost?.remove();
  drag.target?.classList.remove("target");
  document.documentElement.style.cursor = "";
  drag = null;
}

function cancel() {
  if (drag?.ghost) {
    letGo();
    swallowClick();
  }
  if (drag) {
    end();
  }
}

// Where a drag ends the browser reports a click as well: it is none.
function swallowClick() {
  const swallow = (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
