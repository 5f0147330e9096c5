/**
 * A sample library from a seed: three branches, two thousand readers, two years of use, service records,
 * opinions, tasks. The same seed, day and moment give the same library to the last byte. Invented from
 * beginning to end: nobody in it lives.
 */
import { addDays } from "../kernel/day.ts";
import { attachLetter } from "./attached-letter.ts";
import { makeContacts } from "./contacts.ts";
import { makeHouse } from "./demo-house.ts";
import type { DemoPlace } from "./demo-place.ts";
import { MAINLAND } from "./mainland/mainland-library.ts";
import { makeOpinions } from "./opinions.ts";
import { agreeToBeInvited, makeOutreaches } from "./outreaches.ts";
import { createDemoRandom } from "./random.ts";
import { makeReaders } from "./readers.ts";
import { makeDecisions, standTwice } from "./standing-twice.ts";
import { makeNextSteps, makeTasks } from "./tasks.ts";
import { makeUse } from "./use.ts";
import type { DemoRecord, DemoWorld } from "./world.ts";

export interface DemoRequest extends Omit<DemoWorld, "random" | "place"> {
  readonly seed: number;
  /** Default: the mainland. */
  readonly place?: DemoPlace;
  /** Default 2,000. */
  readonly readers?: number;
}

export interface DemoLibrary {
  /** Who is at the desk in the trial. */
  readonly staff: string;
  readonly branch: string;
  /** The reader whose card shows everything: alert, expiry, not seen, promise. */
  readonly shownReader: string;
  readonly total: number;
  /** Records in the order in which they may be written: what is referred to comes first. Each chunk fits one entry. */
  readonly chunks: readonly (readonly DemoRecord[])[];
}

const READERS = 2000;
const DAYS = 730;
/** Of JSON, as cells: the entry's limit is 512 KiB, and a record's own frame and UTF-8 are counted generously. */
const CHUNK_BYTES = 256 * 1024;
/** Around one operation in an entry: kind, cells, commas. */
const FRAME_BYTES = 80;

export function generateDemo({
  seed,
  place = MAINLAND,
  readers: count = READERS,
  ...moment
}: DemoRequest): DemoLibrary {
  const world: DemoWorld = { ...moment, place, random: createDemoRandom(seed) };
  const house = makeHouse(world, addDays(world.today, -DAYS));
  const readers = agreeToBeInvited(world, standTwice(makeReaders(world, house, count), place));
  const opinions = [...makeOpinions(world, house, readers)];
  const opinionIds = opinions.filter(({ kind }) => kind === "feedback").map(({ id }) => id);
  const all: readonly DemoRecord[] = [
    ...house.records,
    ...readers.map(({ record }) => record),
    ...opinions,
    ...makeTasks(world, house, readers, opinionIds),
    ...makeContacts(world, house, readers),
    ...makeUse(world, readers),
    ...makeDecisions(world, readers),
    ...attachLetter(world, opinions),
    // after all else, so that nothing is drawn otherwise for them
    ...makeOutreaches(world, house, readers),
    ...makeNextSteps(world, house, readers),
  ];
  return {
    staff: house.staff[0] ?? "",
    branch: house.branches[0]?.id ?? "",
    shownReader: readers[0]?.record.id ?? "",
    total: all.length,
    chunks: intoChunks(all),
  };
}

function intoChunks(all: readonly DemoRecord[]): readonly (readonly DemoRecord[])[] {
  const chunks: DemoRecord[][] = [];
  let room = 0;
  for (const record of all) {
    const size = bytesOf(record);
    if (size > room) {
      chunks.push([]);
      room = CHUNK_BYTES;
    }
    chunks[chunks.length - 1]?.push(record);
    room -= size;
  }
  return chunks;
}

/** At most this many bytes of UTF-8: no character of ours takes more than three per code unit. */
const bytesOf = (record: DemoRecord): number => FRAME_BYTES + JSON.stringify(record).replace(/[^ -~]/g, "###").length;
