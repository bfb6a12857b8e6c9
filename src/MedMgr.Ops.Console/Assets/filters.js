// Who of the queue is shown is this person's own matter: kept in the address, so that it survives a reload and can be sent to a colleague.
const form = document.getElementById("filters");
const names = ["text", "source", "target", "level"];

function read() {
  const asked = new URLSearchParams(location.search);
  for (const name of names) {
    form.elements[name].value = asked.get(name) ?? "";
  }
  form.elements.overdue.checked = asked.has("overdue");
}

function keep() {
  const address = new URL(location.href);
  for (const name of names) {
    const value = form.elements[name].value.trim();
    value === "" ? address.searchParams.delete(name) : address.searchParams.set(name, value);
  }
  form.elements.overdue.checked ? address.searchParams.set("overdue", "") : address.searchParams.delete("overdue");
  history.replaceState(null, "", address);
}

function fits(row, wanted) {
  const { text, source, target, level, overdue } = row.dataset;
  return (
    wanted.words.every((word) => text.includes(word)) &&
    (wanted.source === "" || source === wanted.source) &&
    (wanted.target === "" || target === wanted.target) &&
    (wanted.level === "" || level === wanted.level) &&
    (!wanted.overdue || overdue !== undefined)
  );
}

export function applyFilters() {
  const { text, source, target, level, overdue } = form.elements;
  const wanted = {
    words: text.value.trim().toLowerCase().split(/\s+/).filter((word) => word !== ""),
    source: source.value,
    target: target.value,
    level: level.value,
    overdue: overdue.checked,
  };
  let shown = 0;
  for (const row of document.querySelectorAll(".waits")) {
    const isShown = fits(row, wanted);
    row.toggleAttribute("data-filtered", !isShown);
    shown += isShown ? 1 : 0;
  }
  const none = document.getElementById("queue-none");
  if (none) {
    none.hidden = shown > 0;
  }
}

form.addEventListener("input", () => {
  keep();
  applyFilters();
});
form.addEventListener("reset", () => {
  // The fields are empty only once the event is over.
  setTimeout(() => {
    keep();
    applyFilters();
  });
});
form.addEventListener("submit", (event) => event.preventDefault());
read();
