// A line that went: put back into the article that is shown, and found again on the page as it was posted.

import { element } from "./elements.js";

const AROUND = 160;
const LETTER = /[\p{L}\p{N}]/gu;

/** Puts a line into the article, behind the block that stays above it; gives what takes it out again. */
export function putBack(article, blocks, index) {
  const above = blocks.slice(0, index).filter((block) => !block.reason);
  const line = element("p", { className: "back", dir: "auto", textContent: blocks[index].text, data: { block: index } });
  const earlier = [...article.querySelectorAll(":scope > .back")].filter((other) => Number(other.dataset.block) < index);
  const before = later(behind(article, above), earlier.at(-1));
  if (before) before.after(line);
  else article.prepend(line);
  return () => line.remove();
}

// Both are children of one parent; the one that stands further down.
function later(one, other) {
  if (!one || !other) return one ?? other;
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? other : one;
}

// The words are the same in every form, so where the letters are used up the last of these blocks ends.
function behind(article, above) {
  let left = above.reduce((sum, block) => sum + letters(block.text), 0);
  let last = [...article.querySelectorAll(":scope > :is(.headline, .meta)")].at(-1);
  for (const part of article.querySelectorAll(":scope > :not(.headline, .meta, .back)")) {
    if (left <= 0) break;
    left -= letters(part.textContent);
    last = part;
  }
  return last;
}

function letters(text) {
  return text.match(LETTER)?.length ?? 0;
}

/** Spans count code points; a text in a browser counts UTF-16. */
export function slices(text, spans) {
  const wanted = [...new Set((spans ?? []).flat())].sort((one, other) => one - other);
  const found = new Map();
  let points = 0;
  let units = 0;
  for (const place of wanted) {
    for (; points < place && units < text.length; points += 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    found.set(place, units);
  }
  return (spans ?? []).map(([start, end]) => [found.get(start), found.get(end)]);
}

/** The page's own characters around the first of the slices, which is marked. */
export function excerpt(text, [[start, end]]) {
  return [
    `${start > AROUND ? "…" : ""}${text.slice(Math.max(0, start - AROUND), start)}`,
    element("mark", { textContent: text.slice(start, end) }),
    `${text.slice(end, end + AROUND)}${end + AROUND < text.length ? "…" : ""}`,
  ];
}

/** Selects the slices in the field that shows the page, from the first's start to the last's end; false where it shows another. */
export function selectIn(field, text, found) {
  if (!shown(text).startsWith(field.value)) return false;
  const [start, end] = [found[0][0], found.at(-1)[1]].map((unit) => shown(text.slice(0, unit)).length);
  // A field scrolls to where its cursor is when it is entered.
  field.setSelectionRange(start, start);
  field.blur();
  field.focus();
  field.setSelectionRange(start, end);
  return true;
}

// A field has one character for each end of a line.
function shown(text) {
  return text.replaceAll(/\r\n?/g, "\n");
}
