/** Who took part in a service record, as its form was opened and as it is saved. */

import type { Host } from "#shared/host/contract.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { countWith, participantKey } from "#shared/model/participant.ts";
import type { DeskDb } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { readFirst, readReaderClass } from "../../../db/reader-class.ts";
import { type Change, create, remove } from "../../../db/write/changes.ts";

export interface TakingPart {
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

/** @returns null where the computer's host does not answer, or the library's key is away */
export async function takingPart(host: Host, record: string, reader: string): Promise<TakingPart | null> {
  const derived = await host("library.derive", { texts: [participantKey(record, reader)] });
  const digest = derived.ok ? derived.value[0] : undefined;
  return digest === undefined ? null : { id: uuidV8(hexToBytes(digest)), reader };
}

/** What a count says after all that was added and taken away: at least everybody who is named. */
export const countOf = (before: number | undefined, opened: OpenedTogether, now: readonly TakingPart[]): number =>
  now.length === opened.people.length
    ? Math.max(before ?? 1, leastCount(now))
    : countWith(before ?? 1, opened.people.length, now.length);

export const leastCount = (people: readonly TakingPart[]): number => people.length + 1;

export function participantChanges(
  record: string,
  { people: before }: OpenedTogether,
  now: readonly TakingPart[],
): readonly Change[] {
  const [were, are] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  return [
    ...now
      .filter(({ id }) => !were.has(id))
      .map(({ id, reader }) => create("participant", id, { interaction: record, reader })),
    ...before.filter(({ id }) => !are.has(id)).map(({ id }) => remove("participant", id)),
  ];
}
