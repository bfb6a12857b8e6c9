// A kiosk has nobody who reloads. Asks for this address again and again and loads it once there is something to show; until then nothing moves.
const every = Number(document.body.dataset.again) * 1000;

setInterval(async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) {
      location.reload();
    }
  } catch {
    // Not reachable now; the next time comes.
  }
}, every);
