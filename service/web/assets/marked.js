// The page block by block: what stays as it is, what went struck through in its reason's colour.

import { element } from "./elements.js";

const list = document.getElementById("blocks");
const legend = document.getElementById("legend");
const why = document.getElementById("why");
// More than anybody reads, and as much as a browser lays out at once without a pause.
const MOST_SHOWN = 4000;
let entries = [];
let sentences = new Map();
let chosen = null;

/** Shows these blocks (an answer's `removed` for removed=page). */
export function show(blocks, reasonSentences) {
  entries = blocks;
  sentences = reasonSentences;
  chosen = null;
  hide();
  list.classList.remove("filtered");
  list.replaceChildren(...blocks.slice(0, MOST_SHOWN).map(row));
  document.getElementById("more").textContent =
    blocks.length > MOST_SHOWN ? `${blocks.length - MOST_SHOWN} more blocks are in the JSON.` : "";
  list.scrollTop = 0;
  if (list.firstChild) list.firstChild.tabIndex = 0;
  legend.replaceChildren(...counts(blocks).map(chip));
}

/** A reason's code as people write it. */
export function label(code) {
  return code.replaceAll("_", " ");
}

function row({ text, reason }, index) {
  const properties = { tabIndex: -1, dir: "auto", data: { index } };
  if (!reason) return element("li", properties, element("span", { textContent: text }));
  properties.data.reason = reason;
  const tag = element("span", { className: "tag", textContent: label(reason) });
  return element("li", properties, element("del", { textContent: text }), tag);
}

function counts(blocks) {
  const found = new Map();
  for (const { reason } of blocks) if (reason) found.set(reason, (found.get(reason) ?? 0) + 1);
  return [...found].sort((one, other) => other[1] - one[1]);
}

function chip([reason, count]) {
  const button = element(
    "button",
    { type: "button", title: sentences.get(reason) ?? "", data: { reason }, attributes: { "aria-pressed": "false" } },
    `${label(reason)} `,
    element("b", { textContent: count }),
  );
  button.addEventListener("click", () => choose(reason));
  return element("li", {}, button);
}

// A line that went is put back, and taken out again, by a click or by Enter; whoever shows the article is told.
function turn(item) {
  const isBack = item.classList.toggle("back");
  const text = item.firstElementChild.textContent;
  item.firstElementChild.replaceWith(element(isBack ? "ins" : "del", { textContent: text }));
  list.dispatchEvent(new CustomEvent("turned", { detail: { index: Number(item.dataset.index), isBack } }));
}

function choose(reason) {
  chosen = chosen === reason ? null : reason;
  list.classList.toggle("filtered", chosen !== null);
  for (const item of list.children) item.classList.toggle("chosen", item.dataset.reason === chosen);
  for (const button of legend.querySelectorAll("button"))
    button.setAttribute("aria-pressed", String(button.dataset.reason === chosen));
  list.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
}

function explain(item) {
  const { reason, rule, step, score, pages, of_pages: ofPages } = entries[Number(item.dataset.index)];
  const head = reason ? label(reason) : "stays";
  const told = reason ? sentences.get(reason) ?? "" : rule ? "Judged to be content." : "Nothing spoke against it.";
  const lines = [element("p", {}, element("strong", { textContent: head }), `: ${told}`)];
  if (rule) lines.push(element("p", {}, element("code", { textContent: rule })));
  if (step) lines.push(element("p", {}, `Decided by: ${step}${score === null ? "" : `, content ${(100 * score).toFixed(0)} %`}`));
  if (pages) lines.push(element("p", {}, `It stands on ${pages} of the ${ofPages} pages that were counted of this site.`));
  why.replaceChildren(...lines);
  why.hidden = false;
  item.setAttribute("aria-describedby", "why");
  place(item.getBoundingClientRect());
}

function place(box) {
  const { offsetWidth: width, offsetHeight: height } = why;
  const left = Math.min(Math.max(8, box.left + 16), window.innerWidth - width - 8);
  const below = box.bottom + 6;
  const top = below + height < window.innerHeight ? below : Math.max(8, box.top - height - 6);
  Object.assign(why.style, { left: `${left}px`, top: `${top}px` });
}

function hide() {
  why.hidden = true;
  described()?.removeAttribute("aria-describedby");
}

function described() {
  return list.querySelector("[aria-describedby]");
}

// Moving through the blocks by keyboard scrolls the list: what is told has to go along.
function follow() {
  const item = described();
  if (item) place(item.getBoundingClientRect());
}

function over(event) {
  const item = event.target.closest("#blocks > li");
  hide();
  if (item) explain(item);
}

function move(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity, PageDown: 10, PageUp: -10 };
  if (event.key === "Escape") hide();
  if (event.key === "Enter" && document.activeElement.dataset.reason) turn(document.activeElement);
  if (!(event.key in steps) || !list.contains(document.activeElement)) return;
  event.preventDefault();
  const items = list.children;
  const now = Number(document.activeElement.dataset.index ?? 0);
  const next = Math.min(Math.max(0, now + steps[event.key]), items.length - 1);
  items[now].tabIndex = -1;
  items[next].tabIndex = 0;
  items[next].focus();
}

list.addEventListener("pointerover", over);
list.addEventListener("focusin", over);
list.addEventListener("pointerleave", hide);
list.addEventListener("focusout", hide);
list.addEventListener("keydown", move);
list.addEventListener("click", (event) => {
  const item = event.target.closest("#blocks > li[data-reason]");
  // To select a line's words is no click on it.
  if (item && getSelection().isCollapsed) turn(item);
});
document.addEventListener("scroll", follow, { capture: true, passive: true });
