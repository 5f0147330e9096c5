/**
 * The library's use, read once and then brought along: what entries have touched is noted by name and read again when
 * somebody asks. It is kept as a pack between two starts. An answer is never older than the last own command, nor
 * than the last exchange that was told of.
 */

import type { Days } from "#shared/analysis/ascending.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import { breathe } from "../breathe.ts";
import { isSameElsewhere, type KeptPlace, MOST_FOLLOWED, readPlace, writtenSince } from "../kept/place.ts";
import { createKept } from "../kept/snapshot.ts";
import { type HeldUse, holdUse, type LibraryUse } from "./held-use.ts";
import type { MonthTallies } from "./month-tallies.ts";
import { type ReaderRead, readAll, readBusy, readReader } from "./read-library-use.ts";
import type { ReaderUse } from "./reader-use.ts";
import { EVERYTHING, isOpinion, lookUp, TASKS, touchedByOther, touchedByOwn } from "./touched.ts";
import { isPackedUse, type PackedUse, packUse, unpackUse } from "./use-pack.ts";

export interface UseFollower {
  /** Entries that came from elsewhere and were applied. */
  readonly applied: (stream: StreamId, entries: readonly Entry[]) => void;
  /** All rows were made again. */
  readonly rebuilt: () => void;
  /** These readers were erased; answers when nothing of them is kept any more. */
  readonly forget: (ids: readonly string[]) => Promise<void>;
}

/** Rise when something of the table may have changed. */
interface TableVersions {
  readonly tasks: number;
  readonly opinions: number;
}

export interface UseNow extends LibraryUse {
  readonly versions: TableVersions;
  /** What stands in the pack; null while there is none. What is counted of it can be kept beside it. */
  readonly packed: PackedNow | null;
}

interface PackedNow {
  readonly at: KeptPlace;
  readonly readers: readonly ReaderUse[];
}

/** What is counted of the pack, kept beside it. */
export interface Beside {
  /** Undefined where nothing of that pack stands there. */
  readonly read: (of: PackedNow, name: string) => Promise<unknown>;
  /** @returns whether it is still the pack */
  readonly write: (of: PackedNow, name: string, content: unknown) => Promise<boolean>;
  /** Takes away what has none of the names. */
  readonly keepOnly: (names: ReadonlySet<string>) => Promise<void>;
}

export interface LibraryUses extends UseFollower {
  readonly beside: Beside;
  readonly now: (onProgress: OnProgress) => Promise<UseNow>;
  /** Writes what a start needs; by itself in a quiet moment. */
  readonly keep: () => Promise<void>;
}

export const keptUse = createKept<PackedUse>({ name: "statistics", isWhole: isPackedUse, touchedBy: touchedByOwn });

/** So many names may be behind in the pack before it is written again: a start reads them in a moment. */
const MOST_BEHIND = 500;
const QUIET_MS = 2000;
const AT_ONCE = 25;
/** How often a start looks whether the others' streams stand where the pack says. */
const PATIENCE = 3;

/** What is known of the pack in the table and of what is held. */
interface Standing {
  readonly place: KeptPlace;
  readonly packedAt: KeptPlace | null;
  /** Touched since it was packed. */
  readonly behind: ReadonlySet<string>;
  /** Of these, what is not read again yet. */
  readonly unread: ReadonlySet<string>;
  /** Whether the others' streams were found to stand where the place says; from then on they are told of. */
  readonly isChecked: boolean;
}

