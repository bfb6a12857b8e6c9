// Says whether what the page shows is live, and in large words since when it is not.
import { say, timeOfDay } from "/page-assets/live.js";

const page = document.body.dataset;
const freshness = document.getElementById("freshness");
const stale = document.getElementById("stale");

let lostSince = null;

export function localTime(date, seconds) {
  return timeOfDay(date, page.zone, { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined });
}

// asOf: of the last change, where the page knows it.
export function tellFreshness(stream, asOf) {
  const silence = stream.silence;
  if (silence > stream.staleAfter) {
    lostSince ??= stream.lastHeard;
    page.link = "lost";
    say(stale, `NO CONNECTION since ${localTime(lostSince, true)}. This is the last known state; nothing can be changed until the server answers. Trying again …`);
    stale.hidden = false;
    freshness.dataset.state = "lost";
    say(freshness, "not live");
    return;
  }
  lostSince = null;
  stale.hidden = true;
  page.link = stream.live ? "live" : "waiting";
  freshness.dataset.state = page.link;
  say(freshness, stream.live ? (asOf ? `live · last change ${localTime(new Date(asOf), true)}` : "live") : "connecting");
}
