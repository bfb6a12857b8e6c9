// The console in the browser: takes in what the stream brings without disturbing who works here, shows filters and tabs, and says when the server is not heard.
import { localTime, tellFreshness } from "/page-assets/freshness.js";
import { say, tickDurations } from "/page-assets/live.js";
import { Stream } from "/page-assets/stream.js";
import { putPieces } from "/page-assets/morph.js";
import { applyFilters } from "./filters.js";
import { selectTab } from "./tabs.js";
import { showDone } from "./commands.js";
import { markAgain } from "./choosing.js";
import { countTicks } from "./plan.js";
import { keepStops } from "./keys.js";
import "./dragging.js";

const page = document.body.dataset;
const clock = document.getElementById("clock");
const stopped = page.link === "stopped";

let asOf = page.asOf;

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

function tick() {
  const now = stream.serverNow();
  page.serverNow = String(now.getTime());
  say(clock, localTime(now, false));
  tickDurations(now);
  if (stopped) {
    return;
  }
  tellFreshness(stream, asOf);
}

setInterval(tick, Math.min(1000, stream.staleAfter / 4));
settle();
tick();
if (!stopped) {
  stream.followForEver();
}
