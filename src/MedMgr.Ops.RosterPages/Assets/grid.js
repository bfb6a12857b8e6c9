// A grid as the ARIA practices have it: one cell in the tab order, arrows move, letters put shifts.
const scroll = () => document.getElementById("grid-scroll");
const table = () => document.getElementById("grid");
const rows = () => [...table().querySelectorAll("tr")].filter((row) => row.querySelector("[role=gridcell]"));
const cellsOf = (row) => [...row.querySelectorAll("[role=gridcell]")];

let chosen = null;
let ask = null;
let waiting;

// The cell whose details are shown; it outlives the sheet in which it was chosen.
export function selectedCell() {
  return chosen && find(chosen);
}

const nameOf = (cell) => ({ row: rows().indexOf(cell.closest("tr")), column: cellsOf(cell.closest("tr")).indexOf(cell), id: cell.id });

function find(place) {
  const byId = place.id && document.getElementById(place.id);
  return byId || cellsOf(rows()[place.row] ?? rows()[0] ?? document.createElement("tr"))[place.column];
}

// After the sheet was rendered anew: the same cell is in the tab order, and its details are asked for again.
export function restoreCell() {
  if (!table()) {
    chosen = null;
    return;
  }
  const cell = chosen ? find(chosen) : cellsOf(rows()[0])[0];
  cell.tabIndex = 0;
  if (chosen) {
    cell.setAttribute("aria-selected", "true");
    if (document.activeElement === document.body) {
      cell.focus({ preventScroll: true });
    }
    showDetails(cell, 0);
  }
}

export function showCell(cell, { focus }) {
  if (!cell) {
    return;
  }
  for (const other of table().querySelectorAll("[tabindex='0'], [aria-selected]")) {
    other.tabIndex = -1;
    other.removeAttribute("aria-selected");
  }
  chosen = nameOf(cell);
  cell.tabIndex = 0;
  cell.setAttribute("aria-selected", "true");
  if (focus) {
    cell.focus({ preventScroll: true });
    uncover(cell);
  }
  showDetails(cell, 150);
}

// The sticky head, column and foot must not hide the cell that has the focus.
function uncover(cell) {
  const around = scroll().getBoundingClientRect();
  const name = table().querySelector("th.who").getBoundingClientRect();
  const head = table().tHead.getBoundingClientRect();
  const foot = cell.closest(".cover") ? 0 : (table().querySelector(".cover")?.getBoundingClientRect().height ?? 0);
  const box = cell.getBoundingClientRect();
  const left = around.left + name.width;
  const top = around.top + head.height;
  if (box.left < left) {
    scroll().scrollLeft -= left - box.left + 4;
  } else if (box.right > around.right) {
    scroll().scrollLeft += box.right - around.right + 16;
  }
  if (box.top < top) {
    scroll().scrollTop -= top - box.top + 4;
  } else if (box.bottom > around.bottom - foot - 16) {
    scroll().scrollTop += box.bottom - around.bottom + foot + 20;
  }
}

// Asked for once the reader stays: whoever runs through a row asks for nothing on the way.
function showDetails(cell, after) {
  clearTimeout(waiting);
  if (!cell.dataset.day) {
    return;
  }
  waiting = setTimeout(async () => {
    try {
      const html = await ask.details(cell);
      if (html !== null && chosen && find(chosen)?.dataset.day === cell.dataset.day) {
        const panel = document.getElementById("cell");
        const inside = panel.contains(document.activeElement);
        panel.innerHTML = html;
        panel.dataset.of = cell.id;
        if (inside) {
          panel.focus();
        }
      }
    } catch {
      ask.unreached();
    }
  }, after);
}

function move(cell, down, right) {
  const all = rows();
  const row = all.indexOf(cell.closest("tr"));
  const column = cellsOf(all[row]).indexOf(cell);
  const to = all[Math.min(all.length - 1, Math.max(0, row + down))];
  const cells = cellsOf(to);
  return cells[Math.min(cells.length - 1, Math.max(0, column + right))];
}

const moves = {
  ArrowLeft: (cell) => move(cell, 0, -1),
  ArrowRight: (cell) => move(cell, 0, 1),
  ArrowUp: (cell) => move(cell, -1, 0),
  ArrowDown: (cell) => move(cell, 1, 0),
  PageUp: (cell) => move(cell, 0, -7),
  PageDown: (cell) => move(cell, 0, 7),
  Home: (cell, ctrl) => move(cell, ctrl ? -Infinity : 0, -Infinity),
  End: (cell, ctrl) => move(cell, ctrl ? Infinity : 0, Infinity),
};

function put(cell, event) {
  if (!ask.mayEdit() || !cell.dataset.staff || document.body.hasAttribute("data-offline")) {
    return false;
  }
  const code = ask.codes.find((c) => c.toLowerCase() === event.key.toLowerCase());
  if (code) {
    ask.put(cell, code, false);
  } else if (event.key === "Delete" || event.key === "Backspace" || event.key === " " || event.key === ".") {
    ask.put(cell, "", false);
  } else if (event.key === "*" && cell.dataset.shift) {
    ask.put(cell, cell.dataset.shift, true);
  } else {
    return false;
  }
  return true;
}

// asking: codes, mayEdit(), put(cell, shift or "", charge), step("undo" or "redo"), details(cell), unreached().
export function gridKeys(asking) {
  ask = asking;
  restoreCell();
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("#grid [role=gridcell]");
    if (!cell || event.altKey || event.metaKey) {
      return;
    }
    const moved = moves[event.key];
    if (moved) {
      showCell(moved(cell, event.ctrlKey), { focus: true });
    } else if (event.ctrlKey && (event.key === "z" || event.key === "y")) {
      ask.step(event.key === "z" ? "undo" : "redo");
    } else if (event.ctrlKey) {
      return;
    } else if (event.key === "Enter") {
      const panel = document.getElementById("cell");
      (panel.querySelector("button[aria-pressed=false], button") ?? panel).focus();
    } else if (!put(cell, event)) {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("#cell") && selectedCell()) {
      selectedCell().focus();
    }
  });
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("#grid [role=gridcell]");
    if (cell) {
      showCell(cell, { focus: true });
    }
  });
}
