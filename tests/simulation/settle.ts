/** The end of a run: every fault is healed, everybody syncs, and then the checks look at what is there. */

import { parseBody } from "#shared/replication/batch.ts";
import { batchName, parseName } from "#shared/replication/names.ts";
import type { SyncReport } from "#shared/replication/sync-report.ts";
import { checkErased } from "./check-erased.ts";
import { Desk } from "./desk.ts";
import { openFastBatch } from "./fast-seal.ts";
import { FileTree } from "./file-tree.ts";
import { type KeptEntries, keptEntries } from "./kept-entries.ts";
import { edit } from "./people.ts";
import { firstDifference, replay } from "./replay.ts";
import { Share } from "./share.ts";
import { CALM } from "./weather.ts";
import type { World } from "./world.ts";

const DAY_MS = 86_400_000;
/** By then all forks are known to all, and nothing is left to mend. */
const LAST_REPAIRS = 5;
/** Rounds in which all desks sync; two bring all news, further ones only acknowledge. */
const MOST_ROUNDS = 12;

export async function settleAndCheck(world: World): Promise<void> {
  await healAll(world);
  await sleep(world, 1);
  // what only work brings about is done on the next morning
  for (const desk of world.desks) if (desk.canWrite) edit(desk);
  await syncRounds(world);
  // the last acknowledgements come a day after those before
  await sleep(world, 2);
  await syncRounds(world);
  const joiner = world.breaches.length > 0 ? null : await joinFresh(world);
  if (joiner === null) return;
  checkSame(world, joiner.desk);
  // nor what the ledger itself says: the program adds to it in nobody's name
  const { replica } = joiner.desk;
  world.promises.erase([...(await replica.ledger()), ...[...replica.rows.keys()].filter((key) => key.startsWith("erased/"))]);
  checkPromises(world, joiner);
  await checkErased(world, joiner.desk);
  checkReplay(world, joiner);
  checkHeads(world);
  if (world.breaches.length === 0) await checkSilence(world);
}

async function healAll(world: World): Promise<void> {
  world.weather = CALM;
  world.isOver = true;
  world.trace.say("", "all faults are healed");
  for (const share of world.shares) {
    share.heal();
    for (const name of share.files.names()) if (!name.startsWith("reader-desk.") && !world.isWhole(share.files, name)) share.files.delete(name);
  }
  dropEmptyHeads(world);
  // what is under way ends, with or without success
  await quiet(world);
  for (const desk of world.desks) desk.start();
  await quiet(world);
}

async function sleep(world: World, days: number): Promise<void> {
  let morning = false;
  world.schedule.after(days * DAY_MS, () => {
    morning = true;
  });
  await world.schedule.runWhile(() => !morning);
}

/** A head whose batch nobody has, on any disk, tells of nothing: a person who looks the share over takes it away. */
function dropEmptyHeads(world: World): void {
  const kept = new Set([...world.desks.map(({ local }) => local), ...world.shares.map(({ files }) => files)].flatMap((files) => world.batchesIn(files).map(batchName)));
  for (const share of world.shares) {
    for (const name of share.files.names()) {
      const head = parseName(name);
      if (head?.tag === "head" && !kept.has(batchName(head))) share.files.delete(name);
    }
  }
}

/** Until no desk is at work. */
async function quiet(world: World): Promise<void> {
  await world.schedule.runWhile(() => world.breaches.length === 0 && world.desks.some((desk) => desk.process === null || desk.isSyncing || desk.isStarting));
}

async function syncNow(world: World, desk: Desk, share: Share): Promise<SyncReport | null> {
  let report: SyncReport | null = null;
  desk.sync(share, (done) => {
    report = done;
  });
  await world.schedule.runWhile(() => world.breaches.length === 0 && desk.isSyncing);
  return report;
}

async function syncRounds(world: World): Promise<void> {
  if (world.breaches.length > 0) return;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    let silent = true;
    for (const desk of world.desks) {
      for (const share of desk.shares) {
        const report = await syncNow(world, desk, share);
        if (world.breaches.length > 0) return;
        silent &&= report?.outcome.tag === "nothing-new";
        if (report?.outcome.tag === "stopped") world.fail(13, `${desk.name} cannot sync after everything was healed: ${JSON.stringify(report.outcome)}`);
        // a repair must remove what triggered it
        world.look(13);
        const repairs = report?.warnings.filter(isRepair) ?? [];
        if (round > LAST_REPAIRS && repairs.length > 0) world.fail(13, `${desk.name} still repairs in round ${round}: ${JSON.stringify(repairs[0])}`);
      }
    }
    if (silent) return;
    // a clone that has left its stream only now may have been the last one to hold what a lying folder was told
    if (round === 2) dropEmptyHeads(world);
  }
  world.fail(9, `after ${MOST_ROUNDS} rounds of syncing there is still something new`);
}

/** A checkpoint of an excluded line is passed over, not mended. */
const isRepair = (warning: SyncReport["warnings"][number]): boolean =>
  warning.tag === "new-stream" || warning.tag === "went-back" || (warning.tag === "file-refused" && parseName(warning.file)?.tag !== "manifest");

