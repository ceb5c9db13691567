// The article as a reader sees it, and what the page says about it.

import { element, nodesOf } from "./elements.js";

const body = document.getElementById("body");
const facts = document.getElementById("facts");
const metadata = document.getElementById("metadata");

/** Shows an answer whose body is HTML. */
export function show({ body: html, metadata: fields }) {
  body.lang = fields.language ?? "";
  body.replaceChildren(...head(fields), html ? nodesOf(html) : nothing());
  const rows = Object.entries(fields).filter(([name, value]) => name !== "sources" && value?.length);
  metadata.replaceChildren(...rows.flatMap(([name, value]) => row(name, value, fields.sources[name])));
  facts.hidden = rows.length === 0;
}

function head({ title, authors, date_published: date }) {
  const about = [authors.join(", "), date?.slice(0, "2024-05-01".length)].filter(Boolean).join(" · ");
  const found = [];
  if (title) found.push(element("h3", { className: "headline", textContent: title }));
  if (about) found.push(element("p", { className: "meta", textContent: about }));
  return found;
}

function nothing() {
  return element("p", { className: "none", textContent: "There is no article on this page." });
}

function row(name, value, source) {
  const text = element("bdi", { textContent: Array.isArray(value) ? value.join(", ") : value });
  const found = element("dd", {}, text);
  if (source) found.append(" ", element("span", { className: "from", textContent: source }));
  return [element("dt", { textContent: name.replaceAll("_", " ") }), found];
}
