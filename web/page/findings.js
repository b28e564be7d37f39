// The findings of the validator.

import { LONG, byId, make, plural, show, shown } from "./dom.js";
import { sentence } from "./views.js";

export class Findings {
  constructor(store) {
    this.store = store;
    this.isOld = true;
    store.on("bytes", () => this.changed());
  }

  changed() {
    this.isOld = true;
    show(byId("count"), false);
    if (this.store.bytes.length < LONG || !byId("panel-findings").hidden) this.show();
  }

  show() {
    if (!this.isOld) return;
    this.isOld = false;
    if (this.store.bytes.length < LONG) return void this.draw();
    byId("findings").replaceChildren(make("p", { class: "none" }, "Checking…"));
    shown(() => this.draw());
  }

  draw() {
    const { store } = this;
    const answer = store.engine.ask({ ask: "validate", ...store.reading }, store.bytes);
    const findings = answer.findings ?? [];
    const count = findings.length + (answer.left_out ?? 0);
    const isBad = findings.some(({ severity }) => severity === "error");
    byId("count").textContent = count;
    byId("count").className = `count ${isBad ? "error" : "warning"}`;
    show(byId("count"), count > 0);
    const items = findings.map((finding) => this.item(finding));
    if (answer.fault) items.push(make("p", { class: "none" }, sentence(answer.fault)));
    else if (count === 0) items.push(make("p", { class: "none good" }, "The document obeys the standard: no finding."));
    if (answer.left_out > 0) items.push(make("p", { class: "quiet" }, `${plural(answer.left_out, "more finding")}.`));
    byId("findings").replaceChildren(...items);
  }

  item({ severity, rule, fault, path, offset, document, says, bad, good }) {
    const place = make("button", { class: "link", onclick: () => this.store.goTo(offset) }, `byte ${offset}`);
    const where = [document, path].filter(Boolean).join(": ");
    const more = says
      ? make("details", {}, make("summary", {}, "The rule ", make("code", {}, rule)), make("p", {}, says), make("p", {}, "Wrong: ", make("code", {}, bad)), good ? make("p", {}, "Right: ", make("code", {}, good)) : null)
      : make("p", { class: "quiet" }, make("code", {}, rule));
    return make("article", { class: severity }, make("p", {}, make("strong", {}, severity), ` ${fault} `, place), where ? make("p", { class: "path" }, where) : null, more);
  }
}
