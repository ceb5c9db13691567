// Every element that the playground makes: text goes in as text, so no page can bring markup of its own.

/** An element with properties and children; `data` sets data attributes. */
export function element(name, { data = {}, attributes = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const PLAIN = new Set([
  "P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE", "PRE", "CODE", "BR", "EM", "STRONG",
  "TABLE", "THEAD", "TBODY", "TR", "TD", "TH", "DL", "DT", "DD", "DEL", "S", "SUP", "SUB", "MARK", "KBD", "HR",
  "RUBY", "RT", "DETAILS", "SUMMARY", "FIGURE", "FIGCAPTION", "SECTION",
]);
const WITH_DIRECTION = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TD", "TH"]);

// Only this one parser may be handed markup (see the Content-Security-Policy); a parsed document is
// inert, and what is shown is built anew from its texts and from the elements named above.
const policy = globalThis.trustedTypes?.createPolicy("sluice-parse", { createHTML: (html) => html });

/** The HTML body of an answer as nodes, plain elements only. */
export function nodesOf(html) {
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  const top = document.createDocumentFragment();
  const open = [[parsed.body, top]];
  while (open.length) {
    const [from, to] = open.pop();
    for (const child of from.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
      else if (child.nodeType === Node.ELEMENT_NODE) {
        // Words of an element that is not shown stay where they stand.
        const copy = plain(child) ?? document.createElement("span");
        to.append(copy);
        open.push([child, copy]);
      }
    }
  }
  return top;
}

function plain(node) {
  if (node.tagName === "A") return link(node.getAttribute("href"));
  // Nothing is fetched for a page: of an image there are the words that stand for it.
  if (node.tagName === "IMG") return node.alt ? element("span", { className: "image", textContent: node.alt }) : null;
  if (!PLAIN.has(node.tagName)) return null;
  const made = document.createElement(node.tagName);
  if (WITH_DIRECTION.has(node.tagName)) made.dir = "auto";
  return made;
}

function link(address) {
  if (!/^https?:\/\//i.test(address ?? "")) return null;
  return element("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" });
}
