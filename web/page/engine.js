// The module: four functions over its memory.

import { byId } from "./dom.js";
import { fromBase64, gunzip } from "./bytes.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Loads the module that the page carries. */
export async function load() {
  const packed = fromBase64(byId("module").textContent);
  return new Engine(await WebAssembly.compile(await gunzip(packed)));
}

export class Engine {
  constructor(module) {
    this.module = module;
    /** The number of calls that ended with a trap. */
    this.traps = 0;
    this.start();
  }

  start() {
    this.exports = new WebAssembly.Instance(this.module, {}).exports;
  }

  /** The bytes of the module's memory. It never shrinks. */
  get memory() {
    return this.exports.memory.buffer.byteLength;
  }

  /** Asks a question about bytes. The answer has `fault` if there is no other. */
  ask(question, bytes = new Uint8Array()) {
    try {
      return this.answer(encoder.encode(JSON.stringify(question)), bytes);
    } catch {
      // A trap leaves the memory as it was in the middle of something.
      this.traps += 1;
      this.start();
      return { fault: { text: "the inspector gave up on this input: too large for this browser, or a fault of ours" } };
    }
  }

  answer(question, bytes) {
    const { alloc, dealloc, inspect, result, memory } = this.exports;
    const length = 4 + question.length + bytes.length;
    const room = alloc(length);
    if (room === 0) return { fault: { text: "too large for this browser" } };
    new DataView(memory.buffer).setUint32(room, question.length, true);
    new Uint8Array(memory.buffer).set(question, room + 4);
    new Uint8Array(memory.buffer).set(bytes, room + 4 + question.length);
    const size = inspect(room, length);
    dealloc(room, length);
    const answer = result();
    const text = decoder.decode(new Uint8Array(memory.buffer, answer, size));
    dealloc(answer, size);
    return JSON.parse(text);
  }
}
