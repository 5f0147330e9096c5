/** Two years of visits and loans: a few readers come nearly every day, most of them now and then. */
import { addDays, daysBetween, weekdayOf } from "../kernel/day.ts";
import type { Activity } from "../model/activity.ts";
import type { DemoReader } from "./readers.ts";
import { type DemoRecord, type DemoWorld, doneOfToday, momentOf, record } from "./world.ts";

const KINDS: readonly (readonly [NonNullable<Activity["kind"]>, number])[] = [
  ["visit", 56],
  ["loan", 24],
  ["e-resource", 7],
  ["print", 4],
  ["space", 3],
  ["event", 4],
  ["hold", 2],
];
/** Days on which the reader comes, as a share of open days, that a diary is kept for. */
const MOST_SHARE = 0.97;

export function* makeUse(world: DemoWorld, readers: readonly DemoReader[]): Generator<DemoRecord<"activity">> {
  const done = doneOfToday(world);
  for (const reader of readers) {
    for (const day of daysOf(world, reader)) {
      // today only as far as it has gone
      if (day < world.today || world.random.chance(done)) yield activityOf(world, reader, day);
    }
  }
}

/** Open days in order, each with the chance that gives the expected number in a year. */
function daysOf({ random }: DemoWorld, { branch, daysPerYear, from, until }: DemoReader): readonly string[] {
  const chance = Math.min(MOST_SHARE, daysPerYear / (branch.openDays.length * 52));
  const days: string[] = [];
  if (chance === 0) return days;
  const last = daysBetween(from, until);
  let offset = -1;
  for (;;) {
    // the gap to the next day of use is geometric: no need to throw a die for every day
    offset += 1 + Math.floor(Math.log(1 - random.unit()) / Math.log(1 - (chance * branch.openDays.length) / 7));
    if (offset > last) return days;
    const day = nextOpenDay(addDays(from, offset), branch.openDays);
    if (day > until) return days;
    if (day !== days[days.length - 1]) days.push(day);
    offset = daysBetween(from, day);
  }
}

function nextOpenDay(day: string, openDays: readonly number[]): string {
  let next = day;
  while (!openDays.includes(weekdayOf(next))) next = addDays(next, 1);
  return next;
}

function activityOf(world: DemoWorld, { record: reader, branch }: DemoReader, on: string): DemoRecord<"activity"> {
  const { random } = world;
  const kind = random.weighted(KINDS);
  const loan = kind === "loan";
  return record(world, "activity", momentOf(world, on), {
    reader: reader.id,
    on,
    kind,
    ...(loan
      ? { quantity: random.int(1, 5), mainClass: random.weighted(world.place.loanClasses) }
      : kind === "print"
        ? { quantity: random.int(1, 12) }
        : {}),
    branch: branch.id,
  });
}
