// The page in a real browser, opened from the disk.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { below, bytes, drop, end, open, picture, root, testFile, text } from "./page.mjs";

after(end);

const LOGIN = testFile("csp/1.2/login-request.wbxml");

/** A page with the bytes pasted in hexadecimal. */
async function pasted(content = LOGIN, options = {}) {
  const opened = await open(options);
  await opened.page.fill("#paste", content.toString("hex"));
  await opened.page.click("#read");
  await opened.page.waitForSelector("#work:not([hidden])");
  return opened;
}

test("it opens from the disk and says what to do", async () => {
  const { page, close } = await open();
  assert.ok(await page.isVisible("#drop"));
  assert.match(await text(page, ".privacy"), /Nothing leaves this machine/);
  assert.equal(await page.locator(".sample").count(), 9);
  await page.click("#read");
  assert.equal(await text(page, "#paste-fault"), "Paste bytes or text first.");
  await picture(page, "start");
  await close();
});

test("every sample is explained", async () => {
  const { page, close } = await open();
  for (let index = 0; index < 9; index += 1) {
    await page.locator(".sample").nth(index).click();
    assert.ok((await page.locator("#rows .row").count()) > 3, `sample ${index}`);
    await page.click("#again");
  }
  await close();
});

test("pasted digits are explained", async () => {
  const { page, close } = await pasted();
  assert.deepEqual(await bytes(page), LOGIN);
  assert.match(await text(page, "#notes"), /dump in hexadecimal/);
  assert.match(await text(page, "#rows"), /<UserID>/);
  assert.equal(await text(page, "#facts"), `${LOGIN.length} bytes, binary XML`);
  await picture(page, "document");
  await close();
});

test("what is no document says so", async () => {
  const { page, close } = await open();
  await page.fill("#paste", "PK\u0003\u0004");
  await page.click("#read");
  assert.match(await text(page, "#rows"), /zip archive/);
  await close();
});

test("a click on a byte marks its meaning, and the other way round", async () => {
  const { page, close } = await pasted();
  const at = LOGIN.indexOf("wv:john");
  await page.click(`#byte-${at}`);
  const row = page.locator('#rows [aria-selected="true"]');
  assert.match(await row.innerText(), /"wv:john@smith.com"/);
  assert.equal(await page.locator(".byte.marked").count(), "wv:john@smith.com".length + 2);
  await page.locator("#rows .row", { hasText: "value Outband" }).click();
  assert.deepEqual(await page.locator(".byte.marked").allInnerTexts(), ["80", "19"]);
  await close();
});

test("the keys move, change, insert and remove bytes", async () => {
  const { page, close } = await pasted();
  await page.focus("#hex");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("12");
  const changed = Buffer.from(LOGIN);
  changed[1] = 0x12;
  assert.deepEqual(await bytes(page), changed);
  // The cursor has gone on to byte 2.
  await page.keyboard.press("Insert");
  assert.deepEqual(await bytes(page), Buffer.concat([changed.subarray(0, 2), Buffer.from([0]), changed.subarray(2)]));
  await page.keyboard.press("Delete");
  assert.deepEqual(await bytes(page), changed);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.deepEqual(await bytes(page), LOGIN);
  assert.ok(await page.isDisabled("#undo"));
  await page.keyboard.press("Control+Shift+Z");
  assert.deepEqual(await bytes(page), changed);
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  assert.match(await page.locator('#rows [aria-selected="true"]').innerText(), /<\/WV-CSP-Message>/);
  await close();
});

test("an edited byte has another meaning", async () => {
  const { page, close } = await pasted();
  const at = LOGIN.indexOf("john");
  await page.click(`#byte-${at}`);
  await page.keyboard.type("4A");
  assert.match(await text(page, "#rows"), /wv:John@smith.com/);
  await page.click("#tab-xml");
  assert.match(await page.inputValue("#xml"), /<UserID>wv:John@smith.com<\/UserID>/);
  await close();
});

test("all bytes are edited as text", async () => {
  const { page, close } = await pasted();
  await page.click("#as-text");
  await page.fill("#hex-text", "03 11 6A 00 2D 0");
  await page.waitForFunction(() => document.getElementById("hex-fault").textContent !== "");
  assert.match(await text(page, "#hex-fault"), /one digit only/);
  assert.deepEqual(await bytes(page), LOGIN);
  await page.fill("#hex-text", "03 11 6A 00 2D");
  await page.waitForFunction(() => globalThis.inspector.page.store.bytes.length === 5);
  assert.match(await text(page, "#rows"), /<Session>/);
  await close();
});