interface Joiner {
  readonly desk: Desk;
  readonly kept: KeptEntries;
}

/** A new desk takes all from copies of the folders, so that nobody hears of it. */
async function joinFresh(world: World): Promise<Joiner | null> {
  const copies = world.shares.map((share) => {
    const copy = new Share(share.name, world.schedule, world.random);
    for (const name of share.files.names()) copy.files.set(name, share.files.get(name) ?? new Uint8Array());
    return copy;
  });
  const desk = new Desk(world, "new", copies, { offsetMs: 0, drift: 0 });
  desk.start();
  await world.schedule.runWhile(() => desk.isStarting);
  for (const share of [...copies, ...copies]) await syncNow(world, desk, share);
  if (world.breaches.length > 0) return null;
  const { streams } = await desk.replica.state();
  return { desk, kept: keptEntries(world, streams) };
}

/** Check 1: who has the same entries shows the same. */
function checkSame(world: World, joiner: Desk): void {
  for (const desk of world.desks) {
    world.look(1);
    const other = firstDifference(desk.replica.lines(), joiner.replica.lines());
    if (other === null) continue;
    world.fail(1, `${desk.name} does not show what a new desk shows: ${other}`);
    return;
  }
}

/** Checks 2, 3 and 4. */
function checkPromises(world: World, { desk, kept }: Joiner): void {
  const counts = new Map<string, number>();
  // what the program erases by itself bears nobody's token
  for (const staff of kept.tokens) if (staff !== "") counts.set(staff, (counts.get(staff) ?? 0) + 1);
  const existing = new Set(counts.keys());
  const doubled = new Set([...counts].flatMap(([token, count]) => (count > 1 ? [token] : [])));
  if (doubled.size > 0 && !world.hasClones) world.fail(13, `${[...doubled].join(" ")} published twice without a clone`);
  const excluded = excludedTokens(world);
  const missing = world.promises.missing(existing);
  const nowhere = missing.filter((token) => !excluded.has(token));
  if (nowhere.length > 0) world.fail(2, `${nowhere.join(" ")} confirmed and nowhere`);
  world.waiting = missing.length - nowhere.length;
  for (const { check, sentence } of world.promises.breaches(desk.replica.rows, existing, new Set([...doubled, ...movedTokens(world)]), (check) => world.look(check))) world.fail(check, sentence);
}

/** Sealed in two streams: whoever had seen it on a line that was excluded has not seen it where it was made anew. */
function movedTokens(world: World): readonly string[] {
  const streams = new Map<string, Set<string>>();
  for (const [name, tokens] of world.tokensOfBatch) {
    const parsed = parseName(name);
    if (parsed?.tag === "batch") for (const token of tokens) streams.set(token, (streams.get(token) ?? new Set()).add(parsed.stream));
  }
  return [...streams].flatMap(([token, of]) => (of.size > 1 ? [token] : []));
}

/**
 * Commands in batches that a fork has excluded and whose author's disk went back to before them: every desk
 * keeps the files, and a person decides whether they are written again.
 */
function excludedTokens(world: World): Set<string> {
  if (!world.hasRestores) return new Set();
  return new Set(world.desks.flatMap(({ local }) => world.batchesIn(local).flatMap((ref) => world.tokensOfBatch.get(batchName(ref)) ?? [])));
}

/** Checks 1, 8 and 10: all entries again, in another order, in other slices, some of them twice. */
function checkReplay(world: World, { desk, kept }: Joiner): void {
  const other = firstDifference(desk.replica.lines(), replay(kept.byStream, world.random, world.startMs));
  if (other !== null) world.fail(1, `the same entries in another order show another state: ${other}`);
}

/** Check 7: every head leads to a batch that can be read. */
function checkHeads(world: World): void {
  for (const share of world.shares) {
    for (const name of share.files.names()) {
      const head = parseName(name);
      if (head?.tag !== "head") continue;
      world.look(7);
      const bytes = share.files.get(batchName(head));
      const signKey = world.signKeys.get(head.stream) ?? "";
      const opened = bytes === undefined ? null : openFastBatch(world.library, head, signKey, bytes);
      if (opened === null || !opened.ok || !parseBody(opened.value.text, opened.value.firstSeq).ok) world.fail(7, `the ${share.name} has ${name} and no readable batch of it`);
    }
  }
}

/** Check 9: one listing, nothing else. */
async function checkSilence(world: World): Promise<void> {
  for (const desk of world.desks) {
    for (const share of desk.shares) {
      world.look(9);
      share.calls = { list: 0, get: 0, put: 0, delete: 0 };
      const local = new FileTree(desk.local);
      const files = new FileTree(share.files);
      const report = await syncNow(world, desk, share);
      const { list, get, put, delete: removed } = share.calls;
      if (report?.outcome.tag !== "nothing-new" || list !== 1 || get + put + removed > 0) world.fail(9, `${desk.name}: an idle sync is ${report?.outcome.tag}, ${JSON.stringify(share.calls)}`);
      if (!desk.local.equals(local) || !share.files.equals(files)) world.fail(9, `${desk.name}: an idle sync changes files`);
    }
  }
}
