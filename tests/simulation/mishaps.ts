/**
 * What befalls desks and folders between two calls: clones, old backups, lost databases, wiped and rolled back shares.
 */
import { batchName } from "#shared/replication/files/names.ts";
import { Desk } from "./desk.ts";
import { FileTree } from "./file-tree.ts";
import { hostileAct } from "./hostile.ts";
import type { Share } from "./share.ts";
import type { World } from "./world.ts";

const YEAR_MS = 365 * 86_400_000;
const MOST_CLONES = 2;

/** One day of a desk. */
export function deskMishaps(world: World, desk: Desk): void {
  const { random, weather, schedule } = world;
  const sometime = (act: () => void): void => schedule.after(random.below(86_400_000), act);
  if (random.chance(0.2) && (weather.restore > 0 || weather.emptyDatabase > 0)) sometime(() => backUp(desk));
  if (random.chance(weather.clone)) sometime(() => clone(world, desk));
  if (random.chance(weather.restore)) sometime(() => restore(world, desk));
  if (random.chance(weather.emptyDatabase)) {
    sometime(() => {
      if (random.chance(0.5) && desk.ageDatabase()) desk.say("the database is an old one");
      else {
        desk.say("the database is thrown away");
        desk.emptyDatabase();
      }
      desk.start();
    });
  }
  if (random.chance(weather.clockJump)) {
    sometime(() => {
      const by = random.pick([-10 * YEAR_MS, 10 * YEAR_MS, -3_600_000, 3_600_000, -400_000, 86_400_000]);
      // were all of them years ahead, nobody could tell that nothing is old
      if (by > YEAR_MS && world.desks.every(({ hasJoined }) => hasJoined)) world.yearsAhead ??= desk;
      if (by > YEAR_MS && world.yearsAhead !== desk) return;
      desk.clock.offsetMs += by;
      desk.say(`the clock jumps to ${new Date(desk.now()).toISOString()}`);
    });
  }
}

/** One day of a folder. */
export function shareMishaps(world: World, share: Share): void {
  const { random, weather, schedule } = world;
  const sometime = (act: () => void): void => schedule.after(random.below(86_400_000), act);
  sometime(() => share.remember());
  for (let n = weather.hostile; n > 0; n--) if (random.chance(n)) sometime(() => hostileAct(world, share));
  if (random.chance(weather.wipe)) sometime(() => replaceFiles(world, share, new FileTree(), "is wiped"));
  if (random.chance(weather.rollBack)) {
    sometime(() => {
      const past = random.oneOf(share.past);
      if (past !== undefined) replaceFiles(world, share, past, "is restored from an old backup");
    });
  }
  if (random.chance(weather.away)) {
    sometime(() => {
      share.awayUntil = schedule.now + random.below(2 * 86_400_000);
      world.trace.say("", `the ${share.name} is away`);
    });
  }
  if (random.chance(weather.away)) {
    sometime(() => {
      share.readOnlyUntil = schedule.now + random.below(86_400_000);
      world.trace.say("", `the ${share.name} can only be read`);
    });
  }
}

function backUp(desk: Desk): void {
  desk.backups.push(desk.disk());
  if (desk.backups.length > 2) desk.backups.shift();
  desk.say("is copied to a backup");
}

function clone(world: World, desk: Desk): void {
  if (world.desks.length >= world.deskCount + MOST_CLONES) return;
  const others = world.desks.filter(({ name }) => name.startsWith(desk.name)).length;
  const twin = new Desk(
    world,
    `${desk.name}${"'".repeat(others)}`,
    desk.shares,
    { offsetMs: desk.clock.offsetMs, drift: desk.clock.drift },
    desk.disk(),
  );
  twin.hasJoined = desk.hasJoined;
  world.desks.push(twin);
  world.hasClones = true;
  twin.say(`is a clone of ${desk.name}`);
  twin.start();
}

function restore(world: World, desk: Desk): void {
  const backup = world.random.oneOf(desk.backups);
  if (backup === undefined) return;
  const others = [
    ...world.desks.filter((other) => other !== desk).map(({ local }) => local),
    ...world.shares.map(({ files }) => files),
    backup.local,
  ];
  if (world.wouldTear(world.batchesIn(desk.local), others)) return;
  const had = desk.tokens();
  desk.say("is restored from an old backup");
  desk.restore(backup);
  world.hasClones = true;
  world.hasRestores = true;
  world.excuseLost(had);
  desk.start();
}

/** Markers stay: a folder without them is another matter, which a person decides. */
function replaceFiles(world: World, share: Share, files: FileTree, what: string): void {
  const gone = world.batchesIn(share.files).filter((ref) => files.get(batchName(ref)) === undefined);
  const others = [
    ...world.desks.map(({ local }) => local),
    ...world.shares.filter((other) => other !== share).map((other) => other.files),
    files,
  ];
  if (world.wouldTear(gone, others)) return;
  world.trace.say("", `the ${share.name} ${what}`);
  const had = new Set(gone.flatMap((ref) => world.tokensOfBatch.get(batchName(ref)) ?? []));
  for (const name of share.files.names()) {
    if (isMarker(name) || files.get(name) !== undefined) continue;
    world.struck.add(name);
    share.files.delete(name);
  }
  for (const name of files.names()) {
    const bytes = files.get(name);
    if (bytes !== undefined) share.files.set(name, bytes);
  }
  world.excuseLost(had);
}

const isMarker = (name: string): boolean => name.startsWith("reader-desk.");
