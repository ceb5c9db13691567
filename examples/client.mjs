// A client for Sluice in one file, for Node 18 and newer, without a package. client.d.mts has its types.
//
//     const sluice = new Sluice({ address: "http://127.0.0.1:8080" });
//     const answer = await sluice.clean(page, { type: "text/html", url: "https://example.org/story" });
//     for await (const answer of sluice.cleanMany(pages)) …
//
// It tries again where the service says that this may help (a problem with `retryable`), and where the
// connection breaks or a proxy says "not now"; everything else is thrown as Refused at once.
//
//     node examples/client.mjs page.html

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

// What proxies answer for a service that is not there at the moment.
const NOT_NOW = new Set([429, 502, 503, 504]);

/** @typedef {import("./client.d.mts").Answer} Answer */
/** @typedef {import("./client.d.mts").JsonPage} JsonPage */
/** @typedef {import("./client.d.mts").Options} Options */
/** @typedef {import("./client.d.mts").Page} Page */
/** @typedef {import("./client.d.mts").Problem} Problem */
/** @typedef {import("./client.d.mts").Sent} Sent */
/** @typedef {import("./client.d.mts").Service} Service */

export class Refused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = "Refused";
    this.problem = problem;
  }
}

export class Sluice {
  /** @param {Service} service */
  constructor({ address, token, timeout = 60, attempts = 5, firstWait = 0.5 } = {}) {
    this.address = address ?? process.env.SLUICE_ADDRESS ?? "http://127.0.0.1:8080";
    this.token = token;
    this.timeout = timeout;
    this.attempts = attempts;
    this.firstWait = firstWait;
  }

  /**
   * @param {Page} page
   * @param {Options & { type?: string }} options
   * @returns {Promise<Answer>}
   */
  async clean(page, { type = "application/octet-stream", ...options } = {}) {
    // A string has no encoding any more, whatever its page once declared.
    const told = typeof page === "string" ? `${type.split(";")[0]}; charset=utf-8` : type;
    const address = this.#address("/v1/clean", options);
    for (let attempt = 1; ; attempt += 1) {
      const { answer, problem, wait } = await this.#attempt(address, told, page);
      if (answer) return answer;
      if (attempt >= this.attempts || !mayHelp(problem)) throw new Refused(problem);
      await this.#pause(attempt, wait);
    }
  }

  /**
   * @param {Iterable<Page | Sent> | AsyncIterable<Page | Sent>} pages
   * @param {Options & { type?: string, atOnce?: number }} options
   * @returns {AsyncGenerator<Answer | Refused, void, undefined>}
   */
  async *cleanMany(pages, { atOnce = 4, ...options } = {}) {
    /** @type {Promise<Answer | Refused>[]} */
    const waiting = [];
    for await (const each of pages) {
      const { page, ...own } = isPage(each) ? { page: each } : each;
      waiting.push(this.clean(page, { ...options, ...own }).catch(refusal));
      const first = waiting.length >= atOnce ? waiting.shift() : undefined;
      if (first) yield await first;
    }
    for (const each of waiting) yield await each;
  }

  /**
   * @param {Iterable<JsonPage> | AsyncIterable<JsonPage>} pages
   * @param {Omit<Options, "id" | "url">} options
   * @returns {AsyncGenerator<Answer | Refused, void, undefined>}
   */
  async *batch(pages, options = {}) {
    /** @type {JsonPage[]} */
    const unanswered = [];
    const response = await this.#open(this.#address("/v1/clean/batch", options), pages, unanswered);
    for await (const line of lines(response)) {
      const found = JSON.parse(line);
      const page = unanswered.shift();
      const again = found.code && found.retryable && page && this.attempts > 1;
      if (again) yield await this.#alone(page, options).catch(refusal);
      else yield found.code ? new Refused(found) : found;
    }
    if (unanswered.length) throw unreachable("The batch ended before its last answer.");
  }