/** @param onMonths the months, where all rows were read, as they stand at the place or later */
export function createLibraryUse(
  db: DeskDb,
  quietMs = QUIET_MS,
  onMonths: (place: KeptPlace, months: MonthTallies) => void = () => undefined,
): LibraryUses {
  /** Undefined until somebody has looked. */
  let standing: Standing | null | undefined;
  let held: HeldUse | null = null;
  let packed: PackedNow | null = null;
  let versions: TableVersions = { tasks: 0, opinions: 0 };
  /** The place that stands in the table. */
  let keptAt = "";
  const inTurn = oneAtATime();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    [standing, held, packed] = [null, null, null];
  };
  const raise = (tasks: boolean, opinions: boolean): void => {
    versions = { tasks: versions.tasks + (tasks ? 1 : 0), opinions: versions.opinions + (opinions ? 1 : 0) };
  };
  const look = async (): Promise<Standing | null> => {
    if (standing === undefined) {
      const state = await keptUse.readState(db).catch(() => null);
      standing =
        state === null
          ? null
          : {
              place: state.place,
              packedAt: state.packedAt,
              behind: new Set(state.behind),
              unread: new Set(state.behind),
              isChecked: false,
            };
    }
    return standing;
  };
  const note = (of: Standing, names: readonly string[], place: KeptPlace): void => {
    raise(names.includes(TASKS) || names.includes(EVERYTHING), names.some(isOpinion) || names.includes(EVERYTHING));
    standing = { ...of, place, behind: new Set([...of.behind, ...names]), unread: new Set([...of.unread, ...names]) };
    // what is not even packed yet is held whole: there only what is unread counts
    if (standing.unread.size > MOST_FOLLOWED) drop();
  };

  const readAnew = async (onProgress: OnProgress): Promise<HeldUse> => {
    const place = await readPlace(db);
    raise(true, true);
    const { months, ...use } = await readAll(db, onProgress);
    held = holdUse(use);
    packed = null;
    standing = { place, packedAt: null, behind: new Set(), unread: new Set(), isChecked: true };
    onMonths(place, months);
    return held;
  };

  /** Null where only all rows tell. */
  const caughtUp = async (): Promise<HeldUse | null> => {
    const known = await look();
    if (known === null) return null;
    if (held === null) {
      const pack = known.packedAt === null ? null : await keptUse.readPack(db, known.packedAt).catch(() => null);
      if (pack === null) return null;
      held = holdUse(unpackUse(pack.content));
      packed = { at: pack.at, readers: held.use.readers };
    }
    const step = await db.transaction("r", db.streams, db.log, db.meta, async () => {
      const now = await readPlace(db);
      const isOurs = known.isChecked
        ? known.place.format === now.format && known.place.filled === now.filled
        : isSameElsewhere(known.place, now);
      return { now, written: isOurs ? await writtenSince(db, known.place, now, touchedByOwn) : null };
    });
    if (step.written === null) return null;
    note({ ...known, isChecked: true }, step.written, { ...known.place, own: step.now.own });
    return readAgain(held);
  };

  /**
   * Outside the transaction of the place, so that nobody who writes waits: a row that is newer than the place is read
   * once more, no harm.
   */
  const readAgain = async (of: HeldUse): Promise<HeldUse | null> => {
    if (standing === null || standing === undefined) return null;
    const { unread } = standing;
    const touched = await lookUp(db, unread);
    if (touched === null) return null;
    if (touched.readers.size + touched.days.size > 0) {
      const ids = [...touched.readers];
      const readers: ReaderRead[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE)
        readers.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => readReader(db, id)))).flat());
      of.with(readers, await readBusy(db, touched.days), touched.days);
    }
    standing = { ...standing, unread: new Set() };
    return of;
  };

  const write = async (of: HeldUse, at: KeptPlace, isAlone = false): Promise<void> => {
    await keptUse.writePack(db, { at, content: packUse(of.use) }, isAlone);
    packed = { at, readers: of.use.readers };
    if (standing !== null && standing !== undefined) standing = { ...standing, packedAt: at, behind: standing.unread };
    keptAt = JSON.stringify(at);
  };
  const keep = async (): Promise<void> => {
    if (standing === null || standing === undefined) return;
    const { place, packedAt, behind } = standing;
    if (held !== null && (packedAt === null || behind.size > MOST_BEHIND)) {
      const of = await caughtUp();
      if (of !== null) await write(of, standing.place);
    } else if (packedAt !== null && JSON.stringify(place) !== keptAt) {
      await keptUse.writeState(db, { place, packedAt, behind: [...behind] });
      keptAt = JSON.stringify(place);
    }
  };
  /** Nobody waits for it; a full disk costs the next start some seconds, nothing else. */
  const keepSoon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => void inTurn(keep).catch(() => undefined), quietMs);
  };

  return {
    async now(onProgress) {
      // an exchange that is under way tells in a moment of what it has just applied
      for (let patience = PATIENCE; patience > 0 && (await look())?.isChecked === false; patience--) {
        const of = await inTurn(() => caughtUp().catch(onlyAll));
        if (of !== null) break;
        await breathe();
      }
      const { use } = await inTurn(async () => (await caughtUp().catch(onlyAll)) ?? readAnew(onProgress));
      keepSoon();
      return { ...use, versions, packed };
    },
    applied(stream, entries) {
      const [first, last] = [entries[0], entries.at(-1)];
      if (first === undefined || last === undefined) return;
      inTurn(async () => {
        const known = await look();
        if (known === null || stream === known.place.own.stream) return;
        const before = known.place.others[stream] ?? 0;
        // nobody has told of what lies between
        if (first.seq > before + 1) drop();
        else
          note(known, entries.flatMap(touchedByOther), {
            ...known.place,
            others: { ...known.place.others, [stream]: Math.max(before, last.seq) },
          });
        keepSoon();
      }).catch(() => undefined);
    },
    rebuilt() {
      inTurn(async () => drop()).catch(() => undefined);
    },
    forget: (ids) =>
      inTurn(async () => {
        raise(true, true);
        try {
          const of = await caughtUp();
          if (of !== null && ids.every((id) => of.has(id)) && standing !== null && standing !== undefined) {
            const days = new Set(ids.flatMap((id) => daysIn(of.of(id)?.contacts)));
            of.with((await Promise.all(ids.map((id) => readReader(db, id)))).flat(), await readBusy(db, days), days);
            standing = { ...standing, behind: new Set(), unread: new Set() };
            return await write(of, standing.place, true);
          }
        } catch {
          // what cannot be written without them must not stand there with them
        }
        drop();
        await keptUse.drop(db);
      }),
    keep: () => inTurn(keep),
    beside: {
      read: (of, name) => keptUse.readBeside(db, of.at, name),
      // in turn: an erasing in between has made another pack, perhaps at the same place
      write: (of, name, content) =>
        inTurn(async () => {
          if (packed !== of) return false;
          await keptUse.writeBeside(db, of.at, name, content);
          return true;
        }),
      keepOnly: (names) => keptUse.keepBeside(db, names),
    },
  };
}

const daysIn = (contacts: Days | undefined): readonly number[] =>
  contacts === undefined ? [] : [...contacts.days.subarray(contacts.from, contacts.to)];

/** A pack or a log that cannot be read: the rows tell. */
const onlyAll = (): null => null;
