// A small page in a link: it stands behind the #, which browsers never send anywhere.

// Longer addresses are cut by programs that pass them on; and a link may unfold to no more than this.
const LONGEST = 16_000;
const MOST_CHARACTERS = 200_000;
const START = "#page=";

/** The address of this page with these fields in its fragment; null where they are too many. */
export async function linkTo(fields) {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(fields)));
  const link = new URL(`${START}${toBase64(packed)}`, location.href).href;
  return link.length > LONGEST ? null : link;
}

/** The fields that a link has brought; null without any. Throws for what is no such link. */
export async function linked() {
  if (!location.hash.startsWith(START)) return null;
  const packed = fromBase64(location.hash.slice(START.length));
  const bytes = await through(new DecompressionStream("deflate-raw"), packed);
  const { text = "", url = "", language = "", kind = "" } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  const fields = { text, url, language, kind };
  if (Object.values(fields).some((field) => typeof field !== "string")) throw new TypeError("A field is no text.");
  return fields;
}

async function through(stream, bytes) {
  const pieces = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const found = [];
  let size = 0;
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    size += piece.value.length;
    if (size > MOST_CHARACTERS) throw new RangeError("The page is too large for a link.");
    found.push(piece.value);
  }
  return new Uint8Array(await new Blob(found).arrayBuffer());
}

function toBase64(bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
