/**
 * Which records the host itself has seen erased: those that an `erased` entry names in the journal, in a batch that it
 * has opened, or in a checkpoint. The page says what to erase; only what stands here is. What is not known yet is
 * looked for once more where it may stand, since the process may have been started since.
 */
import { isObject } from "#shared/kernel/json.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { LEDGER, type Ledger, newlyNamed, type RecordKey, recordsOf } from "#shared/replication/erasing/ledger.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

/** Tells `note` of everything that it holds. */
export type EvidenceSource = (note: EvidenceNote) => Promise<void>;

export interface EvidenceNote {
  /** Entries of the journal, or of a verified batch. */
  entries(entries: readonly unknown[]): void;
  /** Rows of a kind in a verified checkpoint. */
  rows(kind: string, rows: readonly AnyRow[]): void;
}

export interface ErasedEvidence {
  readonly note: EvidenceNote;
  addSource(source: EvidenceSource): void;
  /** Looks once through all sources. */
  everything(): Promise<void>;
  /** Those of the records that were named as erased. */
  named(records: readonly RecordKey[]): Promise<Ledger>;
}

/** @param also told of everything that is met, too */
export function createErasedEvidence(also: readonly EvidenceNote[] = []): ErasedEvidence {
  const seen = new Set<RecordKey>();
  const sources: EvidenceSource[] = [];
  const exclusive = oneAtATime();
  const note: EvidenceNote = {
    entries: (entries) => {
      for (const entry of entries) for (const key of namedIn(entry)) seen.add(key);
      for (const each of also) each.entries(entries);
    },
    rows: (kind, rows) => {
      if (kind === LEDGER) for (const row of rows) for (const key of recordsOf(row)) seen.add(key);
      for (const each of also) each.rows(kind, rows);
    },
  };
  const of = (records: readonly RecordKey[]): Ledger => new Set(records.filter((record) => seen.has(record)));
  return {
    note,
    addSource: (source) => void sources.push(source),
    everything: () =>
      exclusive(async () => {
        for (const source of sources) await source(note);
      }),
    named: (records) =>
      exclusive(async () => {
        for (const source of sources) {
          if (records.every((record) => seen.has(record))) break;
          await source(note);
        }
        return of(records);
      }),
  };
}

/** What one entry names as erased; most are passed over unparsed. */
function namedIn(entry: unknown): readonly RecordKey[] {
  if (
    !isObject(entry) ||
    !Array.isArray(entry.ops) ||
    !entry.ops.some((op: unknown) => isObject(op) && op.kind === LEDGER)
  )
    return [];
  const parsed = parseEntry(entry);
  const ops: readonly Op[] = parsed.ok ? parsed.value.ops : [];
  return newlyNamed(ops);
}
