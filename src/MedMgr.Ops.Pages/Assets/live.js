// What every page that shows a board does with it: put changed markup in place, and let its clocks tick.
import { Idiomorph } from "./idiomorph.esm.js";

// The whole board at once: what is the same stays untouched, so nothing flickers and nothing scrolls.
export function putBoard(html) {
  Idiomorph.morph(document.getElementById("board"), html.trim(), { morphStyle: "outerHTML" });
}

// The pieces of a frame, by element id.
export function putFragments(fragments) {
  for (const [id, html] of Object.entries(fragments)) {
    const element = document.getElementById(id);
    if (!element) {
      throw new Error(`no place for ${id}`);
    }
    if (id === "board") {
      putBoard(html);
    } else {
      element.outerHTML = html;
    }
  }
}

export function timeOfDay(date, zone, options = { hour: "2-digit", minute: "2-digit" }) {
  const format = { ...options, hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: zone }).format(date);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(date);
  }
}

function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600);
  return days > 3 ? `${days} d ${hours % 24} h` : `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// For a bed's mark: the two largest figures at most, without seconds.
function shortDuration(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60000));
  const hours = Math.floor(minutes / 60);
  return minutes < 60 ? `${minutes}m` : hours < 10 ? `${hours}h${two(minutes % 60)}` : hours < 72 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

export function two(n) {
  return String(n).padStart(2, "0");
}

export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

// Everything that counts since a moment, as of another.
export function tickDurations(now) {
  for (const element of document.querySelectorAll("[data-since]")) {
    const passed = now - Date.parse(element.dataset.since);
    say(element, "short" in element.dataset ? shortDuration(passed) : duration(passed));
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function within(milliseconds, promise) {
  return Promise.race([promise, pause(milliseconds).then(() => Promise.reject(new Error("too slow")))]);
}
