// The types of client.mjs. What a list of openapi.yaml names ("reason", "page") is a string here:
// a newer service may name more. tests/integrations holds them against openapi.yaml.

/** A page, as the crawler got it. */
export type Page = string | Uint8Array;

/** What may be asked for beside the page. */
export interface Options {
  output?: "text" | "markdown" | "html";
  removed?: "full" | "page" | "summary" | "none";
  images?: "article" | "none";
  comments?: "auto" | "keep" | "drop";
  front_matter?: "none" | "yaml";
  spans?: "none" | "page";
  chunks?: number;
  url?: string;
  language?: string;
  crawled_at?: string;
  id?: string;
}

/** A page with its own options; type is its Content-Type, by default the content decides. */
export interface Sent extends Options {
  page: Page;
  type?: string;
}

/** A page of a batch: one of html and text, with its own options. */
export type JsonPage = Options &
  ({ html: string; text?: never } | { text: string; html?: never });

/** A stretch of the decoded page, from its first character to the one after its last. */
export type Place = number[];

/** A line that went; with removed=page a line of the page, and with removed=summary a count. */
export interface Removed {
  text?: string;
  reason: string | null;
  rule?: string | null;
  step?: string | null;
  score?: number | null;
  block?: number;
  pages?: number;
  of_pages?: number;
  blocks?: number;
  words?: number;
  spans?: Place[] | null;
}

export interface Metadata {
  title: string | null;
  byline: string | null;
  authors: string[];
  contributors: string[];
  agency: string | null;
  dateline: string | null;
  site_name: string | null;
  date_published: string | null;
  date_modified: string | null;
  language: string | null;
  description: string | null;
  url: string | null;
  image: string | null;
  section: string | null;
  tags: string[];
  license: string | null;
  sources: Record<string, string>;
  confidence: Record<string, number>;
}

export interface Answer {
  id: string | null;
  input: {
    kind: string;
    encoding: string;
    encoding_from: string;
    replaced_characters: number;
    bytes: number;
    shape: string[];
  };
  body: string;
  output: string;
  metadata: Metadata;
  removed: Removed[];
  verdict: { page: string; score: number | null; signals: string[]; truncated: boolean };
  engine: { version: string; rules: string; model: string; site_profiles?: string };
  kept?: { block: number; text: string; spans: Place[] | null; fragment: string }[];
  chunks?: { text: string; headings: string[]; blocks: number[]; spans: Place[] }[];
}

/** A problem document (RFC 9457); of a batch with the page's id and position. */
export interface Problem {
  type?: string;
  code: string;
  title?: string;
  status?: number;
  detail?: string;
  retryable?: boolean;
  remedy?: string;
  request_id?: string;
  id?: string | null;
  position?: number;
  success?: false;
  error?: string;
}

/** The service refused the page, or could not be reached in as many attempts as granted. */
export class Refused extends Error {
  constructor(problem: Problem);
  readonly problem: Problem;
}

export interface Service {
  /** By default SLUICE_ADDRESS, or http://127.0.0.1:8080. */
  address?: string;
  /** The bearer token, where the service asks for one. */
  token?: string;
  /** Seconds for one attempt, 60 by default. */
  timeout?: number;
  /** How often a page is sent before it is given up, 5 by default. */
  attempts?: number;
  /** Seconds before the second attempt where the service names none; doubles each time. */
  firstWait?: number;
}

export class Sluice {
  constructor(service?: Service);
  /** The answer to one page. Throws Refused. */
  clean(page: Page, options?: Options & { type?: string }): Promise<Answer>;
  /** One answer, or the refusal, for each page, in order, a few at a time; the pages may be endless. */
  cleanMany(
    pages: Iterable<Page | Sent> | AsyncIterable<Page | Sent>,
    options?: Options & { type?: string; atOnce?: number },
  ): AsyncGenerator<Answer | Refused, void, undefined>;
  /** The same in one request, streamed both ways. Throws Refused where the batch itself is refused or breaks off. */
  batch(
    pages: Iterable<JsonPage> | AsyncIterable<JsonPage>,
    options?: Omit<Options, "id" | "url">,
  ): AsyncGenerator<Answer | Refused, void, undefined>;
}

/** The answer to one page, from the service at SLUICE_ADDRESS. Throws Refused. */
export function clean(page: Page, type?: string, options?: Options): Promise<Answer>;
