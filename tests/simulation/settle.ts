/** The end of a run: every fault is healed, everybody syncs, and then the checks look at what is there. */

import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { batchName, parseName } from "#shared/replication/files/names.ts";
import { declarationOf } from "#shared/replication/lines/gaps.ts";
import { REMOVAL, removalsOf } from "#shared/replication/lines/removals.ts";
import { checkErased } from "./check-erased.ts";
import { Desk } from "./desk.ts";
import { openFastBatch } from "./fast-seal.ts";
import { FileTree } from "./file-tree.ts";
import { checkHeads, checkOut, checkPromises, checkReplay, checkSame, type Joiner } from "./final-checks.ts";
import { keptEntries, lineOf } from "./kept-entries.ts";
import { edit } from "./people.ts";
import { admitWaiting } from "./people-out.ts";
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
  checkOut(world, joiner);
  checkSame(world, joiner.desk);
  // nor what the ledger itself says: the program adds to it in nobody's name
  const { replica } = joiner.desk;
  world.promises.erase([
    ...(await replica.ledger()),
    ...[...replica.rows.keys()].filter((key) => key.startsWith("erased/")),
  ]);
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
    for (const name of share.files.names())
      if (!name.startsWith("reader-desk.") && !world.isWhole(share.files, name)) share.files.delete(name);
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

/** A computer that was taken out serves nobody any more. */
const desksIn = ({ desks }: World): readonly Desk[] => desks.filter(({ isOut }) => !isOut);

/** A head whose batch nobody has, on any disk, tells of nothing: a person who looks the share over takes it away. */
function dropEmptyHeads(world: World): void {
  const kept = new Set(
    [...desksIn(world).map(({ local }) => local), ...world.shares.map(({ files }) => files)].flatMap((files) =>
      world.batchesIn(files).map(batchName),
    ),
  );
  for (const share of world.shares) {
    for (const name of share.files.names()) {
      const head = parseName(name);
      if (head?.tag === "head" && !kept.has(batchName(head))) share.files.delete(name);
    }
  }
}

/**
 * A spoilt batch is put back by its owner. Where that one writes another stream now, a person does it with
 * `share heal`, from some computer's copy.
 */
function healLeftStreams(world: World): void {
  const owned = new Set(desksIn(world).map(({ author }) => author.stream));
  for (const { files } of world.shares) {
    for (const name of files.names()) {
      const head = parseName(name);
      const bytes = head?.tag === "head" ? world.honest.get(batchName(head)) : undefined;
      if (head?.tag !== "head" || owned.has(head.stream) || bytes === undefined) continue;
      const opened = openFastBatch(world.everyKey, head, world.signKeys.get(head.stream) ?? "", bytes);
      for (const [no, hash] of opened.ok ? lineOf(world, head.stream, head.no, head.hash).hashes : []) {
        if (opened.ok && no < opened.value.floor) continue;
        const lost = batchName({ stream: head.stream, no, hash });
        const held =
          files.get(lost) === undefined
            ? desksIn(world)
                .find(({ local }) => world.isWhole(local, lost))
                ?.local.get(lost)
            : undefined;
        if (held !== undefined) files.set(lost, held);
      }
    }
  }
}

/** What nobody has who is still of the library: a person says so, as the sync centre offers it. */
function declareLost(world: World, desk: Desk, { warnings }: SyncReport): void {
  for (const warning of warnings) {
    const gap = warning.tag === "batch-missing" ? warning.gap : null;
    const stores = [...desksIn(world).map(({ local }) => local), ...world.shares.map(({ files }) => files)];
    if (
      gap === null ||
      stores.some((files) =>
        world.batchesIn(files).some(({ stream, no }) => stream === gap.stream && no >= gap.first && no <= gap.no),
      )
    )
      continue;
    desk.say(`declares ${batchName(gap)} lost`);
    desk.replica.write([declarationOf(gap)], { staff: "", command: "batch.lost" });
  }
}

