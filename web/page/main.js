// The page: what is shown when.

import { byId, make, plural, show } from "./dom.js";
import { fromBase64, fromFragment } from "./bytes.js";
import { load } from "./engine.js";
import { Store } from "./store.js";
import { Hex } from "./hex.js";
import { Rows, capital } from "./rows.js";
import { View, convert, sentence } from "./views.js";
import { Findings } from "./findings.js";
import { Timeline } from "./timeline.js";
import { Share } from "./share.js";
import { Start } from "./start.js";

const TABS = ["rows", "xml", "json", "findings"];

class Page {
  constructor(engine) {
    this.engine = engine;
    this.store = new Store(engine);
    this.hex = new Hex(this.store);
    this.rows = new Rows(this.store);
    this.views = { xml: new View(this.store, "xml"), json: new View(this.store, "json") };
    this.findings = new Findings(this.store);
    this.timeline = new Timeline(engine, (answer) => this.message(answer));
    new Share(this.store);
    new Start((bytes) => this.open(bytes));
    this.store.on("open", (document) => this.opened(document));
    this.store.on("bytes", () => this.changed());
    this.store.on("page", () => this.faults());
    document.addEventListener("start-again", () => this.empty());
    byId("again").addEventListener("click", () => this.empty(true));
    byId("undo").addEventListener("click", () => this.store.undo());
    byId("redo").addEventListener("click", () => this.store.redo());
    byId("as").addEventListener("change", () => this.as(byId("as").value));
    byId("version").addEventListener("change", () => this.version(byId("version").value));
    byId("documents").addEventListener("change", () => this.document(Number(byId("documents").value)));
    this.tabs();
    addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("hashchange", () => this.fromLink());
  }

  /** Shows what an input holds. Returns a fault, if it holds nothing. */
  open(bytes) {
    const found = this.engine.ask({ ask: "open" }, bytes);
    if (found.fault) return found.fault;
    this.input = bytes;
    show(byId("empty"), false);
    show(byId("again"), true);
    show(byId("capture"), found.capture !== undefined);
    if (found.capture) {
      show(byId("work"), false);
      this.documents = [];
      this.choices();
      this.timeline.open(bytes, found.capture);
      byId("events").focus({ preventScroll: true });
    } else {
      this.documents = found.documents;
      this.choices();
      this.document(0);
      byId("rows").focus({ preventScroll: true });
    }
    scrollTo(0, 0);
    return undefined;
  }

  choices() {
    const isSeveral = this.documents.length > 1;
    const text = ({ name, syntax, direction }) => [name, direction, syntax].filter(Boolean).join(", ");
    byId("documents").replaceChildren(...this.documents.map((each, index) => make("option", { value: index }, text(each))));
    show(byId("documents-label"), isSeveral);
    show(byId("name"), !isSeveral);
  }

  /** Shows one of the documents of an input. */
  document(index) {
    const found = this.documents[index];
    const { place, bytes } = found;
    this.work(place ? this.input.slice(place[0], place[0] + place[1]) : fromBase64(bytes), found);
  }

  /** Shows the document of a message of a capture. */
  message(answer) {
    const isEmpty = answer.fault !== undefined || answer.bytes === "";
    show(byId("no-document"), isEmpty);
    if (isEmpty) {
      byId("no-document").textContent = answer.fault ? sentence(answer.fault) : `${capital(answer.name)} carries no document.`;
      show(byId("share"), false);
      return void show(byId("work"), false);
    }
    this.work(fromBase64(answer.bytes), answer);
  }

  work(bytes, document) {
    show(byId("work"), true);
    show(byId("share"), true);
    byId("version").value = "";
    this.store.open(bytes, { ...document, notes: document.notes ?? [] });
  }

  opened({ name, notes }) {
    byId("name").textContent = capital(name);
    byId("notes").replaceChildren(...notes.map((note) => make("li", {}, `${capital(note)}.`)));
    show(byId("notes"), notes.length > 0);
  }

