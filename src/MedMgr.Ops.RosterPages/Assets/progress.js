// A search as it goes: each better roster is told by the server, and the seconds are counted here.
import { say } from "/page-assets/live.js";

const number = new Intl.NumberFormat("en-US");

export function followSearch(address, ended) {
  const begun = performance.now();
  const events = new EventSource(address);
  const field = (name) => document.getElementById(`search-${name}`);
  const ticking = setInterval(() => {
    const seconds = field("seconds");
    if (seconds) {
      say(seconds, `${Math.floor((performance.now() - begun) / 1000)} s`);
    }
  }, 1000);
  events.addEventListener("better", (event) => {
    const { seconds, cost, bound, by } = JSON.parse(event.data);
    if (!field("cost")) {
      return;
    }
    say(field("cost"), number.format(cost));
    say(field("bound"), bound > 0 ? number.format(bound) : "–");
    const line = document.createElement("li");
    line.textContent = `${seconds} s: ${number.format(cost)} (${by})`;
    field("steps").prepend(line);
    while (field("steps").children.length > 8) {
      field("steps").lastElementChild.remove();
    }
  });
  events.addEventListener("done", () => {
    clearInterval(ticking);
    events.close();
    ended();
  });
}
