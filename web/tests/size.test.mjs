// The bars of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { file, module, size } from "./page.mjs";

// Without the source of the standard library the module is larger: `build` says so.
const isLarger = readFileSync(join(dirname(module), "library"), "utf8").trim() !== "small";

test("the module and the file are small", { skip: isLarger && "built with the library of the compiler" }, () => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const packed = brotliCompressSync(readFileSync(module), { params }).length;
  console.log(`module ${size(module)} bytes, ${packed} in brotli; page ${size(file)} bytes`);
  assert.ok(packed <= 550_000, `the module in brotli: ${packed} bytes`);
  assert.ok(size(file) <= 2_500_000, `the page: ${size(file)} bytes`);
});

test("the policy allows only what the page carries", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(file, "utf8"))[1];
  const rules = policy.split("; ").sort();
  assert.match(rules.find((rule) => rule.startsWith("script-src")), /^script-src 'sha256-[^ ]+' 'wasm-unsafe-eval'$/);
  assert.match(rules.find((rule) => rule.startsWith("style-src")), /^style-src 'sha256-[^ ]+'$/);
  const others = rules.filter((rule) => !/^(script|style)-src/.test(rule));
  assert.deepEqual(others, ["base-uri 'none'", "default-src 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]);
});

test("the page names no other place and no folder of the machine that built it", () => {
  const page = readFileSync(file, "utf8");
  const outside = page.match(/(?:src|href|action)\s*=\s*["']?(?:https?:)?\/\//g);
  assert.equal(outside, null);
  const binary = readFileSync(module, "latin1");
  assert.doesNotMatch(binary, /\/(?:root|home|Users)\//);
});
