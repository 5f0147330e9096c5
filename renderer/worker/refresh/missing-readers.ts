/** Readers with a card whom a list of the library system does not name any more. */
import type { MissingReaders } from "../../platform/worker/refresh-api.ts";
import type { MetReaders } from "../import/checked-list.ts";

const SHOWN = 200;
const READERS_AT_ONCE = 2000;

/**
 * A list of some branches says nothing of the others: only readers of a branch of which somebody is on the list can be
 * missing.
 * @param breathe between slices; false: stop here
 */
export async function missingReaders(
  { library, met }: MetReaders,
  breathe: () => Promise<boolean>,
): Promise<MissingReaders> {
  const branches = new Set<string>();
  const absent = new Map<string, { total: number; readonly readers: MissingReaders["readers"][number][] }>();
  for (const [order, { id, gone, as, leaving, card, name = "", branch = "" }] of library.entries()) {
    if (order % READERS_AT_ONCE === READERS_AT_ONCE - 1 && !(await breathe())) break;
    if (met.has(id)) branches.add(branch);
    if (met.has(id) || gone === 1 || as !== undefined || leaving !== undefined || card === undefined) continue;
    const found = absent.get(branch) ?? { total: 0, readers: [] };
    absent.set(branch, found);
    found.total++;
    if (found.readers.length < SHOWN) found.readers.push({ id, name, card });
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
