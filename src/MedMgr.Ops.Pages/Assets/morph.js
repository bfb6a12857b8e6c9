// Puts changed markup in place and leaves alone what a person has under way there: focus, open details, ticks, typed words, a tab stop.
import { Idiomorph } from "/page-assets/idiomorph.esm.js";

const ofThePerson = new Set(["open", "aria-busy", "tabindex", "aria-selected", "data-filtered", "data-can", "data-mine", "hidden"]);

// Words typed, a tick set, another option chosen: it is the person's until it is sent.
function touched(element) {
  switch (element.tagName) {
    case "INPUT":
      return element.type === "checkbox" || element.type === "radio" ? element.checked !== element.defaultChecked : element.value !== element.defaultValue;
    case "TEXTAREA":
      return element.value !== element.defaultValue;
    case "SELECT":
      return [...element.options].some((option) => option.selected !== option.defaultSelected);
    default:
      return false;
  }
}

const callbacks = {
  // An element marked data-own is filled by a script here, and by nobody else.
  beforeNodeMorphed: (old, fresh) => !(old.nodeType === 1 && "own" in old.dataset) && !(old.nodeType === 1 && touched(old) && old.dataset.revision === fresh.dataset?.revision),
  beforeAttributeUpdated: (name, element) => !(ofThePerson.has(name) && (name !== "hidden" || element.matches("[role=tabpanel], #queue-none"))),
};

// Pieces by element id.
export function putPieces(fragments) {
  const active = document.activeElement;
  for (const [id, html] of Object.entries(fragments)) {
    const element = document.getElementById(id);
    if (!element) {
      throw new Error(`no place for ${id}`);
    }
    put(element, html);
  }
  if (active?.id && document.activeElement !== active) {
    // It has moved: a row that others have overtaken.
    document.getElementById(active.id)?.focus({ preventScroll: true });
  }
}

export function put(element, html) {
  Idiomorph.morph(element, html, { morphStyle: "outerHTML", callbacks });
}
