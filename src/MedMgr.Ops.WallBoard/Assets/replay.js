// Drives a replay: one stream from the server moves the walls in the frames; what the viewer asks goes back over the same connection.
import { pause, say, timeOfDay, two, within } from "/page-assets/live.js";
import { scrubber } from "./scrubber.js";

const page = document.body.dataset;
const length = Number(page.length);
const frames = [...document.querySelectorAll("iframe")];
const find = (id) => document.getElementById(id);
const [play, rate, moment, place, alert, state, stale] = ["play", "rate", "moment", "place", "alert", "state", "stale"].map(find);
const paneTimes = [...document.querySelectorAll(".pane-time")];
const staleAfter = Number(page.staleAfter);
const retryFirst = 250;
const retryMax = 3000;
const connectWithin = 10000;
const number = new Intl.NumberFormat("en-US");

// Where the replay stands, as the server said last; between its messages the page counts on by itself.
const shown = { elapsed: Number(page.elapsed), playing: false, rate: Number(page.rate), ended: false, panes: page.at.split(",").map((at) => ({ sequence: Number(at) })) };
let saidAt = performance.now();
let heardAt = performance.now();
let lostSince = null;
let trouble = null;
let connection = null;
let live = false;

// What was asked, counted, so that an answer is known by its number.
let asked = 0;
let seek = null;
let seekNext = null;
let alertAsked = false;

const clamp = (elapsed) => Math.min(Math.max(elapsed, 0), length);

function elapsedNow() {
  if (seekNext !== null) {
    return seekNext;
  }
  return seek ? seek.elapsed : clamp(shown.elapsed + (shown.playing && live ? ((performance.now() - saidAt) / 1000) * shown.rate : 0));
}

// ---- what the viewer asks

function ask(method, ...what) {
  asked += 1;
  if (live) {
    connection.invoke(method, asked, ...what).catch((refused) => complain(refused));
  }
  return asked;
}

// One seek is under way at a time; of those asked meanwhile only the latest counts.
function seekTo(elapsed) {
  const wanted = clamp(elapsed);
  if (seek) {
    seekNext = wanted;
  } else if (live) {
    seek = { elapsed: wanted, at: performance.now(), number: ask("Seek", wanted) };
  }
  tick();
}

const actions = {
  play: () => ask(shown.playing ? "Pause" : "Play"),
  step: () => ask("Step", true),
  "step-back": () => ask("Step", false),
  minute: () => seekTo(elapsedNow() + 60),
  "minute-back": () => seekTo(elapsedNow() - 60),
  hour: () => seekTo(elapsedNow() + 3600),
  "hour-back": () => seekTo(elapsedNow() - 3600),
  start: () => seekTo(0),
  end: () => seekTo(length),
  alert: () => jump(true),
  "alert-back": () => jump(false),
  faster: () => shift(1),
  slower: () => shift(-1),
};

function jump(forward) {
  alertAsked = true;
  ask("Alert", forward, find("least").value === "critical");
}

function shift(by) {
  const index = Math.min(Math.max(rate.selectedIndex + by, 0), rate.options.length - 1);
  if (index !== rate.selectedIndex) {
    rate.selectedIndex = index;
    ask("SetRate", Number(rate.value));
  }
}

document.querySelector(".buttons").addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
rate.addEventListener("change", () => ask("SetRate", Number(rate.value)));
const keyActions = {
  " ": "play", ArrowRight: "step", ArrowLeft: "step-back", "Shift+ArrowRight": "minute", "Shift+ArrowLeft": "minute-back", PageUp: "hour", PageDown: "hour-back",
  Home: "start", End: "end", n: "alert", p: "alert-back", "+": "faster", "-": "slower",
};
const strip = scrubber(find("scrubber"), find("playhead"), { length, seekTo });

// Keys work anywhere, unless the viewer has said otherwise (then only on the scrubber) or they mean something where the focus is.
function onKey(event) {
  const here = event.target;
  const own = here.closest?.("select, input, summary, a") || (here.closest?.("button") && (event.key === " " || event.key === "Enter"));
  if (own || event.ctrlKey || event.altKey || event.metaKey || (!find("keys").checked && here !== strip.element)) {
    return;
  }
  const key = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
  if (keyActions[key]) {
    event.preventDefault();
    actions[keyActions[key]]();
  }
}

document.addEventListener("keydown", onKey);
find("keys").checked = localStorage.getItem("replay-keys") !== "off";
find("keys").addEventListener("change", () => localStorage.setItem("replay-keys", find("keys").checked ? "on" : "off"));

// ---- what the server says

function receive(message) {
  const was = { playing: shown.playing, ended: shown.ended };
  message.panes.forEach((pane, i) => {
    if (pane.board?.build && pane.board.build !== page.build) {
      location.reload();
    }
    if (pane.board) {
      frames[i].contentWindow.pane.board(pane.board);
    }
  });
  Object.assign(shown, message);
  saidAt = heardAt = performance.now();
  live = true;
  trouble = null;
  if (seek && message.answers >= seek.number) {
    answered(seek);
  }
  rate.value = String(message.rate);
  say(play, message.playing ? "Pause" : "Play");
  tell(was, message.answers);
  tick();
}

function answered(done) {
  seek = null;
  // To the pixel: the frame that shows it has been painted when the one after it begins.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.measure("seek", { start: done.at, end: performance.now() })));
  if (seekNext !== null) {
    const next = seekNext;
    seekNext = null;
    seekTo(next);
  }
}

