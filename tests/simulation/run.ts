/** One seed from beginning to end. */
import { libraryMarker, storeMarker } from "#shared/replication/files/names.ts";
import { Desk } from "./desk.ts";
import { deskMishaps, shareMishaps } from "./mishaps.ts";
import { actAt, edit } from "./people.ts";
import { admitWaiting, takeOut } from "./people-out.ts";
import { bringRecordsBack, keepRecords } from "./people-restore.ts";
import type { Breach } from "./promises.ts";
import { settleAndCheck } from "./settle.ts";
import { World, type WorldOptions } from "./world.ts";

export interface RunResult {
  readonly seed: number;
  readonly deviceDays: number;
  readonly commands: number;
  /** Of them on lines that a fork has excluded, for which a person must decide. */
  readonly waiting: number;
  /** Calls of stores, disks and databases that went wrong, and ends of a process. */
  readonly faults: number;
  readonly breaches: readonly Breach[];
  /** How often each check was looked at, by its number. */
  readonly looks: readonly number[];
  readonly trace: readonly string[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export async function runSeed(options: WorldOptions): Promise<RunResult> {
  const world = new World(options);
  found(world);
  for (let day = 0; day < world.days; day++)
    world.schedule.after(day * world.weather.pace * DAY_MS, () => beginDay(world));
  const endMs = world.startMs + world.days * world.weather.pace * DAY_MS;
  await world.schedule.runWhile((at) => at < endMs && world.breaches.length === 0);
  if (world.breaches.length === 0) await settleAndCheck(world);
  return {
    seed: options.seed,
    deviceDays: world.days * world.deskCount,
    commands: world.promises.size,
    waiting: world.waiting,
    faults: world.allFaults,
    breaches: world.breaches,
    looks: world.looks,
    trace: world.trace.lines,
  };
}

function found(world: World): void {
  const { random, weather, library } = world;
  world.trace.say(
    "",
    `${world.deskCount} desks, ${world.days} days, ${JSON.stringify(Object.fromEntries(Object.entries(weather).filter(([, value]) => value !== 0 && value !== false)))}`,
  );
  for (const [index, share] of world.shares.entries()) {
    share.files.set(libraryMarker(library.library), Uint8Array.of(1));
    share.files.set(storeMarker(`${index}edcba9876543210`), Uint8Array.of(2));
  }
  for (let n = 1; n <= world.deskCount; n++) {
    // the first one goes between both folders; some of the others know one only
    const shares =
      n === 1 ? world.shares : random.shuffled(world.shares).slice(0, random.between(1, world.shares.length));
    const desk = new Desk(world, `d${n}`, shares, {
      offsetMs: random.chance(0.7) ? random.below(60_000) : random.below(40_000_000) - 20_000_000,
      drift: random.chance(0.3) ? (random.fraction() - 0.5) / 1000 : 0,
    });
    world.desks.push(desk);
    desk.start();
    world.schedule.after(random.below(DAY_MS / 4), () => joinIn(desk));
  }
}

/** Writes something and syncs until that stands on a folder: the others know of it from then on. */
function joinIn(desk: Desk): void {
  const { world } = desk;
  if (desk.hasJoined || world.isOver) return;
  world.schedule.after(HOUR_MS, () => joinIn(desk));
  const share = world.random.oneOf(desk.shares);
  if (!desk.canWrite || share === undefined) return;
  if (desk.replica.log.length === 0) edit(desk);
  desk.sync(share, ({ outcome }) => {
    desk.hasJoined ||= outcome.tag !== "stopped";
  });
}

function beginDay(world: World): void {
  const { random, schedule, weather } = world;
  const within = (act: () => void): void => schedule.after(random.below(DAY_MS), act);
  for (const desk of world.desks) {
    if (desk.daysOff > 0) {
      desk.daysOff -= 1;
      continue;
    }
    if (desk.hasJoined && random.chance(world.weather.leave)) {
      desk.daysOff = random.between(2, 8);
      desk.say(`stays closed for ${desk.daysOff} days`);
    }
    for (let n = random.below(7); n > 0; n--) within(() => actAt(desk));
    for (let n = random.below(4); n > 0; n--) {
      within(() => {
        const share = random.oneOf(desk.shares);
        if (share !== undefined)
          desk.sync(share, (report) => schedule.after(MINUTE_MS, () => admitWaiting(desk, report)));
      });
    }
    if (random.chance(weather.removal)) within(() => void takeOut(desk, "removed"));
    if (random.chance(weather.retirement)) within(() => void takeOut(desk, "retired"));
    if (weather.bringBack > 0 && random.chance(0.3)) within(() => keepRecords(desk));
    if (random.chance(weather.bringBack)) within(() => bringRecordsBack(desk));
    deskMishaps(world, desk);
  }
  for (const share of world.shares) shareMishaps(world, share);
}
