// Values of a plot under the pointer and by the arrow keys, and the plot as a picture.
import { refuse } from "/page-assets/shell.js";

const results = new Map();

// A run's result, fetched once for all its plots.
function resultOf(run) {
  if (!results.has(run)) {
    results.set(run, fetch(`/api/scenarios/runs/${encodeURIComponent(run)}/result`).then(async (answer) => {
      if (!answer.ok) {
        throw new Error(`The values of this plot can not be had: the server answered ${answer.status}.`);
      }
      return answer.json();
    }).catch((error) => {
      // Asked again next time.
      results.delete(run);
      throw error;
    }));
  }
  return results.get(run);
}

export function charts() {
  for (const figure of document.querySelectorAll("figure.chart")) {
    const plot = figure.querySelector(".plot");
    plot.addEventListener("pointermove", (event) => guard(() => point(figure, event)));
    plot.addEventListener("pointerleave", () => hide(figure));
    plot.addEventListener("focus", () => guard(() => read(figure, Number(plot.getAttribute("aria-valuenow")))));
    plot.addEventListener("blur", () => hide(figure));
    plot.addEventListener("keydown", (event) => step(figure, event));
    figure.querySelector("[data-png]").addEventListener("click", () => guard(() => picture(figure)));
  }
}

async function guard(work) {
  try {
    await work();
  } catch (error) {
    refuse(error.message);
  }
}

async function point(figure, event) {
  const { left, right, width } = numbers(figure);
  const box = figure.querySelector("svg").getBoundingClientRect();
  const share = (((event.clientX - box.left) / box.width) * width - left) / (right - left);
  const times = (await resultOf(figure.dataset.run)).times.map(Date.parse);
  const at = times[0] + share * (times[times.length - 1] - times[0]);
  const nearest = times.reduce((best, time, i) => (Math.abs(time - at) < Math.abs(times[best] - at) ? i : best), 0);
  await read(figure, nearest);
}

function step(figure, event) {
  const plot = figure.querySelector(".plot");
  const [now, last] = [Number(plot.getAttribute("aria-valuenow")), Number(plot.getAttribute("aria-valuemax"))];
  const to = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, PageDown: now - 24, PageUp: now + 24, Home: 0, End: last }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    guard(() => read(figure, Math.min(last, Math.max(0, to))));
  } else if (event.key === "Escape") {
    hide(figure);
  }
}

// The place is taken at once and its value said when it is there: keys come faster than the first values.
async function read(figure, i) {
  const plot = figure.querySelector(".plot");
  plot.setAttribute("aria-valuenow", i);
  const [result, other] = await Promise.all([resultOf(figure.dataset.run), figure.dataset.with ? resultOf(figure.dataset.with) : null]);
  if (plot.getAttribute("aria-valuenow") !== String(i)) {
    return;
  }
  const series = result.series[figure.dataset.series];
  const lines = [when(result.times[i]), ...valuesOf(figure, series, i)];
  if (other) {
    lines[1] = `${result.title}: ${lines[1]}`;
    lines.push(`${other.title}: ${valuesOf(figure, other.series[figure.dataset.series], i)[0]}`);
  }
  plot.setAttribute("aria-valuetext", lines.join("; "));
  place(figure, result.times, i, lines);
}

function valuesOf(figure, series, i) {
  const round = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 });
  return figure.dataset.share
    ? [`${round(100 * series.mean[i])} % of replications`]
    : [`median ${round(series.p50[i])} ${series.unit}, mean ${round(series.mean[i])}`, `half between ${round(series.p25[i])} and ${round(series.p75[i])}`, `90 % between ${round(series.p5[i])} and ${round(series.p95[i])}`];
}

// The hospital's own time, as the plot's axis has it.
function when(time) {
  const [day, clock] = time.split("T");
  return `${new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })}, ${clock.slice(0, 5)}`;
}

function place(figure, times, i, lines) {
  const { left, right, top, bottom, width, height } = numbers(figure);
  const [first, last] = [Date.parse(times[0]), Date.parse(times[times.length - 1])];
  const x = left + ((right - left) * (Date.parse(times[i]) - first)) / Math.max(1, last - first);
  const [cursor, tip] = [figure.querySelector(".cursor"), figure.querySelector(".tip")];
  cursor.hidden = tip.hidden = false;
  Object.assign(cursor.style, { left: `${(100 * x) / width}%`, top: `${(100 * top) / height}%`, height: `${(100 * (bottom - top)) / height}%` });
  tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  tip.dataset.side = x > (left + right) / 2 ? "left" : "right";
  tip.style.left = `${(100 * x) / width}%`;
}

function hide(figure) {
  if (document.activeElement !== figure.querySelector(".plot")) {
    figure.querySelector(".cursor").hidden = figure.querySelector(".tip").hidden = true;
  }
}

function numbers(figure) {
  return Object.fromEntries(["left", "right", "top", "bottom", "width", "height"].map((name) => [name, Number(figure.dataset[name])]));
}

// The drawing with its colours written into it, its title above, at twice its size.
async function picture(figure) {
  const drawn = figure.querySelector("svg");
  const copy = drawn.cloneNode(true);
  const [from, to] = [[...drawn.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "text-anchor"]) {
      to[i].setAttribute(name, style.getPropertyValue(name));
    }
  });
  const { width, height } = numbers(figure);
  copy.setAttribute("width", 2 * width);
  copy.setAttribute("height", 2 * height);
  const source = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const title = 56;
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height + title });
    const brush = canvas.getContext("2d");
    const colours = getComputedStyle(figure);
    brush.fillStyle = colours.backgroundColor;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.fillStyle = colours.color;
    brush.font = `600 26px ${colours.fontFamily}`;
    brush.fillText(figure.querySelector("figcaption b").textContent, 16, 38, canvas.width - 32);
    brush.drawImage(image, 0, title);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${figure.dataset.series.replaceAll("/", "-")}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } finally {
    URL.revokeObjectURL(source);
  }
}