/** Until no desk is at work. */
async function quiet(world: World): Promise<void> {
  await world.schedule.runWhile(
    () =>
      world.breaches.length === 0 &&
      world.desks.some((desk) => desk.process === null || desk.isSyncing || desk.isStarting),
  );
}

async function syncNow(world: World, desk: Desk, share: Share): Promise<SyncReport | null> {
  let report: SyncReport | null = null;
  desk.sync(share, (done) => {
    report = done;
  });
  await world.schedule.runWhile(() => world.breaches.length === 0 && desk.isSyncing);
  if (report !== null) admitWaiting(desk, report);
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
        silent &&= report?.outcome.tag === "nothing-new" || desk.isOut;
        if (report?.outcome.tag === "stopped" && !desk.isOut)
          world.fail(13, `${desk.name} cannot sync after everything was healed: ${JSON.stringify(report.outcome)}`);
        // a repair must remove what triggered it
        world.look(13);
        const repairs = report?.warnings.filter(isRepair) ?? [];
        if (report !== null && round > 2 && !desk.isOut) declareLost(world, desk, report);
        if (round > LAST_REPAIRS && repairs.length > 0)
          world.fail(13, `${desk.name} still repairs in round ${round}: ${JSON.stringify(repairs[0])}`);
      }
    }
    if (silent) return;
    // who has left its stream only now, a clone or a retired one, may have been the last one to hold what a lying
    // folder was told
    if (round > 1 && round < LAST_REPAIRS) dropEmptyHeads(world);
    if (round > 1 && round < LAST_REPAIRS) healLeftStreams(world);
  }
  world.fail(9, `after ${MOST_ROUNDS} rounds of syncing there is still something new`);
}

/** A checkpoint of an excluded line is passed over, not mended. */
const isRepair = (warning: SyncReport["warnings"][number]): boolean =>
  warning.tag === "new-stream" ||
  warning.tag === "went-back" ||
  (warning.tag === "file-refused" && parseName(warning.file)?.tag !== "manifest");

/** A new desk takes all from copies of the folders, so that nobody hears of it. */
async function joinFresh(world: World): Promise<Joiner | null> {
  const copies = world.shares.map((share) => {
    const copy = new Share(share.name, world.schedule, world.random);
    for (const name of share.files.names()) copy.files.set(name, share.files.get(name) ?? new Uint8Array());
    return copy;
  });
  const colleague = world.desks.find(({ isOut }) => !isOut);
  if (colleague === undefined) return null;
  const desk = new Desk(world, "new", copies, { offsetMs: 0, drift: 0 });
  // somebody reads the library's code to it
  desk.author = { ...desk.author, ring: colleague.author.ring };
  desk.start();
  await world.schedule.runWhile(() => desk.isStarting);
  for (const share of [...copies, ...copies]) await syncNow(world, desk, share);
  if (world.breaches.length > 0) return null;
  const { streams } = await desk.replica.state();
  const removals = removalsOf(await desk.replica.records(REMOVAL));
  return { desk, removals, kept: keptEntries(world, streams, removals) };
}

/** Check 9: one listing, nothing else. */
async function checkSilence(world: World): Promise<void> {
  // nor does another morning bring anything: an acknowledgement is not acknowledged
  await sleep(world, 2);
  for (const desk of world.desks) {
    if (desk.isOut) continue;
    for (const share of desk.shares) {
      world.look(9);
      share.calls = { list: 0, get: 0, put: 0, delete: 0 };
      const local = new FileTree(desk.local);
      const files = new FileTree(share.files);
      const report = await syncNow(world, desk, share);
      const { list, get, put, delete: removed } = share.calls;
      if (report?.outcome.tag !== "nothing-new" || list !== 1 || get + put + removed > 0)
        world.fail(9, `${desk.name}: an idle sync is ${report?.outcome.tag}, ${JSON.stringify(share.calls)}`);
      if (!desk.local.equals(local) || !share.files.equals(files))
        world.fail(9, `${desk.name}: an idle sync changes files`);
    }
  }
}
