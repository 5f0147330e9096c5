/** The figures of all readers, of any question: brought along where they are known, else counted over everybody. */
import type { DeskDb } from "../../db/database.ts";
import type { OnProgress, StatisticsAsked } from "../../platform/statistics-api.ts";
import { breathe } from "../breathe.ts";
import { bringAlong, type Counted, type Counting, countAll } from "./counted.ts";
import { type DaySums, dayCounting } from "./day-sums.ts";
import { createKeptFigures } from "./kept-figures.ts";
import type { LibraryViews, Look } from "./library-view.ts";
import { type ReadersSums, readersCounting } from "./readers-sums.ts";
import { whileWanted } from "./while-wanted.ts";

export interface LibraryFigures {
  readonly day: Answer<DaySums>;
  readonly readers: Answer<ReadersSums>;
  /** Keeps what a question on another day would have to count; left off where the pause throws. @param today YYYY-MM-DD @returns names of what stands kept, none where nothing can be */
  readonly keep: (asked: StatisticsAsked, today: string, pause: () => Promise<void>) => Promise<readonly string[]>;
  readonly keepOnly: (names: ReadonlySet<string>) => Promise<void>;
}

/** @param say what is made of the sums, which the next question changes: it waits for that */
type Answer<S> = <T>(asked: StatisticsAsked, onProgress: OnProgress, say: (look: Look, sums: S) => T | Promise<T>) => Promise<T>;

/** Questions whose sums are held: the months of a year or two, and some of a branch. */
const MOST_HELD = 40;

interface Part<S> {
  readonly name: string;
  readonly counting: Counting<S>;
  /** By question, the last one asked last. */
  readonly held: Map<string, Counted<S>>;
}

export function createLibraryFigures(db: DeskDb, views: Pick<LibraryViews, "at" | "look">): LibraryFigures {
  const day: Part<DaySums> = { name: "day", counting: dayCounting, held: new Map() };
  const readers: Part<ReadersSums> = { name: "readers", counting: readersCounting, held: new Map() };
  const kept = createKeptFigures(db);
  // one after another: the second of two who ask the same finds it counted
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = turn.then(step);
    turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };

  const keptOf = <S>({ name, counting }: Part<S>, look: Look): Promise<Counted<S> | undefined> => kept.read(keyOf(name, look), look, counting.none(look));

  const counted = async <S>(of: Part<S>, asked: StatisticsAsked, onProgress: OnProgress): Promise<{ readonly look: Look; readonly counted: Counted<S> }> => {
    const first = await views.look(asked, onProgress);
    // fifths are of all: who is in one is known only with everybody placed
    const look = first.rules.scoring === "cuts" ? first : await views.at(asked, onProgress);
    const before = of.held.get(look.question) ?? (await keptOf(of, look));
    // what is half brought along is nobody's
    of.held.delete(look.question);
    const brought = before === undefined ? null : bringAlong(of.counting, before, look);
    if (brought !== null) return { look, counted: hold(of, look, brought) };
    const onCounted = whileWanted(onProgress, "placing");
    const pause = (done: number): Promise<void> => {
      onCounted(done, look.people.length);
      return breathe();
    };
    return { look, counted: hold(of, look, await countAll(of.counting, look, pause)) };
  };
  const answer =
    <S>(of: Part<S>): Answer<S> =>
    (asked, onProgress, say) =>
      inTurn(async () => {
        const { look, counted: found } = await counted(of, asked, onProgress);
        return await say(look, found.sums);
      });

  return {
    day: answer(day),
    readers: answer(readers),
    async keep(asked, today, pause) {
      const look = await views.look(asked, () => undefined, today);
      const { packed } = look;
      if (packed === null || look.rules.scoring !== "cuts") return [];
      const keepPart = async <S>(of: Part<S>): Promise<string> => {
        const name = keyOf(of.name, look);
        if ((await keptOf(of, look)) !== undefined) return name;
        const before = of.held.get(look.question);
        const counted = (before && bringAlong(of.counting, { people: before.people, sums: structuredClone(before.sums) }, packed)) ?? (await countAll(of.counting, packed, pause));
        await kept.write(name, look, counted);
        await pause();
        return name;
      };
      return [await keepPart(day), await keepPart(readers)];
    },
    keepOnly: kept.keepOnly,
  };
}

const keyOf = (name: string, { question }: Look): string => `${name}/${question}`;

function hold<S>({ held }: Part<S>, { question }: Look, counted: Counted<S>): Counted<S> {
  held.delete(question);
  held.set(question, counted);
  const [oldest] = held.keys();
  if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  return counted;
}
