// Keeps a wall alive: joins the board's stream, puts what changed in place, turns its pages, is light by day and dark by night, says when it has
// heard nothing, and comes back by itself for ever.
import { pause, putBoard, putFragments, say, tickDurations, timeOfDay, within } from "/page-assets/live.js";

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
    putBoard(message.html);
    moved(message);
  },

  frame(message) {
    if (message.epoch !== epoch || message.sequence !== sequence + 1) {
      throw new Error(`gap: shows ${epoch}/${sequence}, got ${message.epoch}/${message.sequence}`);
    }
    putFragments(message.fragments);
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
  tickDurations(serverNow());
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
  const now = serverNow();
  say(clock, localTime(now, false));
  tickTheme(now);
  tickDurations(now);
  const silence = performance.now() - heardAt;
  if (silence > staleAfter) {
    lostSince ??= new Date(now - silence);
    say(stale, `NO CONNECTION since ${localTime(lostSince, true)}`);
    stale.hidden = false;
    freshness.dataset.state = "lost";
    say(freshness, "this is the last known board");
    return;
  }
  lostSince = null;
  stale.hidden = true;
  freshness.dataset.state = live ? "live" : "waiting";
  say(freshness, live ? (asOf ? `live · last change ${localTime(new Date(asOf), true)}` : "live") : "connecting");
}

setInterval(tick, Math.min(1000, staleAfter / 4));
tick();
followForEver();
