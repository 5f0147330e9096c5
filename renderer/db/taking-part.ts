/** Who took part in service records beside the readers they were logged for, and in which records somebody did. */
import type { DeskDb, Row } from "./database.ts";
import { rowsAmong, rowsWith } from "./erasing/rows-with.ts";

const isLive = ({ gone }: { readonly gone?: 1 }): boolean => gone !== 1;

/** @returns the readers of each record that has participants, as they were added */
export const byRecord = (rows: readonly Row<"participant">[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { interaction, reader, gone } of rows) {
    if (interaction === undefined || reader === undefined || gone === 1) continue;
    const readers = found.get(interaction);
    if (readers === undefined) found.set(interaction, [reader]);
    else readers.push(reader);
  }
  return found;
};

export const participantsOf = async (
  db: DeskDb,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> =>
  byRecord(await rowsAmong(db.participant, "interaction", records, ({ interaction }) => interaction));

/** Service records of others in which some readers took part, each once. */
export async function recordsWith(db: DeskDb, readers: readonly string[]): Promise<readonly Row<"interaction">[]> {
  const own = (await rowsWith(db.participant, "reader", readers)).filter(isLive);
  const records = await db.interaction.bulkGet([...new Set(own.flatMap(({ interaction }) => interaction ?? []))]);
  return records.filter((row) => row !== undefined && isLive(row)) as readonly Row<"interaction">[]; // filtered here
}
