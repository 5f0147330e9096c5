/**
 * Attention 注意力账: which groups of readers get the colleagues' minutes, contacts and kept promises, against
 * their share of readers and of use. Groups overlap (a new reader can be a child), so shares are of all readers, not of
 * each other.
 */

export interface GroupSums {
  readonly readers: number;
  /** In any one measure, points or visits. */
  readonly use: number;
  readonly minutes: number;
  readonly contacts: number;
  readonly promisesKept: number;
}

export const ATTENTION_KINDS = ["minutes", "contacts", "promisesKept"] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Shares 0 to 1; undefined where there is nothing to share. */
export interface GroupAttention {
  readonly ofReaders: number | undefined;
  readonly ofUse: number | undefined;
  readonly of: Readonly<Record<AttentionKind, number | undefined>>;
  /** Kinds of attention of which the group gets less than half its share of readers, and of use. */
  readonly shortOfReaders: readonly AttentionKind[];
  readonly shortOfUse: readonly AttentionKind[];
}

const HALF = 0.5;

/** @param all of every reader, each counted once */
export function attentionOf(group: GroupSums, all: GroupSums): GroupAttention {
  const ofReaders = shareOf(group.readers, all.readers);
  const ofUse = shareOf(group.use, all.use);
  const of = {
    minutes: shareOf(group.minutes, all.minutes),
    contacts: shareOf(group.contacts, all.contacts),
    promisesKept: shareOf(group.promisesKept, all.promisesKept),
  };
  const shortOf = (share: number | undefined): readonly AttentionKind[] =>
    ATTENTION_KINDS.filter((kind) => share !== undefined && (of[kind] ?? share) < share * HALF);
  return { ofReaders, ofUse, of, shortOfReaders: shortOf(ofReaders), shortOfUse: shortOf(ofUse) };
}

const shareOf = (part: number, whole: number): number | undefined =>
  whole > 0 && part >= 0 ? Math.min(1, part / whole) : undefined;
