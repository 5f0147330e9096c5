/**
 * Whom a scanned code means. Only an exact match counts: a card first, then any other number of a reader,
 * then a book's ISBN. Card numbers are looked up by key, so scanning works before the search index is ready.
 */
import { normalizeCard, parseIsbn } from "#shared/model/input/card-number.ts";
import type { SearchApi } from "../platform/worker/worker-api.ts";
import type { DeskDb, Row } from "./database.ts";
import { readReaderClass } from "./reader-class.ts";

export type FoundByScan =
  | { readonly tag: "reader"; readonly id: string; readonly row?: Row<"reader"> }
  | { readonly tag: "several"; readonly code: string }
  | { readonly tag: "isbn"; readonly isbn: string }
  | { readonly tag: "nobody"; readonly code: string };

export async function findByScan(
  raw: string,
  { db, search }: { readonly db: DeskDb; readonly search: SearchApi },
): Promise<FoundByScan> {
  const code = normalizeCard(raw);
  const codes = [...new Set([code, code.toUpperCase(), code.toLowerCase()])];
  // in one transaction, and one answer for a code of digits: on an old machine each more is waited for
  const found = await db.transaction("r", db.reader, async () => {
    const withCard = await Promise.all(codes.map((each) => db.reader.where("card").equals(each).toArray()));
    // records that were merged are one person; a card that two persons have opens neither by guess
    return await Promise.all(
      withCard
        .flat()
        .filter((row) => row.gone !== 1)
        .map(async (row) => (await readReaderClass(db, row.id))?.reader ?? row),
    );
  });
  const people = new Map(found.map((row) => [row.id, row]));
  const [only] = people.values();
  if (people.size > 1) return { tag: "several", code };
  if (only !== undefined) return { tag: "reader", id: only.id, row: only };
  const { exact } = await search.query({ text: code, limit: 1, seenToday: [] });
  if (exact !== null) return { tag: "reader", id: exact };
  const isbn = parseIsbn(raw);
  return isbn === null ? { tag: "nobody", code } : { tag: "isbn", isbn };
}

/**
 * Of a code before which single keys came: a person's, as those that act on a list, or its own beginning.
 * @param rest without them @returns it, where it is a reader's and the whole is nobody's
 */
export async function codeBehindKeys(
  whole: string,
  rest: string,
  services: { readonly db: DeskDb; readonly search: SearchApi },
): Promise<string | null> {
  const isHers = (await findByScan(rest, services)).tag === "reader";
  return isHers && (await findByScan(whole, services)).tag === "nobody" ? rest : null;
}