  /**
   * @param {string} address
   * @param {Iterable<JsonPage> | AsyncIterable<JsonPage>} pages
   * @param {JsonPage[]} unanswered
   */
  async #open(address, pages, unanswered) {
    const encoder = new TextEncoder();
    // Each page goes when the service takes it, and the answers are read meanwhile.
    async function* sent() {
      for await (const page of pages) {
        unanswered.push(page);
        yield encoder.encode(`${JSON.stringify(page)}\n`);
      }
    }
    const headers = this.#headers("application/x-ndjson");
    const request = { method: "POST", headers, body: sent(), duplex: "half" };
    // Its types know neither a generator as a body nor `duplex`, without which Node sends none.
    const response = await fetch(address, /** @type {any} */ (request)).catch((error) => {
      throw unreachable(String(error.cause ?? error));
    });
    if (!response.ok) throw new Refused(await problemOf(response));
    return response;
  }

  /**
   * @param {JsonPage} page
   * @param {Options} options
   */
  #alone(page, options) {
    return this.clean(JSON.stringify(page), { type: "application/json", ...options });
  }

  /**
   * @param {string} address
   * @param {string} type
   * @param {Page} page
   * @returns {Promise<{ answer?: Answer, problem: Problem, wait?: number }>}
   */
  async #attempt(address, type, page) {
    try {
      const headers = this.#headers(type);
      const signal = AbortSignal.timeout(1000 * this.timeout);
      const body = /** @type {any} */ (page);
      const response = await fetch(address, { method: "POST", headers, body, signal });
      if (response.ok) return { answer: await response.json(), problem: { code: "none" } };
      const wait = Number(response.headers.get("Retry-After") ?? NaN);
      return { problem: await problemOf(response), wait };
    } catch (error) {
      return { problem: unreachable(String(error)).problem };
    }
  }

  /**
   * @param {number} attempt
   * @param {number | undefined} asked
   */
  async #pause(attempt, asked) {
    // Clients that were turned away together should not come back together.
    const own = this.firstWait * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
    const seconds = asked !== undefined && asked >= 0 ? asked : own;
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  }

  /**
   * @param {string} path
   * @param {Options} options
   */
  #address(path, options) {
    const told = Object.entries(options).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
    return told.length ? `${this.address}${path}?${query}` : `${this.address}${path}`;
  }

  /** @param {string} type */
  #headers(type) {
    /** @type {Record<string, string>} */
    const headers = { "Content-Type": type };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    return headers;
  }
}

/** @param {Page | Sent} each @returns {each is Page} */
function isPage(each) {
  return typeof each === "string" || each instanceof Uint8Array;
}

/** @param {unknown} error @returns {Refused} */
function refusal(error) {
  if (error instanceof Refused) return error;
  throw error;
}

/** @param {string} detail */
function unreachable(detail) {
  return new Refused({ code: "unreachable", detail, retryable: true });
}

/** @param {Problem} problem */
function mayHelp(problem) {
  return problem.retryable ?? NOT_NOW.has(problem.status ?? 0);
}

/**
 * The problem document; one of our own where a proxy answered in the service's place.
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problemOf(response) {
  const { status, statusText } = response;
  const found = await response.json().catch(() => null);
  return found?.code ? found : { code: `http-${status}`, detail: statusText, status };
}

/** @param {Response} response */
async function* lines(response) {
  const decoder = new TextDecoder();
  let held = "";
  try {
    for await (const piece of /** @type {any} */ (response.body ?? [])) {
      const parts = (held + decoder.decode(piece, { stream: true })).split("\n");
      held = parts.pop() ?? "";
      yield* parts.filter(Boolean);
    }
  } catch (error) {
    throw unreachable(String(error));
  }
}

/**
 * @param {Page} page
 * @param {string} [type]
 * @param {Options} [options]
 */
export function clean(page, type = "application/octet-stream", options = {}) {
  return new Sluice().clean(page, { type, ...options });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of process.argv.slice(2)) {
    const { metadata, body } = await clean(await readFile(name));
    console.log(`${metadata.title ?? name}\n\n${body}`);
  }
}
