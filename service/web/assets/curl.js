// The same request for a shell.

import { addressOf } from "./api.js";

/** The command that posts these bytes; a file is named, a pasted page stands in the command. */
export function command(page, origin) {
  const { text, name, type } = page;
  const address = quoted(`${origin}${addressOf("/v1/clean", "", page)}`);
  const start = `curl -s ${address} -H ${quoted(`Content-Type: ${type}`)} --data-binary`;
  if (name) return `${start} ${quoted(`@${name}`)}`;
  const end = delimiter(text);
  return `${start} @- <<'${end}'\n${text}${end}\n`;
}

/** A word that is no line of the text, so that the text cannot end the command before its time. */
function delimiter(text) {
  const lines = new Set(text.split("\n"));
  let word = "PAGE";
  while (lines.has(word)) word += "_";
  return word;
}

function quoted(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
