// The first view: drop, paste, open, or a sample.

import { byId, make, show } from "./dom.js";
import { fromBase64 } from "./bytes.js";
import { sentence } from "./views.js";

export class Start {
  /** `open` takes bytes; it returns a fault, or nothing. */
  constructor(open) {
    this.open = open;
    const samples = JSON.parse(byId("samples-data").textContent);
    const button = ({ title, about, bytes }) => make("button", { class: "sample", onclick: () => this.take(fromBase64(bytes)) }, make("strong", {}, title), make("span", { class: "quiet" }, about));
    byId("samples").replaceChildren(...samples.map(button));
    byId("read").addEventListener("click", () => this.pasted());
    byId("paste").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.pasted();
    });
    // A paste is explained at once.
    byId("paste").addEventListener("paste", () => setTimeout(() => this.pasted(), 0));
    byId("open").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", () => this.file(byId("file").files[0]));
    this.drops();
  }

  drops() {
    const over = byId("over");
    const hasFile = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      show(over, true);
    });
    addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) show(over, false);
    });
    addEventListener("drop", (event) => {
      show(over, false);
      if (!hasFile(event)) return;
      event.preventDefault();
      this.file(event.dataTransfer.files[0]);
    });
  }

  async file(file) {
    byId("file").value = "";
    if (!file) return;
    try {
      this.take(new Uint8Array(await file.arrayBuffer()));
    } catch {
      this.tell({ text: "the browser cannot read this file" });
    }
  }

  pasted() {
    const text = byId("paste").value;
    if (text.trim() === "") return void this.tell({ text: "paste bytes or text first" });
    this.take(new TextEncoder().encode(text));
  }

  take(bytes) {
    this.tell(this.open(bytes));
  }

  tell(fault) {
    byId("paste-fault").textContent = fault ? sentence(fault) : "";
    if (fault) document.dispatchEvent(new CustomEvent("start-again"));
  }
}
