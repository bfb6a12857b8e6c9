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
    deed.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  document.getElementById("journal-none").hidden = shown > 0;
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
document.addEventListener("board-shown", filterJournal);
