// Readable for everybody: axe, narrow screens, dark and light.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { drop, end, open, picture, testFile } from "./page.mjs";

after(end);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The views of the page, each with the way there. */
const VIEWS = {
  start: async () => {},
  conversation: async (page) => {
    await drop(page, "conversation.pcapng", testFile("captures/conversation.pcapng"));
    await page.waitForSelector("#work:not([hidden])");
  },
  document: async (page) => {
    await drop(page, "login.wbxml", testFile("csp/1.2/login-request.wbxml"));
    await page.waitForSelector("#work:not([hidden])");
    await page.click("#byte-77");
  },
  broken: async (page) => {
    await drop(page, "cut.wbxml", testFile("bad/cut-in-the-middle.wbxml"));
    await page.waitForSelector("#broken:not([hidden])");
    await page.click("#tab-findings");
  },
  xml: async (page) => {
    await VIEWS.document(page);
    await page.click("#tab-xml");
    await page.click("#as-text");
  },
  share: async (page) => {
    await VIEWS.document(page);
    await page.click("#share");
    await page.waitForSelector("#share-box[open]");
  },
};

for (const width of [1280, 400]) {
  for (const dark of [false, true]) {
    const theme = dark ? "dark" : "light";
    test(`${width} pixels, ${theme}`, async () => {
      for (const [name, go] of Object.entries(VIEWS)) {
        // The policy of the page forbids axe.
        const { page, close } = await open({ width, dark, bypassCSP: true });
        await go(page);
        await picture(page, `${name}-${width}-${theme}`);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${name} is ${beyond} pixels too wide`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ""}`).slice(0, 3).join(" | ")}`);
        assert.deepEqual(found, [], `${name}, ${width}, ${theme}`);
        await close();
      }
    });
  }
}

test("the button changes between dark and light", async () => {
  for (const dark of [false, true]) {
    const { page, close } = await open({ dark });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ground();
    await page.click("#theme");
    const other = await ground();
    assert.notEqual(other, before);
    await page.click("#theme");
    assert.equal(await ground(), before);
    await close();
  }
});
