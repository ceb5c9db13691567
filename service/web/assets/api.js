// The playground is a client of the public API like any other: it knows nothing that an answer does not say.

export class Refused extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The address to post to, with these options and the page's own. */
export function addressOf(path, query, page) {
  const asked = [query, page.options].filter(Boolean).join("&");
  return `${path}${asked ? `?${asked}` : ""}`;
}

/** Posts the page; `query` holds the options. Gives the answer, or throws Refused with the problem document. */
export function clean(page, query, signal) {
  return post(addressOf("/v1/clean", query, page), page, signal);
}

/** What trafilatura makes of the same page. */
export function askTrafilatura(page, signal) {
  return post(addressOf("/v1/trafilatura", "", page), page, signal);
}

async function post(address, page, signal) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": page.type },
    body: page.bytes,
    signal,
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer);
  return answer;
}

/** The reasons' sentences by their codes. */
export async function reasons() {
  const entries = await (await fetch("/v1/reasons")).json();
  return new Map(entries.map((entry) => [entry.code, entry.sentence]));
}
