/**
 * What a list of use leaves standing: records of its source, kinds and days that are not in it. A corrected list takes
 * nothing away. A record does not name its source, but its id is made of it: the id that this source would give tells.
 */
import type { FoldedUse } from "#shared/import-export/library-use/fold-uses.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { activityKey } from "#shared/model/activity-key.ts";
import type { DeskDb, Row } from "../../db/database.ts";

interface StayingUses {
  readonly db: DeskDb;
  readonly source: string;
  readonly derive: (texts: readonly string[]) => Promise<readonly string[]>;
  /** Between slices. @returns whether it goes on */
  readonly breathe: () => Promise<boolean>;
}

const AT_ONCE = 2000;

/** @param uses of the list, each with the id of its record @returns how many; 0 where it was stopped */
export async function countStaying(
  uses: Iterable<Pick<FoldedUse, "on" | "kind"> & { readonly id: string }>,
  { db, source, derive, breathe }: StayingUses,
): Promise<number> {
  const [ids, kinds] = [new Set<number>(), new Set<string>()];
  let [first, last] = ["9999-12-31", ""];
  for (const { id, on, kind } of uses) {
    ids.add(shortOf(id));
    kinds.add(kind);
    if (on < first) first = on;
    if (on > last) last = on;
  }
  if (ids.size === 0) return 0;
  const others: Known[] = [];
  await db.activity
    .where("on")
    .between(first, last, true, true)
    .each((row) => {
      if (isKnown(row) && kinds.has(row.kind) && !ids.has(shortOf(row.id))) others.push(row);
    });
  let staying = 0;
  for (let from = 0; from < others.length; from += AT_ONCE) {
    const slice = others.slice(from, from + AT_ONCE);
    const digests = await derive(
      slice.map(({ reader, on, kind, mainClass }) => activityKey({ source, reader, on, kind, mainClass })),
    );
    staying += slice.filter(({ id }, place) => uuidV8(hexToBytes(digests[place] ?? "")) === id).length;
    if (!(await breathe())) return 0;
  }
  return staying;
}

type Known = Pick<Row<"activity">, "id" | "mainClass"> & Required<Pick<Row<"activity">, "reader" | "on" | "kind">>;

const isKnown = (row: Row<"activity">): row is Row<"activity"> & Known =>
  row.gone !== 1 &&
  row.batch !== undefined &&
  row.reader !== undefined &&
  row.on !== undefined &&
  row.kind !== undefined;

/** 52 bits of an id tell the records of a library apart, in a fraction of the room. */
const shortOf = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 13), 16);
