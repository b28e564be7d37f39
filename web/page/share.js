// A link that holds the bytes, and the document as a file.

import { byId, make, plural } from "./dom.js";
import { MOST_SHARED, toFragment } from "./bytes.js";

export class Share {
  constructor(store) {
    this.store = store;
    byId("share").addEventListener("click", () => this.open());
    byId("share-close").addEventListener("click", () => byId("share-box").close());
    byId("copy").addEventListener("click", () => this.copy());
    byId("save").addEventListener("click", () => this.save());
  }

  async open() {
    const { bytes } = this.store;
    const isLong = bytes.length > MOST_SHARED;
    const link = isLong ? "" : location.href.split("#")[0] + (await toFragment(bytes));
    byId("share-link").value = link;
    byId("copy").disabled = isLong;
    byId("share-state").textContent = isLong ? `A link holds at most ${plural(MOST_SHARED, "byte")}; the document has ${plural(bytes.length, "byte")}. Save it instead.` : `${plural(link.length, "character")}.`;
    byId("share-box").showModal();
    byId("share-link").select();
  }

  async copy() {
    byId("share-link").select();
    try {
      await navigator.clipboard.writeText(byId("share-link").value);
      byId("share-state").textContent = "Copied.";
    } catch {
      byId("share-state").textContent = "The browser does not allow copying: the link is selected, press Ctrl+C.";
    }
  }

  save() {
    const { bytes, syntax } = this.store;
    const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    make("a", { href: url, download: `message.${syntax ?? "bin"}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
}
