// The module itself: whatever comes in, an answer comes out, and the memory is given back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { below, module, root, testFile } from "./page.mjs";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const compiled = new WebAssembly.Module(readFileSync(module));

/** An instance, and a function that asks it. A trap is an exception. */
function start() {
  const { alloc, dealloc, inspect, result, memory } = new WebAssembly.Instance(compiled, {}).exports;
  const ask = (question, bytes) => {
    const words = encoder.encode(typeof question === "string" ? question : JSON.stringify(question));
    const length = 4 + words.length + bytes.length;
    const room = alloc(length);
    new DataView(memory.buffer).setUint32(room, words.length, true);
    new Uint8Array(memory.buffer).set(words, room + 4);
    new Uint8Array(memory.buffer).set(bytes, room + 4 + words.length);
    const size = inspect(room, length);
    dealloc(room, length);
    const answer = result();
    const text = decoder.decode(new Uint8Array(memory.buffer, answer, size));
    dealloc(answer, size);
    return JSON.parse(text);
  };
  return { ask, memory };
}

const QUESTIONS = [{ ask: "open" }, { ask: "message", number: 1 }, { ask: "explain" }, { ask: "explain", at: 9, version: "1.1" }, { ask: "convert", to: "xml" }, { ask: "convert", to: "json" }, { ask: "convert", to: "wbxml" }, { ask: "convert", to: "pts" }, { ask: "validate" }];

for (const folder of ["fuzz/seeds", "testdata/bad", "testdata/faults", "testdata/inputs", "testdata/captures", "testdata/regressions", "testdata/pts", "testdata/provisioning"]) {
  test(`no trap: ${folder}`, () => {
    const { ask } = start();
    let count = 0;
    for (const path of below(join(root, folder))) {
      const bytes = readFileSync(path);
      for (const question of QUESTIONS) {
        const answer = ask(question, bytes);
        const keys = ["fault", "documents", "capture", "name", "rows", "length", "findings"];
        assert.ok(keys.some((key) => answer[key] !== undefined), `${path} ${question.ask}`);
      }
      count += 1;
    }
    assert.ok(count > 0);
  });
}

test("a request without sense is a fault", () => {
  const { ask } = start();
  for (const question of ["", "{", "[]", '{"ask":"nothing"}']) assert.ok(ask(question, new Uint8Array()).fault);
});

test("the memory does not grow from call to call", () => {
  const { ask, memory } = start();
  const inputs = [testFile("captures/conversation.pcapng"), testFile("csp/1.3/new-message-picture.wbxml"), testFile("bad/cut-in-the-middle.wbxml"), testFile("inputs/wrapped/http-chunked-gzip.bin")];
  const all = () => inputs.forEach((bytes) => QUESTIONS.forEach((question) => ask(question, bytes)));
  // The first rounds find the places for everything.
  for (let round = 0; round < 10; round += 1) all();
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 200; round += 1) all();
  assert.equal(memory.buffer.byteLength, before);
});

test("what is too large is a fault", () => {
  const { ask } = start();
  assert.match(ask({ ask: "open" }, new Uint8Array((16 << 20) + 1).fill(0x41)).fault.text, /16 MiB/);
});
