/** A reader's attribute on a day: an age changes with it, everything else is as the record says today. */
import { ageBandOn } from "#shared/analysis/age-band.ts";
import type { Attribute } from "../../platform/worker/readers-page-api.ts";
import type { ReaderFacts } from "../library-use/reader-facts.ts";

export function attributeAt(facts: ReaderFacts, attribute: Attribute, day: number): string | undefined {
  return attribute === "ageBand" ? (ageBandOn(facts.birth, day) ?? facts.ageBand) : facts[attribute];
}
