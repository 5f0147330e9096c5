/** The figures of all readers, of any question: brought along where they are known, else counted over everybody. */

import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { OnProgress, StatisticsAsked } from "../../../platform/worker/statistics-api.ts";
import { breathe } from "../../breathe.ts";
import type { UseNow } from "../../library-use/library-use.ts";
import type { LibraryLook, LibraryViews } from "../../library-use/library-view.ts";
import { whileWanted } from "../../library-use/while-wanted.ts";
import { bringAlong, type Counted, type Counting, countAll } from "./counted.ts";
import { type DaySums, dayCounting } from "./day-sums.ts";
import { createKeptFigures } from "./kept-figures.ts";
import { type ReadersSums, readersCounting } from "./readers-sums.ts";

export interface LibraryFigures {
  readonly day: Answer<DaySums>;
  readonly readers: Answer<ReadersSums>;
  /**
   * Keeps what a question on another day would have to count; left off where the pause throws. @param today YYYY-MM-DD
   * @returns names of what stands kept, null where nothing can be: there is no pack, or another by now, or scores go by
   * all readers
   */
  readonly keep: (
    asked: StatisticsAsked,
    today: string,
    pause: () => Promise<void>,
  ) => Promise<readonly string[] | null>;
  readonly keepOnly: (names: ReadonlySet<string>) => Promise<void>;
}

/** @param say what is made of the sums, which the next question changes: it waits for that */
type Answer<S> = <T>(
  asked: StatisticsAsked,
  onProgress: OnProgress,
  say: (look: LibraryLook, sums: S) => T | Promise<T>,
) => Promise<T>;

/** Questions whose sums are held; those of the year's months are read from where they are kept. */
const MOST_HELD = 8;

interface Part<S> {
  readonly name: string;
  readonly counting: Counting<S>;
  /** By question, the last one asked last. */
  readonly held: Map<string, Counted<S>>;
}

/** @param piece people counted between two pauses */
export function createLibraryFigures(
  views: Pick<LibraryViews, "at" | "look" | "beside">,
  piece?: number,
): LibraryFigures {
  const day: Part<DaySums> = { name: "day", counting: dayCounting, held: new Map() };
  const readers: Part<ReadersSums> = { name: "readers", counting: readersCounting, held: new Map() };
  const kept = createKeptFigures(views.beside);
  /** What stands kept, by what it is of. */
  let standing: { readonly of: string; readonly packed: UseNow["packed"]; readonly names: Set<string> } = {
    of: "",
    packed: null,
    names: new Set(),
  };
  /** The look at the pack before this one, beside which sums may still stand. */
  let [last, before]: [LibraryLook | null, LibraryLook | null] = [null, null];
  // one after another: the second of two who ask the same finds it counted
  const inTurn = oneAtATime();

  const keptOf = <S>(
    { name, counting }: Part<S>,
    look: LibraryLook,
    question = look,
  ): Promise<Counted<S> | undefined> => kept.read(keyOf(name, question), look, counting.none(question));

  const counted = async <S>(
    of: Part<S>,
    asked: StatisticsAsked,
    onProgress: OnProgress,
  ): Promise<{ readonly look: LibraryLook; readonly counted: Counted<S> }> => {
    const first = await views.look(asked, onProgress);
    // fifths are of all: who is in one is known only with everybody placed
    const look = first.rules.scoring === "cuts" ? first : await views.at(asked, onProgress);
    const known = of.held.get(look.question) ?? (await keptOf(of, look));
    // what is half brought along is nobody's
    of.held.delete(look.question);
    const brought = known === undefined ? null : bringAlong(of.counting, known, look);
    if (brought !== null) return { look, counted: hold(of, look, brought) };
    // other readers than before: what is held of them holds them all
    if (known !== undefined) for (const { held } of [day, readers]) held.clear();
    const onCounted = whileWanted(onProgress, "placing");
    const pause = (done: number): Promise<void> => {
      onCounted(done, look.people.length);
      return breathe();
    };
    return { look, counted: hold(of, look, await countAll(of.counting, look, pause, piece)) };
  };
  const answer =
    <S>(of: Part<S>): Answer<S> =>
    (asked, onProgress, say) =>
      inTurn(async () => {
        const { look, counted: found } = await counted(of, asked, onProgress);
        return await say(look, found.sums);
      });

  /** Sums over the people in the pack: from what is held, or stood beside the pack before, else counted. */
  const overPack = async <S>(
    of: Part<S>,
    look: LibraryLook,
    packed: LibraryLook,
    pause: () => Promise<void>,
  ): Promise<Counted<S>> => {
    const held = of.held.get(look.question);
    const known =
      held === undefined ? before && (await keptOf(of, before, look)) : { ...held, sums: structuredClone(held.sums) };
    return (known && bringAlong(of.counting, known, packed)) ?? (await countAll(of.counting, packed, pause, piece));
  };

  return {
    day: answer(day),
    readers: answer(readers),
    async keep(asked, today, pause) {
      const look = await views.look(asked, () => undefined, today);
      const { packed } = look;
      if (packed === null || look.rules.scoring !== "cuts") return null;
      if (last?.use.packed !== look.use.packed) [last, before] = [look, last];
      if (standing.packed !== look.use.packed || standing.of !== look.house)
        standing = { of: look.house, packed: look.use.packed, names: new Set() };
      const { names } = standing;
      const keepPart = async <S>(of: Part<S>): Promise<boolean> => {
        const name = keyOf(of.name, look);
        if (names.has(name)) return true;
        if ((await keptOf(of, look)) === undefined) {
          if (!(await kept.write(name, look, await overPack(of, look, packed, pause)))) return false;
          await pause();
        }
        names.add(name);
        return true;
      };
      return (await keepPart(day)) && (await keepPart(readers))
        ? [day, readers].map(({ name }) => keyOf(name, look))
        : null;
    },
    async keepOnly(names) {
      await kept.keepOnly(names);
      standing = { ...standing, names: new Set([...standing.names].filter((name) => names.has(name))) };
      before = null;
    },
  };
}

const keyOf = (name: string, { question }: LibraryLook): string => `${name}/${question}`;

function hold<S>({ held }: Part<S>, { question }: LibraryLook, counted: Counted<S>): Counted<S> {
  held.delete(question);
  held.set(question, counted);
  const [oldest] = held.keys();
  if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  return counted;
}
