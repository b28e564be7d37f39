// The conversation of a capture: its sessions, its messages, and a choice of them.

import { byId, make, plural, show } from "./dom.js";
import { within } from "./hex.js";

export class Timeline {
  /** `choose` shows the document of a message. */
  constructor(engine, choose) {
    this.engine = engine;
    this.choose = choose;
    this.list = byId("events");
    byId("primitive").addEventListener("change", () => this.read(0));
    byId("errors").addEventListener("change", () => this.read(0));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.mark(Number(option.dataset.index));
    });
    this.list.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** Shows the conversation that `open` has found in a capture. */
  open(bytes, capture) {
    this.bytes = bytes;
    this.sessions = new Set();
    /** The number of a session, which gives it a colour. */
    this.numbers = new Map(capture.sessions.map(({ id }, index) => [id, index % 6]));
    byId("errors").checked = false;
    const options = capture.primitives.map(([name, count]) => make("option", { value: name }, `${name} (${count})`));
    byId("primitive").replaceChildren(make("option", { value: "" }, "all"), ...options);
    this.drawSessions(capture);
    this.draw(capture);
    const first = capture.events.findIndex((event) => event.syntax !== undefined);
    if (first >= 0) this.mark(first);
  }

  /** Asks for the chosen messages. */
  read(first) {
    const primitive = byId("primitive").value;
    const question = { ask: "open", sessions: [...this.sessions], primitives: primitive ? [primitive] : [], errors: byId("errors").checked, first };
    const { capture } = this.engine.ask(question, this.bytes);
    if (capture) this.draw(capture);
  }

  drawSessions({ sessions, sessions_left_out }) {
    const chips = sessions.map((session) => {
      const { id, user, client, state, messages, errors, unanswered, versions } = session;
      const facts = [versions, state, plural(messages, "message")].filter(Boolean).join(" · ");
      const wrong = [errors > 0 ? plural(errors, "error") : "", unanswered > 0 ? `${unanswered} unanswered` : ""].filter(Boolean).join(" · ");
      return make(
        "button",
        {
          class: `chip s${this.numbers.get(id)}`,
          "aria-pressed": "false",
          title: client ?? "",
          disabled: id === "",
          onclick: (event) => this.toggle(event.currentTarget, id),
        },
        make("strong", {}, id === "" ? "refused login" : id),
        user ? make("span", {}, user) : null,
        make("span", { class: "quiet" }, facts, wrong ? " · " : "", wrong ? make("span", { class: "bad" }, wrong) : ""),
      );
    });
    if (sessions_left_out > 0) chips.push(make("span", { class: "quiet" }, `${sessions_left_out} more`));
    byId("sessions").replaceChildren(...chips);
  }

  toggle(chip, id) {
    if (!this.sessions.delete(id)) this.sessions.add(id);
    chip.setAttribute("aria-pressed", String(this.sessions.has(id)));
    this.read(0);
  }

  draw(capture) {
    const { events, first, selected, total, notes, fault, summary } = capture;
    this.events = events;
    this.marked = null;
    const options = events.map((event, index) => this.option(event, index));
    if (options.length === 0) options.push(make("div", { class: "none", role: "option", "aria-selected": "false" }, "No message of this kind. Take a filter away."));
    this.list.replaceChildren(...options);
    this.list.removeAttribute("aria-activedescendant");
    this.list.scrollTop = 0;
    byId("capture-count").textContent = selected === total ? `${plural(total, "message")}, ${summary}` : `${selected.toLocaleString("en")} of ${plural(total, "message")}`;
    byId("capture-notes").textContent = [fault ? `The capture was read up to a fault: ${fault}.` : "", ...notes.map((note) => `${note}.`)].filter(Boolean).join(" ");
    const isSeveral = first > 0 || first + events.length < selected;
    const pages = byId("events-pages");
    show(pages, isSeveral);
    if (isSeveral) {
      pages.replaceChildren(
        make("button", { disabled: first === 0, onclick: () => this.read(Math.max(0, first - 500)) }, "Before"),
        make("span", { class: "quiet" }, `${first + 1} to ${first + events.length} of ${selected}`),
        make("button", { disabled: first + events.length >= selected, onclick: () => this.read(first + events.length) }, "Next"),
      );
    }
  }

  option(event, index) {
    const { number, at, to_server, from, to, bearer, session, text, is_error } = event;
    const color = session === undefined ? "" : ` s${this.numbers.get(session)}`;
    const option = make("div", { class: `event${color}${is_error ? " error" : ""}`, role: "option", id: `event-${number}`, "aria-selected": "false", title: [session && `session ${session}`, bearer].filter(Boolean).join(", ") });
    option.dataset.index = index;
    option.append(
      make("span", { class: "number" }, `${number}`),
      make("span", { class: "time" }, (at / 1e6).toFixed(3)),
      make("span", { class: "ends" }, make("span", {}, from), make("span", { class: `arrow ${to_server ? "up" : "down"}` }, "→"), make("span", {}, to)),
      make("span", { class: "bearer" }, bearer),
      make("span", { class: "text" }, text),
    );
    return option;
  }

  mark(index) {
    const event = this.events[index];
    if (!event) return;
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = byId(`event-${event.number}`);
    this.marked.setAttribute("aria-selected", "true");
    this.list.setAttribute("aria-activedescendant", this.marked.id);
    this.index = index;
    within(this.list, this.marked);
    this.choose(this.engine.ask({ ask: "message", number: event.number }, this.bytes), event);
  }

  pressed(event) {
    const last = this.events.length - 1;
    const index = this.index ?? -1;
    const moves = { ArrowUp: index - 1, ArrowDown: index + 1, PageUp: index - 10, PageDown: index + 10, Home: 0, End: last };
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
    if (event.key in moves) this.mark(Math.max(0, Math.min(moves[event.key], last)));
    else if (event.key === "Enter") byId("rows").focus();
    else return;
    event.preventDefault();
  }
}
