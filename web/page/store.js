// The document that is shown: its bytes, a page of its rows, the marked row, and older bytes.

import { fromBase64 } from "./bytes.js";

/** The most bytes that undoing keeps. */
const MOST_KEPT = 64 << 20;

export class Store extends EventTarget {
  constructor(engine) {
    super();
    this.engine = engine;
    this.bytes = new Uint8Array();
    this.reading = {};
    this.syntax = null;
    this.page = null;
    /** The index of the marked row on the page, and the byte with the cursor. */
    this.row = -1;
    this.at = 0;
    this.past = [];
    this.future = [];
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  on(name, run) {
    this.addEventListener(name, (event) => run(event.detail));
  }

  /** Shows another document. */
  open(bytes, document) {
    this.bytes = bytes;
    this.reading = { charset: document.charset ?? null, media_type: document.media_type ?? null, version: null };
    this.past = [];
    this.future = [];
    this.explain({ first: 0 });
    this.tell("open", document);
    this.tell("bytes", "open");
    this.mark(this.page.rows.findIndex((row) => row.length > 0));
  }

  /** Changes the bytes. `by` is the part of the page that did it, and keeps what it shows. */
  change(bytes, by) {
    this.past.push(this.bytes);
    let kept = this.past.reduce((sum, each) => sum + each.length, 0);
    while (kept > MOST_KEPT && this.past.length > 1) kept -= this.past.shift().length;
    this.future = [];
    this.replace(bytes, by);
  }

  undo() {
    if (this.past.length === 0) return;
    this.future.push(this.bytes);
    this.replace(this.past.pop(), "undo");
  }

  redo() {
    if (this.future.length === 0) return;
    this.past.push(this.bytes);
    this.replace(this.future.pop(), "undo");
  }

  replace(bytes, by) {
    this.bytes = bytes;
    const at = Math.min(this.at, Math.max(bytes.length - 1, 0));
    this.explain(by === "hex" ? { first: this.page?.first ?? 0 } : { first: 0 });
    this.tell("bytes", by);
    if (at >= this.page.start && at < this.page.end) this.markByte(at);
    else this.mark(this.page.rows.findIndex((row) => row.length > 0));
  }

  /** Makes a page of rows: from the row `first`, or around the byte `at`. */
  explain(place) {
    const page = this.engine.ask({ ask: "explain", ...this.reading, ...place }, this.bytes);
    this.page = page.fault
      ? { rows: [], faults: [], notes: [], first: 0, total: 0, start: 0, end: Math.min(this.bytes.length, 4096), length: this.bytes.length, refused: page.fault }
      : page;
    this.syntax = this.page.syntax ?? null;
    this.row = -1;
    this.tell("page");
  }

  /** The bytes of the page. Offsets of some documents count in another form of them. */
  get shown() {
    const { start, end, recoded } = this.page;
    return recoded === undefined ? this.bytes.subarray(start, end) : fromBase64(recoded);
  }

  get isRecoded() {
    return this.page.recoded !== undefined;
  }

  /** Goes to a byte, perhaps on another page. */
  goTo(at) {
    if (at < this.page.start || at >= this.page.end) this.explain({ at });
    this.markByte(at);
  }

  turn(first) {
    this.explain({ first: Math.max(0, first) });
    this.mark(this.page.rows.findIndex((row) => row.length > 0));
  }

  /** Marks a row and its bytes. */
  mark(row) {
    this.row = row;
    this.at = this.page.rows[row]?.offset ?? this.page.start;
    this.tell("mark");
  }

  /** Marks a byte and its row. */
  markByte(at) {
    this.row = this.rowOf(at);
    this.at = at;
    this.tell("mark");
  }

  /** The row of a byte: the last one that begins before it and has it. */
  rowOf(at) {
    const { rows } = this.page;
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      const { offset, length } = rows[index];
      if (offset <= at && (at < offset + length || (length === 0 && offset === at && rows[index].kind === "fault"))) return index;
    }
    return -1;
  }
}