test("edited XML and JSON become bytes", async () => {
  const { page, close } = await pasted();
  await page.click("#tab-xml");
  const xml = await page.inputValue("#xml");
  await page.fill("#xml", xml.replace("wv:john@smith.com", "wv:mary@smith.com"));
  await page.waitForFunction(() => document.getElementById("xml-state").className.includes("good"));
  const expected = Buffer.from(LOGIN.toString("latin1").replace("wv:john@smith.com", "wv:mary@smith.com"), "latin1");
  assert.deepEqual(await bytes(page), expected);
  await page.click("#tab-json");
  const json = await page.inputValue("#json");
  assert.equal(JSON.parse(json).version, "1.2");
  await page.fill("#json", json.replace("wv:mary@smith.com", "wv:john@smith.com"));
  await page.waitForFunction(() => document.getElementById("json-state").className.includes("good"));
  assert.deepEqual(await bytes(page), LOGIN);
  await picture(page, "json");
  await close();
});

test("a fault in the XML has its line, and the bytes stay", async () => {
  const { page, close } = await pasted();
  await page.click("#tab-xml");
  const xml = await page.inputValue("#xml");
  await page.fill("#xml", xml.replace("<UserID>", "<UserID"));
  const button = page.locator("#xml-state button");
  await button.waitFor();
  const line = xml.split("\n").findIndex((each) => each.includes("<UserID>")) + 1;
  assert.equal(await button.innerText(), `Go to line ${line}`);
  await button.click();
  const at = await page.evaluate(() => document.getElementById("xml").selectionStart);
  assert.equal(xml.slice(0, at).split("\n").length, line);
  assert.deepEqual(await bytes(page), LOGIN);
  await picture(page, "xml-fault");
  await close();
});

test("the bytes take another syntax and come back", async () => {
  const { page, close } = await pasted();
  for (const syntax of ["xml", "json", "wbxml"]) {
    await page.selectOption("#as", syntax);
    assert.equal(await page.evaluate(() => globalThis.inspector.page.store.syntax), syntax);
  }
  assert.deepEqual(await bytes(page), LOGIN);
  // A message without codes in plain text stays as it is.
  await drop(page, "picture.wbxml", testFile("csp/1.3/new-message-picture.wbxml"));
  await page.waitForFunction(() => globalThis.inspector.page.store.bytes.length !== 188);
  await page.selectOption("#as", "pts");
  assert.match(await text(page, "#broken"), /NewMessage/);
  assert.equal(await page.inputValue("#as"), "wbxml");
  await close();
});

test("a broken document shows everything before its fault", async () => {
  const { page, close } = await open();
  await drop(page, "cut.wbxml", testFile("bad/cut-in-the-middle.wbxml"));
  await page.waitForSelector("#broken:not([hidden])");
  assert.match(await text(page, "#broken"), /ends too early.*byte 30/);
  assert.match(await text(page, "#rows"), /<TransactionMode>/);
  assert.equal(await text(page, "#count"), "1");
  await page.click("#tab-findings");
  assert.match(await text(page, "#findings"), /ends too early/);
  await picture(page, "broken");
  await close();
});

test("findings lead to their bytes", async () => {
  const { page, close } = await open();
  await drop(page, "order.xml", testFile("faults/order-login.xml"));
  await page.waitForSelector("#work:not([hidden])");
  await page.click("#tab-findings");
  assert.match(await text(page, "#findings"), /warning found UserID too late/);
  await page.click("#findings button");
  await page.click("#tab-rows");
  assert.match(await page.locator('#rows [aria-selected="true"]').innerText(), /<UserID>/);
  await close();
});

test("a dropped capture is a conversation with filters", async () => {
  const { page, close } = await open();
  await drop(page, "conversation.pcapng", testFile("captures/conversation.pcapng"));
  await page.waitForSelector("#capture:not([hidden])");
  assert.equal(await page.locator("#events .event").count(), 40);
  assert.match(await page.locator("#events .event").nth(19).innerText(), /SendMessage to mary, 34 bytes; 200 after 120 ms/);
  await picture(page, "conversation");
  await page.locator(".chip", { hasText: "s-mary" }).click();
  const ofMary = await page.locator("#events .event").count();
  assert.ok(ofMary > 5 && ofMary < 20, `${ofMary}`);
  await page.selectOption("#primitive", "Logout");
  assert.deepEqual(await page.locator("#events .number").allInnerTexts(), ["40"]);
  await page.locator(".chip", { hasText: "s-mary" }).click();
  await page.selectOption("#primitive", "");
  await page.check("#errors");
  assert.ok((await page.locator("#events .number").allInnerTexts()).includes("34"));
  assert.match(await text(page, "#capture-count"), /^\d+ of 40 messages$/);
  await page.selectOption("#primitive", "Service");
  assert.match(await text(page, "#events"), /No message of this kind/);
  await close();
});

test("a message of a capture has its bytes and its meaning", async () => {
  const { page, close } = await open();
  await drop(page, "conversation.pcapng", testFile("captures/conversation.pcapng"));
  await page.click("#event-38");
  assert.match(await text(page, "#rows"), /<Logout-Request>/);
  await page.focus("#events");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.getAttribute("#event-37", "aria-selected"), "true");
  // An answer of HTTP without a body.
  assert.equal(await text(page, "#no-document"), "Message 37 carries no document.");
  assert.ok(await page.isHidden("#work"));
  await page.keyboard.press("ArrowDown");
  assert.equal(await text(page, "#name"), "Message 38");
  assert.ok(await page.isHidden("#no-document"));
  await close();
});

