// Shows how far the recording has been read, and loads the replay when it is ready.
import { pause, say } from "/page-assets/live.js";

const state = document.getElementById("state");
const bars = [...document.querySelectorAll("progress")];

async function look(bar) {
  const answer = await fetch(bar.dataset.progress);
  if (!answer.ok) {
    throw new Error(`the server answered ${answer.status}`);
  }
  const { share, ready, failed } = await answer.json();
  bar.value = ready ? 1 : share;
  return { ready, failed };
}

async function watch() {
  for (;;) {
    try {
      const looks = await Promise.all(bars.map(look));
      const failed = looks.find((l) => l.failed)?.failed;
      if (failed) {
        state.setAttribute("role", "alert");
        say(state, `This recording can not be replayed: ${failed}`);
        return;
      }
      if (looks.every((l) => l.ready)) {
        location.reload();
        return;
      }
      say(state, "Reading");
    } catch (trouble) {
      say(state, `No connection to the server (${trouble.message}). Trying again.`);
    }
    await pause(300);
  }
}

watch();