// The last alert of the walls, and in words for everybody what has just changed.
function tell(was, answers) {
  const last = shown.panes.map((p, i) => (p.alert ? { ...p.alert, pane: i } : null)).filter(Boolean).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  const numbers = (a) => (a.first === a.last ? `alert ${number.format(a.last)}` : `alerts ${number.format(a.first)} to ${number.format(a.last)}`);
  const of = (a) => `${frames.length > 1 ? `${"AB"[a.pane]}: ` : ""}${numbers(a)} of ${number.format(frames[a.pane].dataset.alerts)}`;
  alert.dataset.severity = last?.severity ?? "";
  say(alert, last ? `${of(last)} · ${timeOfDay(new Date(last.at), frames[last.pane].dataset.zone, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).replace(",", "")} · ${last.severity}: ${last.says}` : "no alert so far");
  if (alertAsked && answers >= asked) {
    alertAsked = false;
    say(state, last ? `Paused at ${of(last)}, ${last.severity}: ${last.says}` : "No alert there");
  } else if (shown.ended) {
    say(state, "The end of the replay");
  } else if (shown.playing !== was.playing || was.ended || state.dataset.said !== "1") {
    say(state, shown.playing ? `Playing at ${number.format(shown.rate)}x` : "Paused");
  }
  state.dataset.said = "1";
}

function complain(error) {
  const words = String(error?.message ?? error);
  trouble = words.includes("HubException: ") ? words.split("HubException: ").pop() : null;
}

// ---- the stream

function connect() {
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;
  const made = new HubConnectionBuilder().withUrl(page.hub, { transport: HttpTransportType.WebSockets, skipNegotiation: true }).configureLogging(LogLevel.None).build();
  made.keepAliveIntervalInMilliseconds = 5000;
  made.serverTimeoutInMilliseconds = Math.max(staleAfter, 2000);
  return made;
}

// Resolves when this connection is of no more use; says whether it ever was. A new one goes on where the page stands.
async function follow() {
  const request = { recordings: page.recordings.split(" "), align: page.align, at: shown.panes.map((p) => p.sequence), elapsed: shown.elapsed, playing: shown.playing, rate: shown.rate };
  let served = false;
  connection = connect();
  try {
    await within(connectWithin, connection.start());
    await new Promise((done) => {
      connection.onclose(done);
      connection.stream("Replay", request).subscribe({
        next(message) {
          try {
            receive(message);
            served = true;
          } catch (gap) {
            page.rejoined = String(gap);
            done();
          }
        },
        complete: done,
        error: (error) => done(complain(error)),
      });
    });
  } catch {
    // Not reachable now; the caller tries again.
  } finally {
    shown.elapsed = elapsedNow();
    live = false;
    seek = seekNext = null;
    connection.stop().catch(() => {});
  }
  return served;
}

async function followForEver() {
  await Promise.all(frames.map((frame) => (frame.contentWindow.pane ? null : new Promise((loaded) => frame.addEventListener("load", loaded, { once: true })))));
  for (const frame of frames) {
    frame.contentDocument.addEventListener("keydown", onKey);
  }
  let wait = retryFirst;
  for (;;) {
    wait = (await follow()) ? retryFirst : Math.min(wait * 1.6, retryMax);
    await pause(wait * (0.5 + Math.random() / 2));
  }
}

// ---- the present of the replay

// Before its first moment and after its last a wall shows that one.
function shownMoment(i, elapsed) {
  const { from, to } = frames[i].dataset;
  return new Date(Math.min(Math.max(momentOf(i, elapsed), Number(from)), Number(to)));
}

function momentOf(i, elapsed) {
  return new Date(Number(frames[i].dataset.origin) + elapsed * 1000);
}

const full = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" };
const words = (date, zone) => timeOfDay(date, zone, full).replaceAll(",", "");

function reading(elapsed) {
  const s = Math.floor(elapsed);
  return frames.length > 1 && page.align === "start"
    ? `Day ${Math.floor(s / 86400) + 1}, ${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    : words(momentOf(0, elapsed), frames[0].dataset.zone);
}

function tick() {
  const elapsed = elapsedNow();
  say(moment, reading(elapsed));
  say(place, shown.panes.map((p, i) => `step ${number.format(p.sequence)} of ${number.format(frames[i].dataset.steps)}`).join(" · "));
  strip.show(elapsed, reading(elapsed), shown.playing);
  shown.panes.forEach((p, i) => {
    const now = shownMoment(i, elapsed);
    frames[i].contentWindow.pane?.moment(now, p.begun === false ? "has not begun" : p.over ? "ended" : "");
    if (paneTimes[i]) {
      say(paneTimes[i], words(now, frames[i].dataset.zone));
    }
  });
  const silence = performance.now() - heardAt;
  page.seeking = String(seek !== null);
  page.state = live ? (shown.playing ? "playing" : shown.ended ? "ended" : "paused") : "waiting";
  stale.hidden = silence <= staleAfter && !trouble;
  if (silence > staleAfter) {
    lostSince ??= new Date(Date.now() - silence);
    say(stale, trouble ?? `NO CONNECTION since ${timeOfDay(lostSince, undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" })} · the replay stands`);
  } else {
    lostSince = null;
    say(stale, trouble ?? "");
  }
}

// The address is this very place, for a bookmark or a colleague.
function remember() {
  const address = new URL(location.href);
  address.searchParams.set("at", shown.panes.map((p) => p.sequence).join(","));
  address.searchParams.set("now", momentOf(0, elapsedNow()).toISOString());
  address.searchParams.set("rate", String(shown.rate));
  const text = address.href.replaceAll("%2C", ",").replaceAll("%3A", ":");
  if (live && !seek && text !== location.href) {
    history.replaceState(null, "", text);
  }
}

setInterval(tick, 100);
setInterval(remember, 500);
tick();
followForEver();
