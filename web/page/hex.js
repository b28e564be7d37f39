// The bytes: a grid that is edited in place, or all of them as text.

import { byId, later, make, plural, show } from "./dom.js";
import { fromHex, hexByte, hexOffset, toHex } from "./bytes.js";

/** The most bytes of the grid. A single value may be as long as a document. */
const MOST_SHOWN = 8192;

/** The most bytes that are edited as text. */
const MOST_DIGITS = 64 * 1024;

export class Hex {
  constructor(store) {
    this.store = store;
    this.grid = byId("hex");
    this.columns = 16;
    this.cells = [];
    this.marked = [];
    /** The first digit of a byte that is being typed. */
    this.digit = null;
    store.on("page", () => this.draw());
    store.on("mark", () => this.mark());
    store.on("bytes", (by) => this.changed(by));
    this.grid.addEventListener("click", (event) => this.clicked(event));
    this.grid.addEventListener("keydown", (event) => this.pressed(event));
    this.grid.addEventListener("blur", () => this.typing(null));
    byId("as-text").addEventListener("click", () => this.toggle());
    byId("hex-text").addEventListener("input", later(250, () => this.read()));
    new ResizeObserver(() => this.fit()).observe(this.grid);
  }

  /** As many columns as there is room for. */
  fit() {
    const columns = this.grid.clientWidth < 590 ? 8 : 16;
    if (columns === this.columns || this.grid.clientWidth === 0) return;
    this.columns = columns;
    if (this.store.page) {
      this.draw();
      this.mark();
    }
  }

  draw() {
    const { page, shown } = this.store;
    this.digit = null;
    this.start = page.start;
    this.length = Math.min(shown.length, MOST_SHOWN);
    const kinds = this.kinds();
    const lines = [];
    this.cells = [];
    // Lines begin where a dump has them.
    const first = page.start - (page.start % this.columns);
    for (let line = first; line < page.start + this.length; line += this.columns) {
      const row = make("div", { class: "hex-row", role: "row" }, make("span", { class: "offset", role: "rowheader" }, hexOffset(line)));
      let text = "";
      for (let at = line; at < line + this.columns; at += 1) {
        const index = at - page.start;
        if (index < 0 || index >= this.length) {
          row.append(make("span", { class: "byte none", role: "gridcell" }, "  "));
          text += " ";
          continue;
        }
        const cell = make("span", { class: `byte ${kinds[index] ?? ""}`, role: "gridcell", id: `byte-${at}` }, hexByte(shown[index]));
        this.cells[index] = cell;
        row.append(cell);
        text += shown[index] >= 0x20 && shown[index] < 0x7f ? String.fromCharCode(shown[index]) : "·";
      }
      row.append(make("span", { class: "ascii", role: "gridcell" }, text));
      lines.push(row);
    }
    if (shown.length > this.length) {
      lines.push(make("div", { class: "hex-row", role: "row" }, make("span", { class: "more", role: "gridcell" }, `${plural(shown.length - this.length, "more byte")} of this piece`)));
    }
    if (lines.length === 0) {
      lines.push(make("div", { class: "hex-row", role: "row" }, make("span", { class: "more", role: "gridcell" }, "no bytes: type two digits to add one")));
    }
    this.grid.replaceChildren(...lines);
    this.grid.setAttribute("aria-readonly", String(this.store.isRecoded));
    this.help();
  }

  /** The kind of the row of each byte. */
  kinds() {
    const kinds = [];
    for (const { offset, length, kind } of this.store.page.rows) {
      const from = offset - this.start;
      for (let index = Math.max(from, 0); index < Math.min(from + length, this.length); index += 1) kinds[index] = `k-${kind}`;
    }
    return kinds;
  }

  mark() {
    for (const cell of this.marked) cell.classList.remove("marked", "cursor");
    const { page, row, at } = this.store;
    this.marked = [];
    const { offset = at, length = 0 } = page.rows[row] ?? {};
    for (let byte = offset; byte < offset + length && byte - this.start < this.length; byte += 1) this.add(byte, "marked");
    const cursor = this.add(at, "cursor");
    if (cursor) {
      this.grid.setAttribute("aria-activedescendant", cursor.id);
      within(this.grid, cursor);
    } else {
      this.grid.removeAttribute("aria-activedescendant");
    }
    const line = page.rows[row];
    const place = this.store.bytes.length === 0 ? "" : `byte ${at.toLocaleString("en")} (0x${hexOffset(at)})`;
    byId("place").textContent = line && length > 1 ? `${place}, ${plural(length, "byte")}` : place;
  }

