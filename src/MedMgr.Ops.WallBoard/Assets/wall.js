// Keeps a wall alive: joins the board's stream, puts what changed in place, turns its pages, is light by day and dark by night, says when it has
// heard nothing, and comes back by itself for ever.
import { putBoard, putFragments, say, tickDurations, timeOfDay } from "/page-assets/live.js";
import { Stream } from "/page-assets/stream.js";

const page = document.body.dataset;
const clock = document.getElementById("clock");
const freshness = document.getElementById("freshness");
const stale = document.getElementById("stale");

let asOf = page.asOf;
let format = page.format;
let lostSince = null;

const stream = new Stream(page, {
  watch: (connection, epoch, sequence) => connection.stream("Watch", page.hospital, format, epoch, sequence),
  snapshot: (message) => putBoard(message.html),
  frame: (message) => putFragments(message.fragments),
  shown: (message) => {
    asOf = message.asOf;
    tickDurations(stream.serverNow());
  },
  heard: () => tick(),
});

// ---- the pages of a rotating wall

const turns = JSON.parse(page.turns ?? "[]");

function turn() {
  const next = (turns.indexOf(format) + 1) % turns.length;
  if (!stream.joined || turns[next] === format) {
    return; // no connection: a page that can be read is better than none
  }
  format = turns[next];
  document.body.dataset.format = format;
  stream.again();
  sayTurn();
}

function sayTurn() {
  const element = document.getElementById("turn");
  say(element, `page ${turns.indexOf(format) + 1} of ${turns.length}`);
  element.hidden = turns.indexOf(format) < 0;
}

if (turns.length > 1) {
  setInterval(turn, Number(page.turnSeconds) * 1000);
  sayTurn();
}

// ---- the present: clock, durations, light and dark, freshness

function localTime(date, seconds) {
  return timeOfDay(date, document.getElementById("board").dataset.zone, { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined });
}

// The hospital's hours of light, over midnight too; equal ones are none. As Daylight on the server has it.
function tickTheme(now) {
  if ("themeFixed" in page) {
    return;
  }
  const { lightFrom, lightUntil } = document.getElementById("board").dataset;
  const time = localTime(now, false);
  const light = lightFrom <= lightUntil ? lightFrom <= time && time < lightUntil : lightFrom <= time || time < lightUntil;
  const theme = light ? "light" : "dark";
  if (document.documentElement.dataset.theme !== theme) {
    document.documentElement.dataset.theme = theme;
  }
}

function tick() {
  const now = stream.serverNow();
  say(clock, localTime(now, false));
  tickTheme(now);
  tickDurations(now);
  const silence = stream.silence;
  if (silence > stream.staleAfter) {
    lostSince ??= stream.lastHeard;
    say(stale, `NO CONNECTION since ${localTime(lostSince, true)}`);
    stale.hidden = false;
    freshness.dataset.state = "lost";
    say(freshness, "this is the last known board");
    return;
  }
  lostSince = null;
  stale.hidden = true;
  freshness.dataset.state = stream.live ? "live" : "waiting";
  say(freshness, stream.live ? (asOf ? `live · last change ${localTime(new Date(asOf), true)}` : "live") : "connecting");
}

setInterval(tick, Math.min(1000, stream.staleAfter / 4));
tick();
stream.followForEver();
