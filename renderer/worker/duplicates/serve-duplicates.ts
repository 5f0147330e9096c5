/** Looks through all readers for pairs who may be one person; a search of somebody at the desk goes before. */
import { findDuplicates, type PersonFacts } from "#shared/analysis/duplicates.ts";
import { keepDuplicatesFound } from "../../db/duplicates-found.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import type { DuplicatesApi } from "../../platform/worker/duplicates-api.ts";
import { allRows } from "../all-rows.ts";
import { breathe } from "../breathe.ts";
import { createReadings } from "../search/readings.ts";
import { createSimplifier } from "../simplify.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { personFacts } from "./person-facts.ts";

/** More are not gone through in a day; the older ones come up when these are decided. */
export const MOST_PAIRS_KEPT = 500;
const FOLDED_AT_ONCE = 500;
/** Folding is most of the work. */
const FOLDING = 0.8;

export function createDuplicatesApi({ db, clock }: Pick<WorkerDeps, "db" | "clock">): DuplicatesApi {
  let running: Promise<void> | null = null;
  const look = async (onProgress: (share: number) => void): Promise<void> => {
    const at = clock.now();
    const rows = await allRows(db.reader);
    const toSimplified = createSimplifier();
    const readings = createReadings(toSimplified);
    const people: PersonFacts[] = [];
    const readingByHand = new Map(rows.flatMap(({ id, reading }) => (reading === undefined ? [] : [[id, reading]])));
    for (const person of personFacts(rows, { region: await readJurisdiction(db), toSimplified })) {
      people.push(person);
      if (people.length % FOLDED_AT_ONCE > 0) continue;
      onProgress((FOLDING * people.length) / rows.length);
      await breathe();
    }
    const soundOf = ({ id, written }: PersonFacts): string | null =>
      written === null
        ? null
        : (readings
            .of(written, readingByHand.get(id))
            ?.syllables.map(({ plain }) => plain)
            .join(" ") ?? null);
    const search = findDuplicates(people, soundOf);
    let step = search.next();
    while (step.done !== true) {
      onProgress(FOLDING + (1 - FOLDING) * step.value);
      await breathe();
      step = search.next();
    }
    const pairs = step.value;
    await keepDuplicatesFound(db, {
      at,
      readers: people.length,
      total: pairs.length,
      pairs: pairs.slice(0, MOST_PAIRS_KEPT),
    });
  };
  return {
    find(onProgress) {
      running ??= look(onProgress).finally(() => {
        running = null;
      });
      return running;
    },
  };
}