test("an input with several documents shows each", async () => {
  const { page, close } = await open();
  await drop(page, "two.wbxml", testFile("inputs/K02-two-documents.wbxml"));
  await page.waitForSelector("#documents-label:not([hidden])");
  const first = await bytes(page);
  await page.selectOption("#documents", "1");
  assert.notDeepEqual(await bytes(page), first);
  await close();
});

test("a document of 5 MB is shown page by page", async () => {
  const item = Buffer.from("75037465787400" + "01", "hex");
  const large = Buffer.concat([Buffer.from("03116A0049", "hex"), ...Array(655_000).fill(item), Buffer.from("01", "hex")]);
  const { page, close } = await open();
  await drop(page, "large.wbxml", large);
  await page.waitForSelector("#work:not([hidden])", { timeout: 60_000 });
  assert.match(await text(page, "#rows-pages"), /rows 1 to 400 of more than/);
  assert.ok((await page.locator("#hex .byte").count()) < 9000);
  await page.click("#rows-pages button:last-child");
  assert.match(await text(page, "#rows-pages"), /rows 401 to 800/);
  await close();
});

test("a link holds the bytes in its fragment", async () => {
  const first = await pasted();
  await first.page.click("#share");
  await first.page.waitForSelector("#share-box[open]");
  const link = await first.page.inputValue("#share-link");
  assert.match(await text(first.page, "#share-box"), /passwords/);
  await picture(first.page, "share");
  await first.page.click("#share-close");
  await first.close();
  const [address, fragment] = link.split("#");
  assert.match(address, /^file:.*\.html$/);
  const second = await open({ hash: `#${fragment}` });
  assert.deepEqual(await bytes(second.page), LOGIN);
  assert.match(await text(second.page, "#rows"), /<Login-Request>/);
  await second.close();
  for (const hash of ["#z=AAAA", "#b=", "#other", "#z=%%%"]) {
    const { page, close } = await open({ hash });
    assert.ok(await page.isVisible("#empty"), hash);
    await close();
  }
});

test("a trap is a message, and the page goes on", async () => {
  const { page, close } = await pasted();
  const fault = await page.evaluate(() => {
    const { engine } = globalThis.inspector;
    engine.exports = { ...engine.exports, inspect: () => { throw new WebAssembly.RuntimeError("unreachable"); } };
    return engine.ask({ ask: "open" }, new Uint8Array([60])).fault.text;
  });
  assert.match(fault, /gave up on this input/);
  await page.click("#byte-9");
  await page.keyboard.type("00");
  assert.equal((await bytes(page))[9], 0);
  await close();
});

test("a document in another character set is shown in UTF-8, and its XML is edited", async () => {
  const { page, close } = await open();
  await drop(page, "koi8-r.xml", testFile("inputs/K05-koi8-r.xml"));
  await page.waitForSelector("#hex-recoded:not([hidden])");
  const before = await bytes(page);
  await page.focus("#hex");
  await page.keyboard.type("00");
  await page.keyboard.press("Delete");
  assert.deepEqual(await bytes(page), before);
  await page.click("#tab-xml");
  await page.fill("#xml", `${await page.inputValue("#xml")} `);
  await page.waitForSelector("#hex-recoded[hidden]", { state: "attached" });
  assert.match((await bytes(page)).toString("utf8"), /[\u0400-\u04FF]/u);
  await close();
});

test("markup in a document is text", async () => {
  const { page, close } = await open();
  await page.fill("#paste", "<WV-CSP-Message><Session>&lt;img src=x onerror=alert(1)&gt;</Session></WV-CSP-Message>");
  await page.click("#read");
  assert.match(await text(page, "#rows"), /"img src=x onerror=alert\(1\)"/);
  assert.equal(await page.locator("#work img").count(), 0);
  await close();
});

for (const folder of ["fuzz/seeds", "testdata/bad", "testdata/inputs", "testdata/captures", "testdata/regressions"]) {
  test(`whatever is dropped on the page, it shows something: ${folder}`, async () => {
    const { page, close } = await open();
    const all = [...below(join(root, folder))].map((path) => readFileSync(path).toString("base64"));
    for (let first = 0; first < all.length; first += 100) {
      await page.evaluate((inputs) => {
        const { page } = globalThis.inspector;
        for (const input of inputs) {
          const fault = page.open(Uint8Array.from(atob(input), (letter) => letter.charCodeAt(0)));
          if (fault) continue;
          for (const tab of ["xml", "json", "findings", "rows"]) page.tab(tab);
          page.store.goTo(page.store.page.length >> 1);
        }
      }, all.slice(first, first + 100));
    }
    // A trap starts a new instance.
    assert.equal(await page.evaluate(() => globalThis.inspector.engine.traps), 0);
    await close();
  });
}
