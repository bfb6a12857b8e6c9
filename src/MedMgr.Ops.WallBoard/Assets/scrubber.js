// A slider over a strip: the pointer drags it, its value is shown at once, and where it ends up is asked of the replay.
const sayEvery = 5000;

export function scrubber(element, playhead, { length, seekTo }) {
  let dragging = false;
  let saidAt = -sayEvery;

  function placeOf(event) {
    const box = element.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * length;
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    dragging = true;
    element.setPointerCapture(event.pointerId);
    seekTo(placeOf(event));
  });
  element.addEventListener("pointermove", (event) => {
    if (dragging) {
      seekTo(placeOf(event));
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, () => {
      dragging = false;
    });
  }

  return {
    element,
    // While it plays the value is said now and then: a screen reader would otherwise never come to an end.
    show(elapsed, words, playing) {
      element.dataset.elapsed = String(elapsed);
      playhead.style.left = `${length > 0 ? (100 * elapsed) / length : 0}%`;
      if (!playing || performance.now() - saidAt > sayEvery) {
        saidAt = performance.now();
        if (element.getAttribute("aria-valuetext") !== words) {
          element.setAttribute("aria-valuenow", String(Math.round(elapsed)));
          element.setAttribute("aria-valuetext", words);
        }
      }
    },
  };
}
