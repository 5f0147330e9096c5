/** The last rounds of this computer: what each rule made, and for what it was held back. Not shared; the tasks are. */
import type { DeskDb } from "../../db/database.ts";
import type { RuleRound } from "../../platform/rules-api.ts";

const NAME = "rules.rounds";
const KEPT = 30;

export const readRounds = async (db: DeskDb): Promise<readonly RuleRound[]> => ((await db.meta.get(NAME))?.value ?? []) as readonly RuleRound[]; // written only below

export async function keepRound(db: DeskDb, round: RuleRound): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    await db.meta.put({ name: NAME, value: [round, ...(await readRounds(db))].slice(0, KEPT) });
  });
}
