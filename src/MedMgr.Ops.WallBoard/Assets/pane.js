// One wall of a replay. It draws what the page around it hands over and knows no other time than the replay's.
import { putBoard, putFragments, say, tickDurations, timeOfDay } from "/page-assets/live.js";

const clock = document.getElementById("clock");
const freshness = document.getElementById("freshness");
let epoch = null;
let sequence = null;

globalThis.pane = {
  // A snapshot, or the frame after what is shown.
  board(message) {
    if (message.kind === "snapshot") {
      putBoard(message.html);
    } else if (message.epoch === epoch && message.sequence === sequence + 1) {
      putFragments(message.fragments);
    } else {
      throw new Error(`gap: shows ${epoch}/${sequence}, got ${message.epoch}/${message.sequence}`);
    }
    ({ epoch, sequence } = message);
    document.body.dataset.shown = `${epoch}/${sequence}`;
  },

  // now: the replayed moment. note: what else there is to say of this wall.
  moment(now, note) {
    const zone = document.getElementById("board").dataset.zone;
    say(clock, timeOfDay(now, zone));
    say(freshness, note ? `REPLAY · ${note}` : `REPLAY of ${timeOfDay(now, zone, { day: "numeric", month: "short", year: "numeric" })}`);
    tickDurations(now);
  },
};
