/**
 * Months once counted, held and kept between two starts: of what was written since, here or elsewhere, only the months
 * are counted again. They know no reader, and go with every erasing all the same, for what they count is another then.
 */
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { DeskDb } from "../../db/database.ts";
import { isSameElsewhere, type KeptPlace, readPlace, writtenSince } from "../kept/place.ts";
import { createKept } from "../kept/snapshot.ts";
import type { UseFollower } from "../library-use/library-use.ts";
import type { MonthTallies } from "../library-use/month-tallies.ts";
import {
  type CountedMonths,
  isPackedMonths,
  noMonths,
  type PackedMonths,
  packMonths,
  unpackMonths,
} from "./packed-months.ts";
import { lookUpMonths, monthsOfOther, monthsOfOwn, named, OPINIONS } from "./touched-months.ts";

/** What was there before anything of a question was read: of what came later, the next question counts again. */
export interface Asking {
  readonly place: KeptPlace;
  /** How often it had been told of what came from elsewhere. */
  readonly told: number;
}

export interface MonthsNow extends CountedMonths {
  /** Rises when an opinion may have changed. */
  readonly opinions: number;
  /** Whether what is counted for this question may stay. */
  readonly mayStay: () => boolean;
}

export interface KeptMonths extends UseFollower {
  readonly ask: () => Promise<Asking>;
  /** One question after another. What it puts into the months stays, and is kept in a quiet moment. */
  readonly at: <T>(asking: Asking, count: (now: MonthsNow) => Promise<T>) => Promise<T>;
  /** Takes all months as they were counted from all rows, at the place or later. */
  readonly offer: (place: KeptPlace, months: MonthTallies) => void;
  readonly keep: () => Promise<void>;
}

const keptMonths = createKept<PackedMonths>({ name: "reports", isWhole: isPackedMonths, touchedBy: monthsOfOwn });

const QUIET_MS = 2000;

interface Held {
  /** Up to here the months are right, those behind left out. */
  readonly place: KeptPlace;
  /** Null while they stand in the table only. */
  readonly months: CountedMonths | null;
  readonly packedAt: KeptPlace | null;
  readonly behind: ReadonlySet<string>;
  /** Whether the others' streams were found to stand where the place says; from then on they are told of. */
  readonly isChecked: boolean;
}

const NONE: ReadonlySet<string> = new Set();

export function createKeptMonths(db: DeskDb, quietMs = QUIET_MS): KeptMonths {
  /** Undefined until somebody has looked. */
  let held: Held | null | undefined;
  let [told, opinions] = [0, 0];
  /** What stands in the table, and whether the months held are others. */
  let [keptAt, isCounted] = ["", false];
  const inTurn = oneAtATime();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<Held | null> => {
    if (held === undefined) {
      const state = await keptMonths.readState(db).catch(() => null);
      held = state && { ...state, behind: new Set(state.behind), months: null, isChecked: false };
    }
    return held;
  };
  const drop = (): void => {
    held = null;
    opinions += 1;
  };
  /** Null where only all rows tell. */
  const without = async (months: CountedMonths, names: Iterable<string>): Promise<CountedMonths | null> => {
    const touched = await lookUpMonths(db, names);
    for (const month of touched ?? [])
      for (const of of [months.whole, months.contacts]) isCounted = of.delete(month) || isCounted;
    return touched && months;
  };
  const loaded = async ({ months, packedAt, behind }: Held): Promise<CountedMonths | null> => {
    if (months !== null || packedAt === null) return months;
    const pack = await keptMonths.readPack(db, packedAt);
    return pack && without(unpackMonths(pack.content), behind);
  };
  const caughtUp = async ({ place }: Asking): Promise<Held | null> => {
    const known = await look();
    if (known === null) return null;
    const now = await readPlace(db);
    const isOurs = known.isChecked
      ? known.place.format === now.format && known.place.filled === now.filled
      : isSameElsewhere(known.place, now);
    const all = isOurs ? await loaded(known) : null;
    if (all === null) return null;
    // another question was asked after this one and is answered already
    const isPast = place.own.stream === known.place.own.stream && place.own.seq <= known.place.own.seq;
    const written = isPast ? [] : await writtenSince(db, known.place, place, monthsOfOwn);
    const months = written && (await without(all, written));
    if (months === null) return null;
    if (written?.includes(OPINIONS)) opinions += 1;
    const own = isPast ? known.place.own : place.own;
    return { place: { ...known.place, own }, months, packedAt: known.packedAt, behind: NONE, isChecked: true };
  };
  const keep = async (): Promise<void> => {
    if (held === null || held === undefined) return;
    const { place, months, packedAt, behind } = held;
    if (months !== null && (packedAt === null || isCounted)) {
      isCounted = false;
      await keptMonths.writePack(db, { at: place, content: packMonths(months) });
      held = { ...held, packedAt: place };
    } else if (packedAt !== null && JSON.stringify(place) !== keptAt)
      await keptMonths.writeState(db, { place, packedAt, behind: [...behind] });
    keptAt = JSON.stringify(place);
  };
  /** Nobody waits for it; a full disk costs the next start some seconds, nothing else. */
  const keepSoon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => void inTurn(keep).catch(() => undefined), quietMs);
  };

  return {
    ask: async () => ({ told, place: await readPlace(db) }),
    at: (asking, count) =>
      inTurn(async () => {
        const found = await caughtUp(asking).catch(() => null);
        if (found === null) drop();
        const months = found?.months ?? noMonths();
        held = found ?? { place: asking.place, months, packedAt: null, behind: NONE, isChecked: true };
        const isLatest = JSON.stringify(held.place.own) === JSON.stringify(asking.place.own);
        const before = months.whole.size + months.contacts.size;
        try {
          return await count({ ...months, opinions, mayStay: () => isLatest && asking.told === told });
        } finally {
          isCounted ||= months.whole.size + months.contacts.size > before;
          keepSoon();
        }
      }),
    applied(stream, entries) {
      const [first, last] = [entries[0], entries.at(-1)];
      if (first === undefined || last === undefined) return;
      told += 1;
      inTurn(async () => {
        const known = await look();
        if (known === null || stream === known.place.own.stream) return;
        const before = known.place.others[stream] ?? 0;
        const names = new Set(entries.flatMap(monthsOfOther));
        const touched = first.seq > before + 1 ? null : await lookUpMonths(db, names);
        keepSoon();
        // nobody has told of what lies between, or only all rows tell
        if (touched === null) return drop();
        if (names.has(OPINIONS)) opinions += 1;
        const behind = new Set([...touched].flatMap(named));
        if (known.months !== null) await without(known.months, behind);
        held = {
          ...known,
          place: { ...known.place, others: { ...known.place.others, [stream]: Math.max(before, last.seq) } },
          behind: known.months === null ? new Set([...known.behind, ...behind]) : NONE,
        };
      }).catch(drop);
    },
    rebuilt() {
      told += 1;
      inTurn(async () => drop()).catch(() => undefined);
    },
    forget: () => {
      told += 1;
      return inTurn(async () => {
        drop();
        await keptMonths.drop(db);
      });
    },
    offer(place, months) {
      inTurn(async () => {
        drop();
        held = {
          place,
          months: { whole: new Map(months), contacts: new Map() },
          packedAt: null,
          behind: NONE,
          isChecked: false,
        };
        isCounted = true;
        keepSoon();
      }).catch(() => undefined);
    },
    keep: () => inTurn(keep),
  };
}
