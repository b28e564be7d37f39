// Elements by name, and how to make them. Text goes in as text: documents are not markup.

export const byId = (id) => document.getElementById(id);

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") element.className = value;
    else if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function show(element, isShown) {
  element.hidden = !isShown;
}

/** Runs a function when the last call is a while ago. */
export function later(milliseconds, run) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}

/** `1 byte`, `2,345 bytes`. */
export function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

/** The bytes from which work is put off until somebody looks, and the page says so before. */
export const LONG = 512 * 1024;

/** Runs a function when the page shows what was said before. */
export function shown(run) {
  requestAnimationFrame(() => setTimeout(run, 0));
}
