// Markdown as it was answered, and as a renderer that knows nothing of this service reads it.

import { element, nodesOf } from "./elements.js";

let renderer = null;

/** The Markdown, shown raw; the first button shows it rendered. copy: gives the raw text with its button. */
export function bothWays(markdown, raw) {
  const drawn = element("div", { className: "prose", dir: "auto", hidden: true });
  const button = element("button", {
    type: "button",
    className: "copy",
    textContent: "Render",
    attributes: { "aria-pressed": "false" },
  });
  button.addEventListener("click", async () => {
    const isRaw = drawn.hidden;
    if (isRaw && !drawn.hasChildNodes()) drawn.append(nodesOf((await loaded()).render(markdown)));
    drawn.hidden = !isRaw;
    raw.hidden = isRaw;
    button.setAttribute("aria-pressed", String(isRaw));
  });
  return element("div", {}, element("p", { className: "ways" }, button), raw, drawn);
}

// Only where somebody looks: the library is larger than all else here. It may write markup that the Markdown brought, for
// what is shown is built anew from plain elements.
async function loaded() {
  if (!renderer) {
    await import("./markdown-it.js");
    await Promise.all([import("./markdown-it-footnote.js"), import("./markdown-it-deflist.js")]);
    const { markdownit, markdownitFootnote, markdownitDeflist } = globalThis;
    renderer = markdownit({ html: true }).use(markdownitFootnote).use(markdownitDeflist);
  }
  return renderer;
}
