// CP-SAT behind a pair of pipes. Frames on stdin and stdout: length (uint32, little endian, of what follows), kind (byte), request (uint32), payload.
// This thread only listens; the solver blocks the thread that it runs in (engine.mjs).
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { interrupter } from './interrupt.mjs';

const toWorker = { solve: 1, stop: 2 };
const fromWorker = { ready: 11, log: 12, answer: 13, failure: 14 };

const engine = new Worker(new URL('./engine.mjs', import.meta.url));
let interrupt = () => {};
let solving = 0;
let stopping;

function send(kind, request, payload) {
  const frame = Buffer.allocUnsafe(9 + payload.length);
  frame.writeUInt32LE(5 + payload.length, 0);
  frame.writeUInt8(kind, 4);
  frame.writeUInt32LE(request, 5);
  frame.set(payload, 9);
  for (let sent = 0; sent < frame.length; ) sent += writeSync(1, frame, sent);
}

engine.on('message', (message) => {
  if (message.ready) {
    interrupt = interrupter(message.ready);
    send(fromWorker.ready, 0, Buffer.from(process.version));
  } else if (message.log !== undefined) {
    send(fromWorker.log, message.request, Buffer.from(message.log));
  } else {
    solving = 0;
    clearInterval(stopping);
    if (message.answer) send(fromWorker.answer, message.request, message.answer);
    else send(fromWorker.failure, message.request, Buffer.from(message.failure));
  }
});

engine.on('error', (error) => {
  console.error(error);
  process.exit(1);
});

function receive(frame) {
  const kind = frame.readUInt8(0);
  const request = frame.readUInt32LE(1);
  if (kind === toWorker.solve) {
    solving = request;
    const body = new Uint8Array(frame.subarray(5));
    engine.postMessage({ request, body }, [body.buffer]);
  } else if (kind === toWorker.stop && solving === request) {
    // Again and again: the search may not have begun yet, and then there is nothing to interrupt.
    clearInterval(stopping);
    stopping = setInterval(interrupt, 10);
    interrupt();
  }
}

let pending = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
  while (pending.length >= 4) {
    const length = pending.readUInt32LE(0);
    if (pending.length < 4 + length) break;
    receive(pending.subarray(4, 4 + length));
    pending = pending.subarray(4 + length);
  }
});
// Whoever started this process is gone: nobody is left to answer.
process.stdin.on('end', () => process.exit(0));