  add(byte, name) {
    const cell = this.cells[byte - this.start];
    if (!cell) return null;
    cell.classList.add(name);
    this.marked.push(cell);
    return cell;
  }

  clicked(event) {
    const cell = event.target.closest("[id^=byte-]");
    this.typing(null);
    if (cell) this.store.markByte(Number(cell.id.slice(5)));
  }

  /** Shows the digit that waits for its second one. */
  typing(digit) {
    const index = this.store.at - this.start;
    const cell = this.cells[index];
    if (this.digit !== null && digit === null && cell) cell.textContent = hexByte(this.store.shown[index]);
    this.digit = digit;
    if (digit !== null && cell) cell.textContent = `${digit.toUpperCase()}_`;
  }

  pressed(event) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns, PageUp: -16 * this.columns, PageDown: 16 * this.columns };
    const { store } = this;
    const last = store.page.length - 1;
    if (key in moves) this.move(store.at + moves[key]);
    else if (key === "Home") this.move(0);
    else if (key === "End") this.move(last);
    else if (key === "Escape") this.typing(null);
    else if (key === "Enter") byId("rows").focus();
    else if (/^[0-9a-fA-F]$/.test(key)) this.type(key);
    else if (key === "Insert") this.splice(store.at, 0, [0]);
    else if (key === "Delete") this.splice(store.at, 1, []);
    else if (key === "Backspace" && store.at > 0) {
      store.at -= 1;
      this.splice(store.at, 1, []);
    } else return;
    event.preventDefault();
  }

  move(at) {
    this.typing(null);
    const last = this.store.page.length - 1;
    if (last >= 0) this.store.goTo(Math.max(0, Math.min(at, last)));
  }

  type(key) {
    if (this.store.isRecoded) return;
    if (this.digit === null && this.store.bytes.length > 0) return void this.typing(key);
    const { at } = this.store;
    const value = parseInt((this.digit ?? "0") + key, 16);
    this.digit = null;
    this.splice(at, this.store.bytes.length > 0 ? 1 : 0, [value]);
    this.move(at + 1);
  }

  splice(at, removed, added) {
    const { bytes, isRecoded } = this.store;
    if (isRecoded || at > bytes.length) return;
    const changed = new Uint8Array(bytes.length - Math.min(removed, bytes.length - at) + added.length);
    changed.set(bytes.subarray(0, at));
    changed.set(added, at);
    changed.set(bytes.subarray(at + removed), at + added.length);
    this.store.change(changed, "hex");
  }

  get isText() {
    return byId("as-text").getAttribute("aria-pressed") === "true";
  }

  toggle() {
    const isText = !this.isText;
    byId("as-text").setAttribute("aria-pressed", String(isText));
    show(byId("hex-edit"), isText);
    show(this.grid, !isText);
    this.help();
    if (isText) {
      this.write();
      byId("hex-text").focus();
    } else {
      this.draw();
      this.mark();
    }
  }

  help() {
    show(byId("hex-help"), !this.isText && !this.store.isRecoded);
    show(byId("hex-recoded"), !this.isText && this.store.isRecoded);
  }

  /** All bytes as text. */
  write() {
    const { bytes } = this.store;
    const isLong = bytes.length > MOST_DIGITS;
    byId("hex-text").readOnly = isLong;
    byId("hex-text").value = toHex(bytes.subarray(0, MOST_DIGITS));
    byId("hex-fault").textContent = isLong ? `The first ${plural(MOST_DIGITS, "byte")} only, not to edit: the document has ${plural(bytes.length, "byte")}` : "";
  }

  read() {
    const found = fromHex(byId("hex-text").value);
    byId("hex-fault").textContent = typeof found === "string" ? `${found}; the meaning shows the bytes before` : "";
    if (typeof found !== "string") this.store.change(found, "hex-text");
  }

  changed(by) {
    if (by === "open" && this.isText) this.toggle();
    else if (this.isText && by !== "hex-text") this.write();
  }
}

/** Scrolls a list, and not the page, so that an element is in sight. */
export function within(list, element) {
  const [outer, inner] = [list.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top + 8) list.scrollTop -= outer.top - inner.top + outer.height / 3;
  else if (inner.bottom > outer.bottom - 8) list.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
}
