/** The signs of a reader's interests, from what stands under the reader: said, asked, and with consent borrowed. */
import { dayToNumber } from "../kernel/day.ts";
import type { Activity } from "../model/activity.ts";
import type { Interaction } from "../model/interaction.ts";
import type { Reader } from "../model/reader.ts";
import { LOANS_CONSENT } from "../model/reader.ts";
import { type InterestSign, mainClassOf } from "./interests.ts";

export interface InterestRecords {
  readonly reader: Pick<Reader, "interests" | "consents">;
  readonly interactions: readonly Pick<Interaction, "subjectClass" | "at" | "count">[];
  readonly activity: readonly Pick<Activity, "kind" | "mainClass" | "on" | "quantity">[];
}

/** A class that somebody has weighed with nothing is not inferred for this reader any more. */
export const hiddenClasses = ({ interests = {} }: Pick<Reader, "interests">): readonly string[] =>
  Object.entries(interests)
    .filter(([, weight]) => weight === 0)
    .map(([code]) => code);

/** @param dayOf the day of an instant on this computer */
export function interestSigns(
  { reader, interactions, activity }: InterestRecords,
  dayOf: (at: number) => string,
): readonly InterestSign[] {
  const hidden = new Set(hiddenClasses(reader));
  const said = Object.entries(reader.interests ?? {}).map(
    ([code, amount]): InterestSign => ({ class: code, source: "said", day: undefined, amount }),
  );
  const asked = interactions.flatMap(({ subjectClass, at, count = 1 }): readonly InterestSign[] =>
    subjectClass === undefined || at === undefined
      ? []
      : [{ class: subjectClass, source: "enquiry", day: dayToNumber(dayOf(at)), amount: count }],
  );
  const mayUseLoans = reader.consents?.[LOANS_CONSENT]?.given === true;
  const borrowed = (mayUseLoans ? activity : []).flatMap(
    ({ kind, mainClass, on, quantity = 1 }): readonly InterestSign[] =>
      kind !== "loan" || mainClass === undefined || on === undefined
        ? []
        : [{ class: mainClass, source: "loan", day: dayToNumber(on), amount: quantity }],
  );
  return [...said, ...[...asked, ...borrowed].filter((sign) => !hidden.has(mainClassOf(sign.class) ?? ""))];
}
