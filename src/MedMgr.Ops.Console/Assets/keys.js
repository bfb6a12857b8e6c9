// Everything by keyboard: up and down the queue, Enter to choose a bed, arrows from bed to bed, Enter to place, Escape to let go; Ctrl+K searches, Ctrl+Z takes back.
import { choose, letGo, rowOf, whoIsChosen } from "./choosing.js";
import { undoLast } from "./commands.js";

const rows = () => [...document.querySelectorAll(".waits:not([data-filtered])")];
const beds = () => [...document.querySelectorAll("#panel-beds .bed")];

// One stop for the tab key in the queue and one among the beds: where one was last, else at the first.
export function keepStops() {
  for (const all of [rows(), beds()]) {
    if (all.length > 0 && !all.some((element) => element.tabIndex === 0)) {
      all[0].tabIndex = 0;
    }
  }
}

function go(all, to) {
  if (to) {
    all.forEach((element) => {
      element.tabIndex = element === to ? 0 : -1;
    });
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("focusin", (event) => {
  const stop = event.target.closest?.(".waits, #panel-beds .bed");
  if (stop) {
    const all = stop.matches(".waits") ? rows() : beds();
    all.forEach((element) => {
      element.tabIndex = element === stop ? 0 : -1;
    });
  }
});

// The nearest bed in that direction: what lies straight ahead counts, what lies aside counts against it.
function neighbour(from, key) {
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const here = middle(from);
  let best = null;
  let least = Infinity;
  for (const bed of beds()) {
    const there = middle(bed);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key];
    const aside = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(dy) : Math.abs(dx);
    if (ahead > 1 && ahead + aside * 3 < least) {
      least = ahead + aside * 3;
      best = bed;
    }
  }
  return best;
}

async function chooseAndGoToBeds(row) {
  if (await choose(row.dataset.visit)) {
    const all = beds();
    const offered = document.querySelector("[data-choice-bed]")?.dataset.choiceBed;
    go(all, all.find((bed) => bed.dataset.bed === offered) ?? all.find((bed) => bed.dataset.can === "override") ?? all[0]);
  }
}

// Back to the queue, to whoever is next.
document.addEventListener("placed-by-keys", (event) => {
  go(rows(), rows().find((row) => !row.dataset.assigned && row.dataset.visit !== event.detail));
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) {
    return;
  }
  const row = event.target.closest?.(".waits");
  const bed = event.target.closest?.("#panel-beds .bed");
  const typing = event.target.matches?.("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    document.getElementById("filter-text").focus();
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    undoLast();
  } else if (event.key === "Escape" && whoIsChosen()) {
    const visit = letGo();
    const back = rowOf(visit);
    go(rows(), back);
  } else if (row && (event.key === "Enter" || event.key === " ")) {
    chooseAndGoToBeds(row);
  } else if (row && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    const all = rows();
    const at = all.indexOf(row);
    go(all, { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key]);
  } else if (bed && ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(event.key)) {
    go(beds(), neighbour(bed, event.key));
  } else if (event.target.id === "filter-text" && event.key === "ArrowDown") {
    go(rows(), rows()[0]);
  } else {
    return;
  }
  event.preventDefault();
});
