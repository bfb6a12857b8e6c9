// The console in the browser: takes in what the stream brings without disturbing who works here, shows filters and tabs, and says when the server is not heard.
import { say, tickDurations, timeOfDay } from "/page-assets/live.js";
import { Stream } from "/page-assets/stream.js";
import { putPieces } from "./morph.js";
import { applyFilters } from "./filters.js";
import { selectTab } from "./tabs.js";
import { showDone } from "./commands.js";
import { markAgain } from "./choosing.js";
import { countTicks } from "./plan.js";
import { keepStops } from "./keys.js";
import "./dragging.js";

const page = document.body.dataset;
const clock = document.getElementById("clock");
const freshness = document.getElementById("freshness");
const stale = document.getElementById("stale");
const stopped = page.link === "stopped";

let asOf = page.asOf;
let lostSince = null;

// Whatever the page shows that the markup does not know: filters, the open tab, who is chosen.
function settle() {
  applyFilters();
  selectTab();
  showDone();
  markAgain();
  countTicks();
  keepStops();
  tickDurations(stream.serverNow());
}

const put = (message) => putPieces(message.fragments);
const stream = new Stream(page, {
  watch: (connection, epoch, sequence) => connection.stream("Watch", page.hospital, epoch, sequence),
  snapshot: put,
  frame: put,
  shown: (message) => {
    asOf = message.asOf;
    settle();
    tick();
  },
  heard: () => tick(),
});

function localTime(date, seconds) {
  return timeOfDay(date, page.zone, { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined });
}

function tick() {
  const now = stream.serverNow();
  page.serverNow = String(now.getTime());
  say(clock, localTime(now, false));
  tickDurations(now);
  if (stopped) {
    return;
  }
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

setInterval(tick, Math.min(1000, stream.staleAfter / 4));
settle();
tick();
if (!stopped) {
  stream.followForEver();
}
