/**
 * The search as the page sees it, and as the worker's other services tell it of what they write: starts from
 * the kept snapshot or reads all readers, then follows changes. A question that comes before it is ready is
 * answered when it is.
 */
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { DeskDb } from "../../db/database.ts";
import type { SearchApi } from "../../platform/worker/worker-api.ts";
import { breathe } from "../breathe.ts";
import { createSimplifier } from "../simplify.ts";
import type { SearchFollower } from "../worker-deps.ts";
import { keptIndex } from "./kept-index.ts";
import { createLibraryIndex } from "./library-index.ts";
import { createReadings } from "./readings.ts";
import { createSameCharacters } from "./same-characters.ts";

/** Quiet time after changes before the snapshot is moved on. */
const QUIET_MS = 5_000;

export function createSearchApi(db: DeskDb, quietMs = QUIET_MS): SearchApi & SearchFollower {
  const toSimplified = createSimplifier();
  const readings = createReadings(toSimplified);
  const sameCharacters = createSameCharacters(toSimplified);
  const library = createLibraryIndex(db, readings, toSimplified);
  let loading: Promise<{ readers: number }> | null = null;
  /** Steps run one after another, so that an older row never overwrites a newer one. */
  const inTurn = oneAtATime();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const load = (): Promise<{ readers: number }> => {
    if (loading === null) {
      loading = inTurn(async () => {
        const from = await library.open();
        if (from === "readers") setTimeout(keepNow, 0);
        return { readers: library.index().size };
      });
      // a failed start may be tried again
      loading.catch(() => {
        loading = null;
      });
    }
    return loading;
  };

  /** Nobody waits for it; a full disk costs the next start a few seconds, nothing else. */
  const keepNow = (): void => {
    clearTimeout(quiet);
    void inTurn(library.keep)
      .then((whole) => {
        if (!whole) keepSoon();
      })
      .catch(() => undefined);
  };
  const keepSoon = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(keepNow, quietMs);
  };

  /** Before the first load there is nothing to follow: it will read the rows as they are. */
  const follow = async (step: () => Promise<void>): Promise<void> => {
    if (loading === null) return;
    await inTurn(step);
    keepSoon();
  };
  const behindTheScenes = (step: () => Promise<void>): void => {
    // the change log tells the next step what this one has missed
    follow(step).catch(() => undefined);
  };

  return {
    load,
    async query(query) {
      await load();
      return library.index().query(query);
    },
    async reading(name) {
      return readings.shown(name);
    },
    sameCharacters: async (text) => sameCharacters(text),
    syllables: async (labels) => labels.map(readings.ofLabel),
    nameSyllables: async (names) => names.map((name) => readings.of(name)?.syllables.map(({ plain }) => plain) ?? []),
    async sorted(order) {
      await load();
      const index = library.index();
      const steps = index.sorting(order);
      for (let step = steps.next(); ; step = steps.next()) {
        if (library.index() !== index) return library.index().sorted(order);
        if (step.done === true) return step.value ?? index.sorted(order);
        await breathe();
      }
    },
    async sameCards() {
      await load();
      return inTurn(async () => {
        await library.follow([]);
        return library.index().sameCards();
      });
    },
    changed: (ids) => follow(() => library.follow(ids)),
    wrote: (stream, entry, rows) => behindTheScenes(() => library.took(stream, entry, rows)),
    applied: (stream, entries) => behindTheScenes(() => library.applied(stream, entries)),
    rebuilt: () => behindTheScenes(library.readAnew),
    forget: async (ids) => {
      // not loaded yet: what is kept is as good as none, and the next load reads the rows
      if (loading === null) await keptIndex.drop(db);
      else await inTurn(() => library.forget(ids));
    },
    keep: () => {
      if (loading !== null) keepNow();
    },
  };
}
