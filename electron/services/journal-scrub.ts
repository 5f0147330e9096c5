/**
 * A journal segment without what is erased: the same entries under the same numbers, sealed anew under a salt of
 * its own, so that the old bytes open nothing of it. A stretch that did not open before is left out; it is as
 * damaged as it was.
 */
import { concatBytes } from "#shared/kernel/bytes.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { isObject, type Json } from "#shared/kernel/json.ts";
import { type Ledger, scrubbed } from "#shared/replication/erasing/ledger.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import { makeSegmentHeader, openRecord, openSegmentHeader, scanSegment, sealRecord } from "./journal-record.ts";

interface ScrubDeps {
  readonly key: Uint8Array;
  readonly stream: string;
  readonly random: RandomBytes;
}

/** @returns null where it speaks of none of the records, or does not open at all */
export function scrubSegment(
  { key: journalKey, stream, random }: ScrubDeps,
  segment: Uint8Array,
  records: Ledger,
): { readonly bytes: Uint8Array; readonly entries: number } | null {
  const key = openSegmentHeader(journalKey, stream, segment);
  if (key === null) return null;
  const found = scanSegment(key, segment).places.map(({ firstSeq, offset }) => ({
    firstSeq,
    entries: openRecord(key, segment, offset)?.entries ?? [],
  }));
  let changed = 0;
  const kept = found.map(({ firstSeq, entries }) => {
    const next = entries.map((entry) => withoutErased(entry, records));
    changed += next.filter((entry, index) => entry !== entries[index]).length;
    return { firstSeq, entries: next };
  });
  if (changed === 0) return null;
  const { header, key: newKey } = makeSegmentHeader(journalKey, stream, random);
  return {
    bytes: concatBytes(header, ...kept.map(({ firstSeq, entries }) => sealRecord(newKey, firstSeq, entries, random))),
    entries: changed,
  };
}

function withoutErased(entry: Json, records: Ledger): Json {
  if (!isObject(entry)) return entry;
  const parsed = parseEntry(entry);
  return parsed.ok ? (scrubbed(parsed.value, records) as unknown as Json) : entry; // the entry as it was, without some operations
}