  changed() {
    const { bytes, syntax, past, future } = this.store;
    const names = { wbxml: "binary XML", xml: "XML", json: "JSON", pts: "plain text" };
    byId("facts").textContent = [plural(bytes.length, "byte"), names[syntax] ?? "no document of these protocols"].join(", ");
    byId("undo").disabled = past.length === 0;
    byId("redo").disabled = future.length === 0;
    if (syntax) byId("as").value = syntax;
    else byId("as").selectedIndex = -1;
    byId("as").disabled = !syntax;
  }

  /** Shows the first fault of the rows, and the notes on reading. */
  faults() {
    const { faults, notes } = this.store.page;
    const banner = byId("broken");
    show(banner, faults.length + notes.length > 0);
    const places = faults.map(({ offset, text }) => make("p", {}, `${capital(text)}, at `, make("button", { class: "link", onclick: () => this.store.goTo(Math.min(offset, this.store.page.length - 1)) }, `byte ${offset}`)));
    banner.classList.toggle("error", faults.length > 0);
    banner.replaceChildren(...places, ...notes.map((note) => make("p", {}, `${capital(note)}.`)));
  }

  /** Converts the bytes to another syntax. */
  as(to) {
    const made = convert(this.store, this.store.bytes, { to });
    if (made.fault) {
      this.changed();
      byId("broken").replaceChildren(make("p", {}, sentence(made.fault)));
      byId("broken").classList.add("error");
      return void show(byId("broken"), true);
    }
    this.store.reading = { ...this.store.reading, charset: null, media_type: null };
    this.store.change(made.result, "as");
  }

  version(version) {
    this.store.reading = { ...this.store.reading, version: version || null };
    this.store.replace(this.store.bytes, "version");
  }

  tabs() {
    TABS.forEach((name, index) => {
      const tab = byId(`tab-${name}`);
      tab.addEventListener("click", () => this.tab(name));
      tab.addEventListener("keydown", ({ key }) => {
        const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[key];
        if (step) this.tab(TABS[(index + step) % TABS.length], true);
      });
    });
  }

  tab(name, isFocused = false) {
    for (const each of TABS) {
      const tab = byId(`tab-${each}`);
      tab.setAttribute("aria-selected", String(each === name));
      tab.tabIndex = each === name ? 0 : -1;
      show(byId(`panel-${each}`), each === name);
    }
    if (isFocused) byId(`tab-${name}`).focus();
    if (name === "findings") this.findings.show();
    else this.views[name]?.show();
  }

  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    // Fields undo their own text.
    if (event.target.closest("textarea, input")) return;
    event.preventDefault();
    if (event.shiftKey) this.store.redo();
    else this.store.undo();
  }

  /** Shows the first view. */
  empty(isFresh = false) {
    for (const id of ["capture", "work", "again", "share"]) show(byId(id), false);
    show(byId("empty"), true);
    if (isFresh) {
      byId("paste").value = "";
      byId("paste-fault").textContent = "";
      if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    }
    byId("paste").focus({ preventScroll: true });
  }

  async fromLink() {
    const bytes = await fromFragment(location.hash);
    if (bytes && this.open(bytes) === undefined) return;
    this.empty();
  }
}

function themes() {
  const root = document.documentElement;
  byId("theme").addEventListener("click", () => {
    const isDark = getComputedStyle(root).colorScheme === "dark" || (getComputedStyle(root).colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = isDark ? "light" : "dark";
  });
}

themes();
try {
  const engine = await load();
  // Tests count the memory of the module.
  globalThis.inspector = { engine, page: new Page(engine) };
  show(byId("loading"), false);
  await globalThis.inspector.page.fromLink();
  globalThis.inspector.ready = performance.now();
} catch (error) {
  byId("loading").textContent = `This browser cannot run the inspector: it needs WebAssembly and DecompressionStream (${error}).`;
}
