/** Service records over all channels: most of them readers at the desk, many nobody by name, some by telephone. */
import { addDays, weekdayOf } from "../kernel/day.ts";
import type { Channel, Interaction } from "../model/interaction.ts";
import type { ContactTexts } from "./contact-texts.ts";
import type { DemoBranch, DemoHouse } from "./demo-house.ts";
import { channelIn, type DrawnChannel } from "./demo-place.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, doneOfToday, momentOf, record } from "./world.ts";

const PURPOSES: readonly (readonly [keyof ContactTexts, number])[] = [
  ["directional", 30],
  ["reference", 17],
  ["find", 17],
  ["card", 9],
  ["equipment", 13],
  ["digital", 7],
  ["other", 7],
];
const CHANNELS: readonly (readonly [DrawnChannel, number])[] = [
  ["desk", 78],
  ["phone", 11],
  ["messenger", 4],
  ["web", 2.5],
  ["email", 1.5],
  ["letter", 0.7],
  ["fax", 0.4],
  ["sms", 0.4],
  ["event", 1],
  ["visit", 0.5],
];
const OUTCOMES = [
  ["answered", 90],
  ["referred", 5],
  ["follow-up", 4],
  ["not-answered", 1],
] as const;
const CONTACTS = 4200;
/** Of a whole day of the present; on a day that has just begun there are fewer. */
const A_DAY = 96;
/** So many were written in the days before today, fewer the longer they are past; the others are spread over two years. */
const LATELY = 1300;
const LATELY_DAYS = 12;

export function* makeContacts(
  world: DemoWorld,
  house: DemoHouse,
  readers: readonly DemoReader[],
): Generator<DemoRecord<"interaction">> {
  const { random, today } = world;
  // whoever comes often asks often; in a random order, for the index is the order of age
  const askers = readers
    .filter((reader) => reader.daysPerYear > 0)
    .map((reader): readonly [DemoReader, number] => [reader, Math.sqrt(reader.daysPerYear)]);
  const draw = drawer(askers, () => random.unit());
  const done = Math.round(A_DAY * doneOfToday(world));
  for (let no = 0; no < CONTACTS; no++) {
    const ago = no < done ? 0 : no < done + LATELY ? daysAgo(random.unit()) : random.int(1, 729);
    const reader = draw();
    const wanted = addDays(today, -ago);
    const known = random.chance(0.62) && lastOpenDay(reader.branch, wanted) >= reader.from && wanted <= reader.until;
    const branch = known ? reader.branch : random.pick(house.branches);
    // where that house is closed, another one that is open, or its last open day
    const open = isOpenOn(branch, wanted) ? branch : house.branches.find((other) => isOpenOn(other, wanted));
    if (ago === 0) yield contactOn(world, open ?? branch, wanted, known && open === branch ? reader : null);
    else yield contactOn(world, branch, lastOpenDay(branch, wanted), known ? reader : null);
  }
  const shown = readers[0];
  if (shown !== undefined) yield* contactsOfShown(world, shown);
}

const daysAgo = (chance: number): number => Math.min(729, 1 + Math.floor(-Math.log(1 - chance) * LATELY_DAYS));

const isOpenOn = ({ openDays, calendar }: DemoBranch, day: string): boolean =>
  openDays.includes(weekdayOf(day)) && calendar.exceptions[day] !== "closed";

function lastOpenDay(branch: DemoBranch, day: string): string {
  let open = day;
  while (!isOpenOn(branch, open)) open = addDays(open, -1);
  return open;
}

/** Some of what comes by telephone or by letter was left for the morning; no draw of the others is moved by it. */
const overnight = (channel: Channel, at: number): Channel =>
  Math.floor(at / 60_000) % 12 !== 0
    ? channel
    : channel === "phone"
      ? "voicemail"
      : channel === "letter"
        ? "visitors-book"
        : channel;

function contactOn(
  world: DemoWorld,
  branch: DemoBranch,
  day: string,
  reader: DemoReader | null,
): DemoRecord<"interaction"> {
  const { random, place } = world;
  const purpose = random.weighted(PURPOSES);
  const drawn = reader === null && purpose === "directional" ? "desk" : channelIn(place, random.weighted(CHANNELS));
  const [question, answer] = random.pick(place.contactTexts[purpose]);
  const noted = purpose === "reference" || drawn !== "desk" || random.chance(0.4);
  const tally = reader === null && purpose === "directional" && random.chance(0.25);
  const at = momentOf(world, day);
  const channel = overnight(drawn, at);
  const values: Interaction = {
    ...(reader !== null
      ? { reader: reader.record.id }
      : drawn === "phone" && random.chance(0.5)
        ? { contact: { name: random.pick(place.callers) } }
        : {}),
    ...(tally ? { count: random.int(5, 40) } : {}),
    branch: branch.id,
    staff: random.pick(branch.staff),
    at,
    minutes: purpose === "reference" ? random.int(5, 35) : random.int(1, 8),
    channel,
    direction: drawn === "phone" && reader !== null && random.chance(0.2) && channel === drawn ? "out" : "in",
    purpose,
    ...(noted && !tally ? { question, ...(answer !== "" ? { answer } : {}) } : {}),
    outcome: purpose === "directional" || !noted ? "answered" : random.weighted(OUTCOMES),
    ...(purpose === "reference"
      ? {
          effort: random.weighted([
            [2, 30],
            [3, 40],
            [4, 20],
            [5, 8],
            [6, 2],
          ] as const),
        }
      : random.chance(0.3)
        ? { effort: 1 }
        : {}),
    ...(random.chance(0.05)
      ? {
          satisfaction: random.weighted([
            [5, 60],
            [4, 30],
            [3, 7],
            [2, 2],
            [1, 1],
          ] as const),
        }
      : {}),
  };
  return record(world, "interaction", at, values);
}

/** The last contacts of the reader whom the trial shows. */
function* contactsOfShown(
  world: DemoWorld,
  { record: reader, branch, until }: DemoReader,
): Generator<DemoRecord<"interaction">> {
  for (const [before, purpose, channel, question, answer] of world.place.shown.asked) {
    const at = momentOf(world, addDays(until, -before));
    yield record(world, "interaction", at, {
      reader: reader.id,
      branch: branch.id,
      staff: world.random.pick(branch.staff),
      at,
      minutes: 6,
      channel,
      direction: "in",
      purpose,
      question,
      answer,
      outcome: "answered",
    });
  }
}

/** Draws by weight in a few steps, however many there are. */
function drawer<T>(all: readonly (readonly [T, number])[], unit: () => number): () => T {
  let sum = 0;
  const sums = all.map(([, weight]) => {
    sum += weight;
    return sum;
  });
  return () => {
    const at = unit() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const drawn = all[low];
    if (drawn === undefined) throw new Error("nobody to draw from");
    return drawn[0];
  };
}
