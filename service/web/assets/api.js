// The playground is a client of the public API like any other: it knows nothing that an answer does not say.

export class Refused extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Posts the page; `query` holds the options. Gives the answer, or throws Refused with the problem document. */
export async function clean(page, query, signal) {
  const address = `/v1/clean${query ? `?${query}` : ""}`;
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
