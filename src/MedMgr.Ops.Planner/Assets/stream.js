// Fragments of the page as the server streams them, and what is said while it is not heard.
import { Idiomorph } from "/page-assets/idiomorph.esm.js";

const stale = document.getElementById("stale");
const silentAfter = 35000;

// What the reader has ticked stays ticked, and what was opened open.
const kept = { callbacks: { beforeAttributeUpdated: (name, node) => name !== "checked" && !(name === "open" && node.tagName === "DETAILS") } };

export function put(id, html) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no place for ${id}`);
  }
  Idiomorph.morph(element, html.trim(), { morphStyle: "outerHTML", ignoreActiveValue: true, ...kept });
}

// Calls back after each change, and once when there is nothing more to come.
export function follow(address, { changed = () => {}, ended = () => {} } = {}) {
  let heard = Date.now();
  let source = open();

  function open() {
    const stream = new EventSource(address);
    stream.addEventListener("fragments", (event) => {
      hear();
      show(event);
      changed();
    });
    stream.addEventListener("alive", hear);
    stream.addEventListener("ended", (event) => {
      hear();
      stream.close();
      clearInterval(watch);
      show(event);
      ended();
    });
    stream.addEventListener("open", hear);
    stream.addEventListener("error", () => lost(stream));
    return stream;
  }

  function show(event) {
    for (const [id, html] of Object.entries(JSON.parse(event.data))) {
      put(id, html);
    }
  }

  function hear() {
    heard = Date.now();
    stale.hidden = true;
  }

  function lost(stream) {
    say();
    if (stream.readyState === EventSource.CLOSED) {
      // Refused outright, as by a server that is just starting: the browser does not try again by itself.
      setTimeout(() => {
        source = open();
      }, 2000);
    }
  }

  function say() {
    const since = new Date(heard).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    stale.textContent = `The server has not been heard since ${since}. What stands here is as it was then; a run goes on without this page.`;
    stale.hidden = false;
  }

  const watch = setInterval(() => {
    if (Date.now() - heard > silentAfter) {
      say();
      source.close();
      source = open();
    }
  }, 5000);
}
