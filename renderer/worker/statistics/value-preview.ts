/** Whom other rules of scoring would move: nothing is changed. */
import { isCore, quintileScores, scoresOf, type ValueScores, valueOn } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import type { ValuePreview } from "../../platform/worker/readers-page-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { isHere } from "../library-use/placed.ts";

export function valuePreview({ placed, day }: LibraryView, rules: ValueRules): ValuePreview {
  const scored = placed.filter(isHere);
  const numbers = scored.map(({ person }) => valueOn(person.uses, day, rules.weights, person.open.knownOn(day)));
  const scores: readonly ValueScores[] =
    rules.scoring === "fifths" ? quintileScores(numbers) : numbers.map((each) => scoresOf(each, rules.cuts));
  const preview = { readers: scored.length, moved: 0, toCore: 0, fromCore: 0 };
  for (const [place, { scores: now }] of scored.entries()) {
    const then = scores[place] ?? now;
    if (then.r !== now.r || then.f !== now.f || then.v !== now.v) preview.moved++;
    if (isCore(then) && !isCore(now)) preview.toCore++;
    if (!isCore(then) && isCore(now)) preview.fromCore++;
  }
  return preview;
}
