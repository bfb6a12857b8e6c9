import { understand } from "./commands.js";

// What a person filters the journal by stays in this browser: the stream brings the same journal to all.
const kind = () => document.getElementById("journal-kind");
const text = () => document.getElementById("journal-text");

function filterJournal() {
  if (!kind()) {
    return;
  }
  const words = text().value.trim().toLowerCase().split(/\s+/).filter((word) => word !== "");
  let shown = 0;
  for (const deed of document.querySelectorAll("#journal > li")) {
    const fits = (kind().value === "" || deed.dataset.kind === kind().value) && words.every((word) => deed.dataset.text.includes(word));
    if (deed.hidden === fits) {
      deed.hidden = !fits;
    }
    shown += fits ? 1 : 0;
  }
  const none = document.getElementById("journal-none");
  if (none.hidden !== shown > 0) {
    none.hidden = shown > 0;
  }
}

document.addEventListener("input", (event) => {
  if (event.target.closest("#journal-filter")) {
    filterJournal();
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("#journal-filter")) {
    event.preventDefault();
  }
});
const beside = document.getElementById("side-journal");
if (beside) {
  new MutationObserver(filterJournal).observe(beside, { childList: true, subtree: true, attributeFilter: ["hidden"] });
}

// ---- what an action would change, as a table of before and after

const one = (value) => value.toFixed(value < 10 ? 1 : 0);
// What rounds to nothing is nothing, however sure the runs are of it.
const SMALLEST = 0.05;
// A chance can not change by more than all of it, though the interval of a mean reaches beyond.
const PERCENT = " %";
const count = (input, what) => `${Number(input.value)} ${what}${Number(input.value) === 1 ? "" : "s"}`;
const signed = (value) => `${value > 0 ? "+" : value < 0 ? "−" : "±"}${Math.abs(value).toFixed(1)}`;

function cell(tag, text, attributes = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...attributes });
}

// Fewer boarders and a smaller chance of too few nurses are better; more patients in beds is neither.
function differs(effect, fewerIsBetter, times = 1, unit = "") {
  const decided = (effect.low > 0 || effect.high < 0) && Math.abs(effect.difference * times) >= SMALLEST;
  const [low, high] = [effect.low, effect.high].map((bound) => unit === PERCENT ? Math.max(-100, Math.min(100, bound * times)) : bound * times);
  const text = decided ? `${signed(effect.difference * times)}${unit} (${signed(low)} to ${signed(high)})` : "none to be told";
  const better = fewerIsBetter && decided ? (effect.difference < 0 ? "better" : "worse") : "";
  return cell("td", better ? `${better === "better" ? "▼" : "▲"} ${text}` : text, { className: better });
}

function effectTable(answer) {
  const table = Object.assign(document.createElement("table"), { className: "effect" });
  const head = table.createTHead().insertRow();
  head.append(...["After", "What", "Without → with", "Difference (95 %)"].map((text) => cell("th", text, { scope: "col" })));
  const body = table.createTBody();
  for (const at of answer.at) {
    const rows = [
      ["boarding", at.boarders, true, 1, ""],
      ["in its beds", at.unitOccupied, false, 1, ""],
      ["too few nurses", at.unitBreach, true, 100, PERCENT],
    ];
    rows.forEach(([what, effect, fewer, times, unit], i) => {
      const row = body.insertRow();
      if (i === 0) {
        row.append(cell("th", `${at.hours} h`, { scope: "rowgroup", rowSpan: rows.length }));
      }
      row.append(cell("td", what), cell("td", `${one(effect.without * times)} → ${one(effect.with * times)}${unit}`, { className: "number" }), differs(effect, fewer, times, unit));
    });
  }
  return table;
}

understand("surge-effect", () => {
  const form = document.getElementById("surge-try");
  const [unit, beds, nurses] = ["unit", "surgeBeds", "nurses"].map((name) => form.elements[name]);
  const asked = `${unit.selectedOptions[0].textContent.replace(/ \(.*/, "")}: ${count(beds, "surge bed")}, ${count(nurses, "nurse")}`;
  return (answer) => {
    const place = document.getElementById("surge-effect");
    const about = cell("p", `${asked}. ${answer.replications} runs of each on the same chance.`, { className: "soft" });
    place.replaceChildren(cell("h4", "With it"), about, effectTable(answer));
    const soon = answer.at[0];
    const [asIs, changed] = [one(soon.boarders.without), one(soon.boarders.with)];
    return { told: asIs === changed ? `After ${soon.hours} h ${asIs} would board, with it or without.` : `After ${soon.hours} h ${changed} would board instead of ${asIs}.` };
  };
});
