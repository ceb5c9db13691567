// Paste, drop or pick a page; post it; show what stays and what went.

import { askTrafilatura, clean, reasons, Refused } from "./api.js";
import * as article from "./article.js";
import { command } from "./curl.js";
import { element } from "./elements.js";
import { linked, linkTo } from "./link.js";
import * as marked from "./marked.js";
import * as place from "./place.js";
import { bothWays } from "./rendered.js";
import * as score from "./score.js";
import { select } from "./tabs.js";

const at = (id) => document.getElementById(id);
const source = at("source");
const sentences = reasons().catch(() => new Map());
// What was opened as a file is posted byte for byte, until somebody edits it.
let opened = null;
let page = null;
let blocks = [];
// What takes the lines out again that were put back, by their place among the blocks.
const back = new Map();
// Counts what was written, so that nothing that is still on its way comes over it.
let edits = 0;
let running = new AbortController();

function pageFromForm() {
  const type = at("kind").value;
  const told = ["url", "language"].map((name) => [name, at(name).value.trim()]).filter(([, value]) => value);
  const options = String(new URLSearchParams(told));
  if (opened) return { ...opened, type, options };
  const text = source.value.endsWith("\n") ? source.value : `${source.value}\n`;
  // What is in a text field has no encoding any more; it travels as UTF-8 whatever the page declares.
  return { text, bytes: new TextEncoder().encode(text), type: `${type}; charset=utf-8`, options };
}

async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  page = pageFromForm();
  at("problem").hidden = true;
  at("status").textContent = "Cleaning …";
  say("");
  const started = performance.now();
  const written = edits;
  try {
    const answer = await clean(page, "output=html&images=none&removed=page&spans=page", signal);
    await show(answer, performance.now() - started);
    // Who goes on writing is left where they are.
    if (written === edits) select("tab-marked");
  } catch (error) {
    if (error.name !== "AbortError") refuse(error);
  }
}

async function show(answer, milliseconds) {
  article.show(answer);
  marked.show(answer.removed, await sentences);
  if (opened) source.value = page.text = textOf(opened.bytes, answer.input.encoding);
  blocks = answer.removed;
  sum(answer, milliseconds);
  forget();
  at("engine").textContent = `Engine ${answer.engine.version}, rules ${answer.engine.rules}.`;
  fill();
}

