/** The last rounds of this computer: what each rule made, and for what it was held back. Not shared; the tasks are. */
import type { DeskDb } from "../../db/database.ts";
import type { RuleRound } from "../../platform/worker/rules-api.ts";

const NAME = "rules.rounds";
const KEPT = 30;

export const readRounds = async (db: DeskDb): Promise<readonly RuleRound[]> =>
  ((await db.meta.get(NAME))?.value ?? []) as readonly RuleRound[]; // written only below

export const keepRound = (db: DeskDb, round: RuleRound): Promise<void> =>
  // only the last round is asked what calendar it went by
  change(db, (rounds) => [round, ...rounds.map(({ openDays: _, ...older }) => older)].slice(0, KEPT));

/** Of erased readers nothing is told any more. */
export async function forgetInRounds(db: DeskDb, readers: readonly string[]): Promise<void> {
  const gone = new Set(readers);
  await change(db, (rounds) =>
    rounds.map((round) => ({
      ...round,
      made: round.made.filter(({ reader }) => !gone.has(reader)),
      ...(round.taken !== undefined && { taken: round.taken.filter(({ reader }) => !gone.has(reader)) }),
    })),
  );
}

const change = (db: DeskDb, to: (rounds: readonly RuleRound[]) => readonly RuleRound[]): Promise<void> =>
  db.transaction("rw", db.meta, async () => {
    await db.meta.put({ name: NAME, value: to(await readRounds(db)) });
  });
