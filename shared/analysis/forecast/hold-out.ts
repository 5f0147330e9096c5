/**
 * A forecast held against what came: the library's last months are left out, foretold from what was known before, and
 * counted. A model that was wrong there says nothing of the months to come.
 */
import { wilson } from "../wilson.ts";

/** Of one reader, from what was known when the months began. */
export interface Foretold {
  /** Probability of coming at least once, 0 to 1. */
  readonly chance: number;
  readonly came: boolean;
}

/** A tenth of the readers, by ascending chance. */
export interface HoldOutGroup {
  readonly readers: number;
  /** The mean of their chances, 0 to 1. */
  readonly foretold: number;
  readonly came: number;
  /** The part that came with its 95 % interval (Wilson), 0 to 1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface HoldOut {
  readonly readers: number;
  readonly groups: readonly HoldOutGroup[];
  /** Mean distance between the share foretold and the share that came, weighted by readers, 0 to 1. */
  readonly error: number;
  /**
   * The place of a group that was foretold less than the next one and came more often, the intervals apart; null where
   * there is none.
   */
  readonly turnedAt: number | null;
}

export const HOLD_OUT_GROUPS = 10;
export const MOST_ERROR = 0.1;
/** Means of equal chances differ by less. */
const ROUNDING = 1e-9;

/** @param readers of equal chance keep their order: it must not be by who came */
export function holdOutOf(readers: readonly Foretold[]): HoldOut {
  const ascending = [...readers].sort((a, b) => a.chance - b.chance);
  const groups = Array.from({ length: HOLD_OUT_GROUPS }, (_, place) =>
    groupOf(ascending.slice(startOf(place, ascending.length), startOf(place + 1, ascending.length))),
  ).flatMap((group) => group ?? []);
  const distance = groups.reduce(
    (sum, { readers: count, foretold, share }) => sum + count * Math.abs(foretold - share),
    0,
  );
  const turnedAt = groups.findIndex((group, place) => {
    const next = groups[place + 1];
    return next !== undefined && next.foretold - group.foretold > ROUNDING && group.low > next.high;
  });
  return {
    readers: readers.length,
    groups,
    error: readers.length === 0 ? 0 : distance / readers.length,
    turnedAt: turnedAt < 0 ? null : turnedAt,
  };
}

export const isBorneOut = ({ readers, error, turnedAt }: HoldOut): boolean =>
  readers > 0 && turnedAt === null && error <= MOST_ERROR;

const startOf = (place: number, readers: number): number => Math.round((place * readers) / HOLD_OUT_GROUPS);

function groupOf(readers: readonly Foretold[]): HoldOutGroup | undefined {
  const came = readers.filter((reader) => reader.came).length;
  const share = wilson(came, readers.length);
  return (
    share && {
      readers: readers.length,
      foretold: readers.reduce((sum, { chance }) => sum + chance, 0) / readers.length,
      came,
      ...share,
    }
  );
}
