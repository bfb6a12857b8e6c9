// Keeps a wall alive: joins the board's stream, puts what changed in place, turns its pages, is light by day and dark by night, says when it has
// heard nothing, and comes back by itself for ever.
import { Idiomorph } from "./idiomorph.esm.js";

const page = document.body.dataset;
const clock = document.getElementById("clock");
const freshness = document.getElementById("freshness");
const stale = document.getElementById("stale");
const staleAfter = Number(page.staleAfter);

const retryFirst = 250;
const retryMax = 3000;
const connectWithin = 10000;
const reloadPause = 60000;

// What the page shows. The server rendered it complete, so even the first join only asks for what was missed since.
let epoch = page.epoch;
let sequence = Number(page.sequence);
let asOf = page.asOf;
let format = page.format;
let watching = null;

let serverAhead = Number(page.serverTime) - Date.now();
let heardAt = performance.now();
let lostSince = null;
let live = false;

const serverNow = () => new Date(Date.now() + serverAhead);

// ---- the stream

function heard() {
  heardAt = performance.now();
  live = true;
}

const receive = {
  snapshot(message) {
    if (message.build !== page.build) {
      reload();
    }
    morph(document.getElementById("board"), message.html);
    moved(message);
  },

  frame(message) {
    if (message.epoch !== epoch || message.sequence !== sequence + 1) {
      throw new Error(`gap: shows ${epoch}/${sequence}, got ${message.epoch}/${message.sequence}`);
    }
    for (const [id, html] of Object.entries(message.fragments)) {
      const element = document.getElementById(id);
      if (!element) {
        throw new Error(`no place for ${id}`);
      }
      if (id === "board") {
        morph(element, html);
      } else {
        element.outerHTML = html;
      }
    }
    moved(message);
  },

  heartbeat(message) {
    if (message.epoch !== epoch || message.sequence > sequence) {
      throw new Error(`gap: shows ${epoch}/${sequence}, the server is at ${message.epoch}/${message.sequence}`);
    }
    serverAhead = Date.parse(message.serverTime) - Date.now();
  },
};

function moved(message) {
  epoch = message.epoch;
  sequence = message.sequence;
  asOf = message.asOf;
  document.body.dataset.shown = `${epoch}/${sequence}`;
  tickDurations();
}

// The whole board at once: what is the same stays untouched, so nothing flickers and nothing scrolls.
function morph(element, html) {
  Idiomorph.morph(element, html.trim(), { morphStyle: "outerHTML" });
}

// Another build made other markup than this page's script expects. Not more than once a minute, should two builds answer in turn.
function reload() {
  const before = Number(sessionStorage.getItem("reloaded") ?? 0);
  if (Date.now() - before > reloadPause) {
    sessionStorage.setItem("reloaded", String(Date.now()));
    location.reload();
  }
}

const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;

function connect() {
  const connection = new HubConnectionBuilder()
    .withUrl(page.hub, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  connection.keepAliveIntervalInMilliseconds = 5000;
  connection.serverTimeoutInMilliseconds = Math.max(staleAfter, 2000);
  return connection;
}

// Resolves when this connection is of no more use; says whether it ever was.
async function follow() {
  const connection = connect();
  let served = false;
  try {
    await within(connectWithin, connection.start());
    await new Promise((done) => {
      connection.onclose(done);
      const watch = () => connection.stream("Watch", page.hospital, format, epoch, sequence).subscribe({
        next(message) {
          try {
            receive[message.kind]?.(message);
            served = true;
            heard();
          } catch (trouble) {
            // Whatever this page shows can not be trusted to be the frame before the next one: begin again with a snapshot.
            epoch = null;
            sequence = null;
            document.body.dataset.rejoined = String(trouble);
            done();
          }
        },
        complete: done,
        error: done,
      });
      let subscription = watch();

      // Another page of the same board on the same connection; the old one stays until the snapshot of the new one is there.
      watching = () => {
        subscription.dispose();
        subscription = watch();
      };
    });
  } catch {
    // Not reachable now; the caller tries again.
  } finally {
    live = false;
    watching = null;
    connection.stop().catch(() => {});
  }
  return served;
}

function within(milliseconds, promise) {
  return Promise.race([promise, pause(milliseconds).then(() => Promise.reject(new Error("too slow")))]);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function followForEver() {
  let wait = retryFirst;
  for (;;) {
    wait = (await follow()) ? retryFirst : Math.min(wait * 1.6, retryMax);
    // Walls that lost the server together must not come back together.
    await pause(wait * (0.5 + Math.random() / 2));
  }
}

// ---- the pages of a rotating wall

const turns = JSON.parse(page.turns ?? "[]");

function turn() {
  const next = (turns.indexOf(format) + 1) % turns.length;
  if (!watching || turns[next] === format) {
    return; // no connection: a page that can be read is better than none
  }
  format = turns[next];
  epoch = null;
  sequence = null;
  document.body.dataset.format = format;
  watching();
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

function timeOfDay(date, seconds) {
  const zone = document.getElementById("board").dataset.zone;
  const format = { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: zone }).format(date);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(date);
  }
}

function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600);
  return days > 3 ? `${days} d ${hours % 24} h` : `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// For a bed's mark: the two largest figures at most, without seconds.
function shortDuration(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60000));
  const hours = Math.floor(minutes / 60);
  return minutes < 60 ? `${minutes}m` : hours < 10 ? `${hours}h${String(minutes % 60).padStart(2, "0")}` : hours < 72 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function tickDurations() {
  const now = serverNow();
  for (const element of document.querySelectorAll("[data-since]")) {
    const passed = now - Date.parse(element.dataset.since);
    say(element, "short" in element.dataset ? shortDuration(passed) : duration(passed));
  }
}

// The hospital's hours of light, over midnight too; equal ones are none. As Daylight on the server has it.
function tickTheme(now) {
  if ("themeFixed" in page) {
    return;
  }
  const { lightFrom, lightUntil } = document.getElementById("board").dataset;
  const time = timeOfDay(now, false);
  const light = lightFrom <= lightUntil ? lightFrom <= time && time < lightUntil : lightFrom <= time || time < lightUntil;
  const theme = light ? "light" : "dark";
  if (document.documentElement.dataset.theme !== theme) {
    document.documentElement.dataset.theme = theme;
  }
}

function tick() {
  const now = serverNow();
  say(clock, timeOfDay(now, false));
  tickTheme(now);
  tickDurations();
  const silence = performance.now() - heardAt;
  if (silence > staleAfter) {
    lostSince ??= new Date(now - silence);
    say(stale, `NO CONNECTION since ${timeOfDay(lostSince, true)}`);
    stale.hidden = false;
    freshness.dataset.state = "lost";
    say(freshness, "this is the last known board");
    return;
  }
  lostSince = null;
  stale.hidden = true;
  freshness.dataset.state = live ? "live" : "waiting";
  say(freshness, live ? (asOf ? `live · last change ${timeOfDay(new Date(asOf), true)}` : "live") : "connecting");
}

setInterval(tick, Math.min(1000, staleAfter / 4));
tick();
followForEver();