// Spans are counted in the page as the service decoded it.
function textOf(bytes, encoding) {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function sum({ removed: blocks, verdict, input }, milliseconds) {
  const kept = blocks.filter((block) => !block.reason).length;
  at("status").replaceChildren(
    element("span", { className: "verdict", textContent: verdict.page }),
    score.bar(verdict),
    element("span", {}, element("strong", { textContent: `${kept} of ${blocks.length}` }), " blocks stay"),
    element("span", { textContent: `read as ${input.kind}, ${input.encoding}` }),
    element("span", { textContent: `${Math.round(milliseconds)} ms` }),
    ...verdict.signals.map((signal) => element("span", { textContent: marked.label(signal) })),
  );
  at("warning").textContent = score.warning(verdict);
  at("warning").hidden = !at("warning").textContent;
}

function refuse(error) {
  const known = error instanceof Refused;
  const { title, detail, remedy, code } = known
    ? error.problem
    : { title: "The service did not answer.", detail: "", remedy: "Is it still running?", code: "" };
  at("status").textContent = "";
  at("problem").replaceChildren(
    element("p", {}, element("strong", { textContent: title })),
    ...(detail && detail !== title ? [element("p", { textContent: detail })] : []),
    element("p", { textContent: remedy }),
    ...(code ? [element("p", {}, element("code", { textContent: code }))] : []),
  );
  at("problem").hidden = false;
  page = null;
  blocks = [];
  forget();
  at("warning").hidden = true;
  at("body").replaceChildren();
  at("facts").hidden = true;
  marked.show([], new Map());
  select("tab-posted");
}

// The other forms are asked for when somebody looks at them.
const FORMS = {
  text: async (asked) => code((await clean(asked, "")).body),
  markdown: async (asked) => {
    const text = (await markdownOf(asked)).body;
    return bothWays(text, code(text));
  },
  json: async (asked) => code(JSON.stringify(await clean(asked, ""), null, 2)),
  beside: async (asked) => {
    const both = await Promise.all([markdownOf(asked), askTrafilatura(asked)]);
    const columns = both.map(({ name = "Sluice", body }) => element("div", {}, element("h3", { textContent: name }), code(body)));
    return element("div", { className: "columns" }, ...columns);
  },
  curl: async (asked) => code(command(asked, location.origin)),
};

function markdownOf(asked) {
  return clean(asked, "output=markdown&removed=none");
}

function forget() {
  for (const id of Object.keys(FORMS)) at(id).replaceChildren();
  at("place").hidden = true;
  back.clear();
}

// A line that went was clicked: it comes into the article, and its place on the page is shown.
function turned({ index, isBack }) {
  if (isBack) back.set(index, place.putBack(at("body"), blocks, index));
  else back.get(index)?.();
  const found = place.slices(page.text, blocks[index].spans);
  const told = isBack ? "Put back into the article. " : "Taken out again. ";
  const where = found.length ? "On the page it stands here:" : "On the page it stands nowhere as it is.";
  const words = [element("p", { textContent: told + where })];
  if (found.length) words.push(element("pre", { dir: "auto", tabIndex: 0 }, ...place.excerpt(page.text, found)), selecting(found));
  at("place").replaceChildren(...words);
  at("place").hidden = false;
}

function selecting(found) {
  const button = element("button", { type: "button", textContent: "Select it in the page" });
  const { text } = page;
  button.addEventListener("click", () => {
    select("tab-posted");
    if (!place.selectIn(source, text, found)) say("The page was changed since: the line may stand elsewhere now.");
  });
  return button;
}

async function fill() {
  const id = document.querySelector('#result [role="tab"][aria-selected="true"]').getAttribute("aria-controls");
  if (!page || !(id in FORMS) || at(id).hasChildNodes()) return;
  const asked = page;
  try {
    const form = await FORMS[id](asked);
    if (asked === page) at(id).replaceChildren(form);
  } catch (error) {
    refuse(error);
  }
}

function code(text) {
  const copy = element("button", { type: "button", className: "copy", textContent: "Copy" });
  const shown = element("pre", { textContent: text, dir: "auto" });
  copy.addEventListener("click", async () => {
    // Browsers give the clipboard to https and to this machine alone; elsewhere the text is selected.
    if (!navigator.clipboard) return getSelection().selectAllChildren(shown);
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
  });
  return element("div", { className: "code" }, copy, shown);
}

async function open(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  source.value = text;
  opened = { text, bytes, name: file.name };
  press(null);
  await run();
}

async function load(button) {
  const before = edits;
  const text = await (await fetch(`/assets/${button.dataset.example}`)).text();
  if (before !== edits) return;
  source.value = text;
  opened = null;
  at("url").value = at("language").value = "";
  press(button);
  await run();
}

function press(button) {
  for (const other of document.querySelectorAll("[data-example]"))
    other.setAttribute("aria-pressed", String(other === button));
}

async function share() {
  const fields = { text: source.value, url: at("url").value, language: at("language").value, kind: at("kind").value };
  const link = await linkTo(fields);
  if (!link) return say("The page is too large for a link.");
  history.replaceState(null, "", link);
  if (navigator.clipboard) await navigator.clipboard.writeText(link);
  const copied = navigator.clipboard ? "copied, and it " : "";
  say(`The link is ${copied}stands in the address bar. It holds the page itself: whoever has it can read the page.`);
}

function say(sentence) {
  at("said").textContent = sentence;
}

// Nothing is sent before somebody presses the button: a link is other people's.
async function take() {
  try {
    const fields = await linked();
    if (!fields || edits) return;
    source.value = fields.text;
    at("url").value = fields.url;
    at("language").value = fields.language;
    at("kind").value = fields.kind;
    if (at("kind").selectedIndex < 0) at("kind").selectedIndex = 0;
    say("This page came with the link and has not been sent anywhere. Press Clean to see what stays.");
  } catch {
    say("The page in this link cannot be read.");
  }
}

function isFile(event) {
  return event.dataTransfer?.types.includes("Files");
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
source.addEventListener("input", () => {
  edits += 1;
  opened = null;
  press(null);
});
source.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
at("file").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
document.addEventListener("shown", fill);
document.addEventListener("dragover", (event) => {
  if (!isFile(event)) return;
  event.preventDefault();
  at("drop").hidden = false;
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) at("drop").hidden = true;
});
document.addEventListener("drop", (event) => {
  if (!isFile(event)) return;
  event.preventDefault();
  at("drop").hidden = true;
  if (event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
});
for (const button of document.querySelectorAll("[data-example]")) button.addEventListener("click", () => load(button));
at("blocks").addEventListener("turned", (event) => turned(event.detail));
at("link").addEventListener("click", share);
addEventListener("hashchange", take);
take();
