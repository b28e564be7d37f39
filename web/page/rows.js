// The meaning of the bytes: a row per piece.

import { byId, make, show } from "./dom.js";
import { hexOffset } from "./bytes.js";
import { within } from "./hex.js";

export class Rows {
  constructor(store) {
    this.store = store;
    this.list = byId("rows");
    this.marked = null;
    store.on("page", () => this.draw());
    store.on("mark", () => this.mark());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) store.mark(Number(option.id.slice(4)));
    });
    this.list.addEventListener("keydown", (event) => this.pressed(event));
  }

  draw() {
    const { page } = this.store;
    this.marked = null;
    const options = page.rows.map((row, index) => this.option(row, index));
    if (page.refused) options.push(make("div", { class: "none", role: "option", "aria-selected": "false" }, capital(page.refused.text), page.refused.hint ? `. ${capital(page.refused.hint)}` : "", "."));
    this.list.replaceChildren(...options);
    this.list.scrollTop = 0;
    this.pages(page);
  }

  option(row, index) {
    const { kind, token, meaning, code, path, depth, offset, line, column } = row;
    const place = line === undefined ? hexOffset(offset) : `${line}:${column}`;
    const option = make("div", { class: `row k-${kind}`, role: "option", id: `row-${index}`, "aria-selected": "false", title: path ?? "" });
    if (kind === "document") {
      option.append(make("span", { class: "token" }, meaning ? `${capital(token)}: ${meaning}` : capital(token)));
      return option;
    }
    option.style.setProperty("--depth", Math.min(depth, 24));
    option.append(
      make("span", { class: "offset" }, place),
      make("span", { class: "what" }, make("span", { class: "token" }, token), code ? make("span", { class: "code" }, code) : null, meaning ? make("span", { class: "meaning" }, meaning) : null),
    );
    return option;
  }

  pages({ first, rows, total, is_longer: isLonger }) {
    const isSeveral = first > 0 || first + rows.length < total;
    const bar = byId("rows-pages");
    show(bar, isSeveral);
    if (!isSeveral) return void bar.replaceChildren();
    const text = `rows ${(first + 1).toLocaleString("en")} to ${(first + rows.length).toLocaleString("en")} of ${isLonger ? "more than " : ""}${total.toLocaleString("en")}`;
    const back = make("button", { disabled: first === 0, onclick: () => this.store.turn(first - 400) }, "Before");
    const on = make("button", { disabled: first + rows.length >= total, onclick: () => this.store.turn(first + rows.length) }, "Next");
    bar.replaceChildren(back, make("span", { class: "quiet" }, text), on);
  }

  mark() {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = byId(`row-${this.store.row}`);
    if (!this.marked) return void this.list.removeAttribute("aria-activedescendant");
    this.marked.setAttribute("aria-selected", "true");
    this.list.setAttribute("aria-activedescendant", this.marked.id);
    within(this.list, this.marked);
  }

  pressed(event) {
    const { row, page } = this.store;
    const last = page.rows.length - 1;
    const moves = { ArrowUp: row - 1, ArrowDown: row + 1, PageUp: row - 15, PageDown: row + 15, Home: 0, End: last };
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
    if (event.key in moves) this.store.mark(Math.max(0, Math.min(moves[event.key], last)));
    else if (event.key === "Enter") byId("hex").focus();
    else return;
    event.preventDefault();
  }
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
