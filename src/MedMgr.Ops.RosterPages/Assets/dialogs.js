// Dialogs: opened by buttons, closed when what they asked for was done; a refusal stays beside the buttons and nothing typed is lost.
const templates = { absence: document.getElementById("absence-row"), wish: document.getElementById("wish-row") };

function addRow(list) {
  const row = templates[list.dataset.rows].content.firstElementChild.cloneNode(true);
  row.querySelector("[data-remove]").addEventListener("click", () => {
    row.remove();
    list.parentElement.querySelector("[data-add]").focus();
  });
  list.append(row);
  return row;
}

function rowsOf(form, kind) {
  return [...form.querySelectorAll(`[data-rows=${kind}] > li`)].map((row) => Object.fromEntries(
    [...row.querySelectorAll("select, input")].filter((field) => field.value !== "").map((field) => [field.name, field.value])));
}

function open(name) {
  const dialog = document.getElementById(name);
  const rows = dialog.querySelector("[data-rows=absence]");
  if (name === "sick" && rows.children.length === 0) {
    const row = addRow(rows);
    const cell = document.querySelector("#grid [aria-selected=true][data-staff]");
    if (cell) {
      row.querySelector("select").value = cell.dataset.staff;
      row.querySelector("[name=from]").value = cell.dataset.day;
    }
  }
  dialog.querySelector(".wrong").textContent = "";
  dialog.querySelector(".wrong-list")?.replaceChildren();
  dialog.showModal();
}

// What a file's lines have wrong with them, one beside the other.
function showFaults(dialog, errors) {
  const list = document.createElement("ul");
  const lines = Object.entries(errors).sort(([a], [b]) => Number(a.replace(/\D/g, "")) - Number(b.replace(/\D/g, "")));
  for (const [place, faults] of lines) {
    for (const fault of faults) {
      const item = document.createElement("li");
      const strong = document.createElement("strong");
      strong.textContent = place;
      item.append(strong, ` ${fault}`);
      list.append(item);
    }
  }
  dialog.querySelector(".wrong-list").replaceChildren(list);
  dialog.querySelector(".wrong").textContent = `${lines.length} ${lines.length === 1 ? "line has" : "lines have"} something to mend; nothing was read.`;
}

// actions: what each form does, by its name, and refused(fault, form).
export function dialogs({ refused, ...actions }) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do && document.getElementById(button.dataset.do)?.tagName === "DIALOG") {
      open(button.dataset.do);
    } else if (button && "close" in button.dataset) {
      button.closest("dialog").close();
    } else if (button?.dataset.add) {
      addRow(button.closest("form").querySelector(`[data-rows=${button.dataset.add}]`)).querySelector("select").focus();
    }
  });
  for (const form of document.querySelectorAll("form[data-form]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const dialog = form.closest("dialog");
      const wrong = dialog.querySelector(".wrong");
      const submit = form.querySelector("[type=submit]");
      wrong.textContent = "";
      submit.disabled = true;
      try {
        await actions[form.dataset.form](form.elements, (kind) => rowsOf(form, kind));
        dialog.close();
      } catch (fault) {
        if (form.dataset.form === "upload" && fault.problem?.errors) {
          showFaults(dialog, fault.problem.errors);
        } else {
          wrong.textContent = fault.message;
        }
        await refused(fault, form);
      } finally {
        submit.disabled = false;
      }
    });
  }
}
