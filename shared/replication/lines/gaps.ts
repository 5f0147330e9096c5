/**
 * Gaps in a stream: batches of which nothing is at hand, and the records by which a person declares them lost (R12).
 */
import { isStreamId } from "../files/names.ts";
import type { Applied, Op, StreamId } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";

/** Batches `first` to `no` of a stream, of which nothing is at hand. */
export interface Gap {
  readonly stream: StreamId;
  readonly first: number;
  readonly no: number;
  /** Start of the last one's hash. */
  readonly hash: string;
  /** The last entry in it; null where nothing tells. */
  readonly lastSeq: number | null;
}

/** The record by which a person declares a gap lost. */
export const declarationOf = ({ stream, first, no, hash, lastSeq }: Gap) =>
  ({
    kind: "lost-batch",
    id: `${stream}-${no}`,
    cells: { stream, first, no, hash, ...(lastSeq !== null && { lastSeq }) },
  }) satisfies Op;

/** @param rows all records of the kind */
export const gapsOf = (rows: readonly AnyRow[]): readonly Gap[] => rows.flatMap(readGap);

function readGap({ gone, stream, first, no, hash, lastSeq }: AnyRow): readonly Gap[] {
  if (gone === 1 || typeof stream !== "string" || !isStreamId(stream) || typeof hash !== "string") return [];
  if (typeof first !== "number" || typeof no !== "number" || first < 1 || no < first) return [];
  return [{ stream, first, no, hash, lastSeq: typeof lastSeq === "number" ? lastSeq : null }];
}

/** The declared gap in which the next batch of a stream lies. */
export const gapBehind = (gaps: readonly Gap[], stream: StreamId, applied: Applied): Gap | undefined =>
  gaps.find((gap) => gap.stream === stream && gap.first <= applied.no + 1 && gap.no > applied.no);

/** Where a stream stands once a gap counts as applied. */
export const beyondGap = ({ no, hash, lastSeq }: Gap, applied: Applied): Applied => ({
  no,
  hash,
  seq: Math.max(applied.seq, lastSeq ?? 0),
});
