/** Who took part in a service record, as its form was opened and as it is saved. */

import type { Host } from "#shared/host/contract.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { participantKey } from "#shared/model/participant.ts";
import type { DeskDb } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { readFirst, readReaderClass } from "../../../db/reader-class.ts";
import { type Change, create, remove } from "../../../db/write/changes.ts";

interface TakingPart {
  /** Of the participant's own record. */
  readonly id: string;
  readonly reader: string;
}

export interface OpenedTogether {
  /** For whom it was logged, and every id that means her; none where it is anonymous. */
  readonly first: readonly string[];
  readonly people: readonly TakingPart[];
}

export async function openTogether(db: DeskDb, record: string, reader: string | undefined): Promise<OpenedTogether> {
  const person = reader === undefined ? undefined : await readReaderClass(db, reader);
  const rows = (await rowsWith(db.participant, "interaction", [record])).filter(({ gone }) => gone !== 1);
  const people = rows.flatMap(({ id, reader: of }) => (of === undefined ? [] : [{ id, reader: of }]));
  return {
    first: reader === undefined ? [] : [person?.reader.id ?? reader, ...(person?.ids ?? [])],
    people: await Promise.all(people.map(async ({ id, reader: of }) => ({ id, reader: await readFirst(db, of) }))),
  };
}

/**
 * Of the participants only, so that two desks that add one each never meet in the record itself.
 * @returns null where somebody cannot be added: the computer's host does not answer, or the library's key is away
 */
export async function participantChanges(
  host: Host,
  record: string,
  { people }: OpenedTogether,
  now: readonly string[],
): Promise<readonly Change[] | null> {
  const gone = people.filter(({ reader }) => !now.includes(reader)).map(({ id }) => remove("participant", id));
  const added = now.filter((reader) => !people.some((other) => other.reader === reader));
  if (added.length === 0) return gone;
  const derived = await host("library.derive", { texts: added.map((reader) => participantKey(record, reader)) });
  if (!derived.ok) return null;
  const ids = derived.value.map((digest) => uuidV8(hexToBytes(digest)));
  return [
    ...added.map((reader, place) => create("participant", ids[place] ?? "", { interaction: record, reader })),
    ...gone,
  ];
}
