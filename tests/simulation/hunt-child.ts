/**
 * Runs seeds until one breaks a check, and prints which and how as a line of JSON. The engine it is bundled with may
 * have a bug planted in it.
 */
import { parseArgs } from "node:util";
import { runSeed } from "./run.ts";

const { values } = parseArgs({ options: { seeds: { type: "string" }, desks: { type: "string" } } });
const [minDesks = 2, maxDesks = minDesks] = (values.desks ?? "").split("..").map(Number);
let runs = 0;
let found: unknown = null;
for (const seed of (values.seeds ?? "").split(",").flatMap(rangeOf)) {
  runs += 1;
  const { breaches } = await runSeed({ seed, minDesks, maxDesks });
  const [first] = breaches;
  if (first === undefined) continue;
  found = { seed, check: first.check, sentence: first.sentence };
  break;
}
console.log(JSON.stringify({ runs, found }));

/** "3..7" is 3, 4, 5, 6, 7. */
function rangeOf(text: string): readonly number[] {
  const [from = 1, to = from] = text.split("..").map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
