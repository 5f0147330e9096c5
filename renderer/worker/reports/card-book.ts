/**
 * Of every reader, what the report asks of the card: since when, until when, in which branch. Merged records are one
 * card, as in the library's use.
 */
import { isValidOn } from "#shared/model/readers/card-validity.ts";
import type { DeskDb } from "../../db/database.ts";
import { readMergedReaders } from "../../db/reader-class.ts";
import { createBranchOn } from "../library-use/former-branches.ts";
import type { BranchOf } from "../library-use/month-tallies.ts";
import type { ReaderFacts } from "../library-use/reader-facts.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";

export interface CardFacts {
  readonly branch: string | undefined;
  readonly formerBranches: string | undefined;
  readonly hasCard: boolean;
  /** Days since 1970-01-01; without an end it has none. */
  readonly from: number | undefined;
  /** The day on which the record was made, where its id says so: without a day of issue the card is no older. */
  readonly metOn: number | undefined;
  readonly expires: number | undefined;
  readonly left: number | undefined;
}

export type CardBook = ReadonlyMap<string, CardFacts>;

export interface CardsNow {
  readonly cards: CardBook;
  readonly branchOf: BranchOf;
}

/** Of those who have changed since somebody last asked, the card is read again. */
export function createCardBook(db: DeskDb): (readers: readonly ReaderUse[]) => Promise<CardsNow> {
  let known: readonly ReaderUse[] = [];
  let mainOf = (id: string): string => id;
  const cards = new Map<string, CardFacts>();
  const branchOn = createBranchOn();
  const branchOf: BranchOf = (reader, day) => {
    const card = cards.get(mainOf(reader));
    return card && branchOn(card, day);
  };
  return async (readers) => {
    if (readers !== known) {
      // whoever is merged, or parted again, has made the readers others
      ({ mainOf } = await readMergedReaders(db));
      const before = known;
      const gone = new Set(before.flatMap(({ id }, place) => (readers[place]?.id === id ? [] : [id])));
      for (const [place, { id, facts }] of readers.entries()) {
        if (before[place] === readers[place]) continue;
        cards.set(id, cardOf(facts));
        gone.delete(id);
      }
      for (const id of gone) cards.delete(id);
      known = readers;
    }
    return { cards, branchOf };
  };
}

export const cardOf = ({ branch, formerBranches, life, metOn, expiresOn }: ReaderFacts): CardFacts => ({
  branch,
  formerBranches,
  hasCard: life.hasCard,
  from: life.enrolledOn,
  metOn,
  expires: expiresOn,
  left: life.leaving?.on,
});

/** Whether it could be used on the day: from the day of its making, else from when she was first met. */
export const wasValidOn = ({ hasCard, from, metOn, expires, left }: CardFacts, day: number): boolean =>
  isValidOn({ hasCard, from: from ?? metOn, expires, left }, day);

export const isMadeIn = ({ hasCard, from }: CardFacts, first: number, last: number): boolean =>
  hasCard && from !== undefined && from >= first && from <= last;
