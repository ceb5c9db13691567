// Cleans a page from Node 18 or newer, without a package: node examples/client.mjs page.html

import { readFile } from "node:fs/promises";

const address = process.env.SLUICE_ADDRESS ?? "http://127.0.0.1:8080";

/** The answer to one page; throws an Error with the problem document as its cause. */
export async function clean(page, type = "application/octet-stream", options = {}, attempts = 5) {
  const query = new URLSearchParams(options);
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${address}/v1/clean?${query}`, {
      method: "POST",
      headers: { "Content-Type": type },
      body: page,
    });
    const answer = await response.json();
    if (response.ok) return answer;
    if (!answer.retryable || attempt === attempts) throw new Error(answer.code, { cause: answer });
    const seconds = Number(response.headers.get("Retry-After")) || 2 ** (attempt - 2);
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  }
}

for (const name of process.argv.slice(2)) {
  const { metadata, body } = await clean(await readFile(name));
  console.log(`${metadata.title ?? name}\n\n${body}`);
}
