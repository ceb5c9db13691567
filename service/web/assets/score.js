// How likely the answer is right, as a bar, and in words where it is not likely enough.

import { element } from "./elements.js";

const UNSURE = 0.5;
const DOUBTFUL = 0.7;

/** The bar with its figure. */
export function bar({ score }) {
  const meter = element("meter", { min: 0, max: 1, low: UNSURE, high: DOUBTFUL, optimum: 1, value: score });
  meter.setAttribute("aria-label", "How likely the answer is right");
  return element("span", { className: "score" }, meter, ` ${Math.round(100 * score)} % sure`);
}

/** What to tell a person of an answer in doubt; empty where there is nothing to tell. */
export function warning({ score }) {
  if (score < UNSURE) return "This answer is more likely wrong than right: look at what went before you use it.";
  if (score < DOUBTFUL) return "The scorer is not sure of this page: a line or two may have gone, or stayed, wrongly.";
  return "";
}
