// The thread that CP-SAT runs in. It calls what CpSat.solveRaw of or-tools-wasm calls (solve_model: messages in and out), but makes the runtime itself, because the
// package's loader offers neither the log lines while the solver runs nor the memory through which it can be interrupted.
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import createRuntime from './node_modules/or-tools-wasm/build/javascript/node-wasm/cp_sat_runtime_node.js';

const runtimeFile = (name) => new URL(`./node_modules/or-tools-wasm/build/javascript/node-wasm/${name}`, import.meta.url);
const pagesOf64KiB = { initial: 256, maximum: 32768 };

const memory = new WebAssembly.Memory({ ...pagesOf64KiB, shared: true });
const code = await WebAssembly.compile(await readFile(runtimeFile('cp_sat_runtime_node.wasm')));
let request = 0;

const runtime = await createRuntime({
  wasmMemory: memory,
  instantiateWasm: (imports, done) => {
    WebAssembly.instantiate(code, imports).then((instance) => done(instance, code));
    return {};
  },
  locateFile: (name) => runtimeFile(name).pathname,
  print: (log) => parentPort.postMessage({ request, log }),
});

function intoHeap(bytes) {
  const at = runtime._malloc(Math.max(1, bytes.length));
  runtime.HEAPU8.set(bytes, at);
  return at;
}

async function solve(parameters, model) {
  const lengthAt = runtime._malloc(4);
  const parametersAt = intoHeap(parameters);
  const modelAt = intoHeap(model);
  let answerAt = 0;
  try {
    const types = ['number', 'number', 'number', 'number', 'number'];
    const values = [modelAt, model.length, parametersAt, parameters.length, lengthAt];
    answerAt = await runtime.ccall('solve_model', 'number', types, values, { async: true });
    const heap = runtime.HEAPU8;
    const length = new DataView(heap.buffer).getUint32(lengthAt, true);
    if (answerAt === 0 || length === 0) throw new Error('The solver could not read the model or its parameters.');
    return heap.slice(answerAt, answerAt + length);
  } finally {
    for (const at of [lengthAt, parametersAt, modelAt]) runtime._free(at);
    if (answerAt !== 0) runtime._free_buffer(answerAt);
  }
}

// One after the other: the runtime has one stack.
let last = Promise.resolve();
parentPort.on('message', (message) => {
  last = last.then(async () => {
    request = message.request;
    const split = 4 + new DataView(message.body.buffer).getUint32(0, true);
    try {
      parentPort.postMessage({ request, answer: await solve(message.body.subarray(4, split), message.body.subarray(split)) });
    } catch (error) {
      parentPort.postMessage({ request, failure: String(error?.stack ?? error) });
    }
  });
});

parentPort.postMessage({ ready: { memory, code } });
