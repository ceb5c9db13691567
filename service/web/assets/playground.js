// Paste, drop or pick a page; post it; show what stays and what went.

import { clean, reasons, Refused } from "./api.js";
import * as article from "./article.js";
import { command } from "./curl.js";
import { element } from "./elements.js";
import * as marked from "./marked.js";
import { select } from "./tabs.js";

const at = (id) => document.getElementById(id);
const source = at("source");
const sentences = reasons().catch(() => new Map());
// What was opened as a file is posted byte for byte, until somebody edits it.
let opened = null;
let page = null;
let running = new AbortController();

function pageFromForm() {
  const type = at("kind").value;
  if (opened) return { ...opened, type };
  const text = source.value.endsWith("\n") ? source.value : `${source.value}\n`;
  // What is in a text field has no encoding any more; it travels as UTF-8 whatever the page declares.
  return { text, bytes: new TextEncoder().encode(text), type: `${type}; charset=utf-8` };
}

async function run() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  page = pageFromForm();
  at("problem").hidden = true;
  at("status").textContent = "Cleaning …";
  const started = performance.now();
  try {
    const answer = await clean(page, "output=html&images=none&removed=page", signal);
    await show(answer, performance.now() - started);
  } catch (error) {
    if (error.name !== "AbortError") refuse(error);
  }
}

async function show(answer, milliseconds) {
  article.show(answer);
  marked.show(answer.removed, await sentences);
  sum(answer, milliseconds);
  forget();
  at("engine").textContent = `Engine ${answer.engine.version}, rules ${answer.engine.rules}.`;
  select("tab-marked");
  fill();
}

function sum({ removed: blocks, verdict, input }, milliseconds) {
  const kept = blocks.filter((block) => !block.reason).length;
  at("status").replaceChildren(
    element("span", { className: "verdict", textContent: verdict.page }),
    element("span", {}, element("strong", { textContent: `${kept} of ${blocks.length}` }), " blocks stay"),
    element("span", { textContent: `read as ${input.kind}, ${input.encoding}` }),
    element("span", { textContent: `${Math.round(milliseconds)} ms` }),
    ...verdict.signals.map((signal) => element("span", { textContent: marked.label(signal) })),
  );
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
  forget();
  at("body").replaceChildren();
  at("facts").hidden = true;
  marked.show([], new Map());
  select("tab-posted");
}

// The other forms are asked for when somebody looks at them.
const FORMS = {
  text: async (asked) => (await clean(asked, "")).body,
  markdown: async (asked) => (await clean(asked, "output=markdown&removed=none")).body,
  json: async (asked) => JSON.stringify(await clean(asked, ""), null, 2),
  curl: async (asked) => command(asked, location.origin),
};

function forget() {
  for (const id of Object.keys(FORMS)) at(id).replaceChildren();
}

async function fill() {
  const id = document.querySelector('#result [role="tab"][aria-selected="true"]').getAttribute("aria-controls");
  if (!page || !(id in FORMS) || at(id).hasChildNodes()) return;
  const asked = page;
  try {
    const text = await FORMS[id](asked);
    if (asked === page) at(id).replaceChildren(code(text));
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
  source.value = await (await fetch(`/assets/${button.dataset.example}`)).text();
  opened = null;
  press(button);
  await run();
}

function press(button) {
  for (const other of document.querySelectorAll("[data-example]"))
    other.setAttribute("aria-pressed", String(other === button));
}

function isFile(event) {
  return event.dataTransfer?.types.includes("Files");
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
source.addEventListener("input", () => {
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
if (!source.value) load(document.querySelector("[data-example]"));
