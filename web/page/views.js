// The document as XML and as JSON, to read and to edit.

import { LONG, byId, later, make, plural, shown } from "./dom.js";
import { fromBase64 } from "./bytes.js";
import { capital } from "./rows.js";

/** The most bytes of text that a field shows. */
const MOST_TEXT = 300_000;

const NAMES = { wbxml: "binary XML", xml: "XML", json: "JSON", pts: "plain text" };

const encoder = new TextEncoder();

/** Converts bytes. The answer has the bytes, or a fault. */
export function convert(store, bytes, question) {
  const answer = store.engine.ask({ ask: "convert", ...store.reading, ...question }, bytes);
  if (answer.fault) return answer;
  return { ...answer, result: answer.text === undefined ? fromBase64(answer.bytes) : encoder.encode(answer.text) };
}

/** One tab with a text of the document. */
export class View {
  constructor(store, form) {
    this.store = store;
    this.form = form;
    this.field = byId(form);
    this.state = byId(`${form}-state`);
    this.isOld = true;
    store.on("bytes", (by) => this.changed(by));
    this.field.addEventListener("input", later(250, () => this.read()));
  }

  get isShown() {
    return !byId(`panel-${this.form}`).hidden;
  }

  changed(by) {
    if (by === this.form) return;
    this.isOld = true;
    if (this.isShown) this.show();
  }

  show() {
    if (!this.isOld) return;
    this.isOld = false;
    if (this.store.bytes.length < LONG) return void this.draw();
    this.field.value = "";
    this.tell("", "Converting…");
    shown(() => this.draw());
  }

  draw() {
    const found = convert(this.store, this.store.bytes, { to: this.form, most: MOST_TEXT });
    if (found.fault) {
      this.field.value = "";
      this.field.readOnly = true;
      return void this.tell("bad", `${sentence(found.fault)} The document has no form in ${NAMES[this.form]}.`);
    }
    this.field.value = found.text;
    this.field.readOnly = found.length > MOST_TEXT;
    this.field.scrollTop = 0;
    if (this.field.readOnly) return void this.tell("", `The start of ${plural(found.length, "byte")}, too long to edit here.`);
    this.tell(found.is_loss ? "bad" : "", `${notes(found)}Edit the text: the bytes follow.`);
  }

  /** Makes the bytes of the text. */
  read() {
    if (this.field.readOnly) return;
    const text = encoder.encode(this.field.value);
    const to = this.store.syntax ?? "wbxml";
    const reading = { media_type: this.store.reading.media_type };
    // A text of the form that the bytes have is converted too, to see whether it has a fault.
    const question = { from: this.form, to: to === this.form ? "xml" : to };
    const made = convert({ engine: this.store.engine, reading }, text, question);
    if (made.fault) {
      const button = made.fault.line === undefined ? null : make("button", { onclick: () => this.select(made.fault) }, `Go to line ${made.fault.line}`);
      return void this.tell("bad", `${sentence(made.fault)} The bytes are of the last text without a fault. `, button);
    }
    this.store.reading = { ...this.store.reading, charset: null };
    // A text of the same form is its own bytes.
    const bytes = to === this.form ? text : made.result;
    this.store.change(bytes, this.form);
    this.tell("good", `${notes(made)}${plural(bytes.length, "byte")} of ${NAMES[to]}.`);
  }

  tell(kind, text, ...more) {
    this.state.className = `state ${kind}`;
    this.state.replaceChildren(text, ...more.filter(Boolean));
  }

  /** Puts the cursor at the place of a fault. */
  select({ line, column }) {
    const lines = this.field.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const at = start + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    this.field.focus();
    this.field.setSelectionRange(at, start + (lines[line - 1] ?? "").length);
    const height = this.field.scrollHeight / Math.max(lines.length, 1);
    this.field.scrollTop = height * (line - 4);
  }
}

function notes({ notes: all }) {
  return all.length === 0 ? "" : `${all.map((note) => capital(note)).join(". ")}. `;
}

/** A fault in words, with its place. */
export function sentence({ text, line, column, offset, path, hint }) {
  const place = line !== undefined ? `Line ${line}, column ${column}: ` : offset !== undefined ? `Byte ${offset}: ` : "";
  return `${place}${place ? text : capital(text)}${path ? ` (in ${path})` : ""}.${hint ? ` ${capital(hint)}.` : ""}`;
}
