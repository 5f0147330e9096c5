/** Readers with a card whom a list of the library system does not name any more. */
import type { DeskDb } from "../../db/database.ts";
import type { MissingReaders } from "../../platform/worker/refresh-api.ts";

const SHOWN = 200;
const READERS_AT_ONCE = 2000;

/**
 * A list of some branches says nothing of the others: only readers of a branch of which somebody is on the list can be
 * missing.
 * @param met whom the list speaks of
 * @param breathe between slices; false: stop here
 */
export async function missingReaders(
  db: DeskDb,
  met: ReadonlySet<string>,
  breathe: () => Promise<boolean>,
): Promise<MissingReaders> {
  const branches = new Set<string>();
  const absent = new Map<string, { total: number; readonly readers: MissingReaders["readers"][number][] }>();
  for (let after = ""; ; ) {
    const rows = await db.reader.where("id").above(after).limit(READERS_AT_ONCE).toArray();
    for (const { id, gone, as, leaving, card, name = "", branch = "" } of rows) {
      if (met.has(id)) branches.add(branch);
      if (met.has(id) || gone === 1 || as !== undefined || leaving !== undefined || card === undefined) continue;
      const found = absent.get(branch) ?? { total: 0, readers: [] };
      absent.set(branch, found);
      found.total++;
      if (found.readers.length < SHOWN) found.readers.push({ id, name, card });
    }
    const last = rows.at(-1);
    if (rows.length < READERS_AT_ONCE || last === undefined || !(await breathe())) break;
    after = last.id;
  }
  const missing = [...branches].flatMap((branch) => absent.get(branch) ?? []);
  return {
    total: missing.reduce((sum, { total }) => sum + total, 0),
    readers: missing
      .flatMap(({ readers }) => readers)
      .slice(0, SHOWN)
      .sort((a, b) => (a.card < b.card ? -1 : 1)),
  };
}
