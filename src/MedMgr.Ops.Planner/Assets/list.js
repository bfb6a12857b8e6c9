import { handleRuns, showChosen } from "./runs.js";
import { follow } from "./stream.js";

handleRuns();
follow(document.body.dataset.stream, { changed: showChosen });
