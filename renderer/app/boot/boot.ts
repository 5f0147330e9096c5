/**
 * From an empty page to a working desk: host, lease, database, reconciliation, worker. Each way it can
 * stop is a state of its own, so that the screen can say what happened and what to press.
 */
import type { CallResult, Host } from "#shared/host/contract.ts";
import { defectLine, toDefect } from "#shared/host/defect.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import type { ClockDoubt } from "#shared/kernel/clock-doubt.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import { type Acts, createActs } from "../../acts/acts.ts";
import type { DeskDb, openDatabase } from "../../db/database.ts";
import { reapplyLedger } from "../../db/erasing/reapply-ledger.ts";
import { rereadRows } from "../../db/exchange/reread-rows.ts";
import { readStream } from "../../db/journal/head.ts";
import { createJournalClient } from "../../db/journal/journal-client.ts";
import { ownStreamOf } from "../../db/journal/own-stream.ts";
import { createRebuildFolder, finishRebuilding, type RebuildFolder } from "../../db/journal/rebuild-folder.ts";
import { readFilled } from "../../db/journal/rebuilding.ts";
import { reconcile } from "../../db/journal/reconcile.ts";
import { askToPersist } from "../../db/persistence.ts";
import { CLOSED_UNDER } from "../../db/presence.ts";
import { readDatabaseId } from "../../db/renewal/database-id.ts";
import { keepTo, watchOver } from "../../db/same-database.ts";
import { believeClock, lookAtClock } from "../../db/write/clock-note.ts";
import { waitMs, webLock } from "../../db/write/web-lock.ts";
import { createWriter } from "../../db/write/writer.ts";
import type { Services } from "../../desk-services/services.ts";
import { readDeskAhead } from "../../features/desk/read-ahead.ts";
import { resumeSession } from "../../features/staff/desk-session.ts";
import { windowLock } from "../../platform/kept-lock.ts";
import type { LastResort } from "../../platform/last-resort.ts";
import { isOwnWindow } from "../../platform/own-window.ts";
import { type HeldElsewhere, holdLease } from "../../platform/page-lease.ts";
import { type DeskWorker, lastingWorker, type StartWorker } from "../../platform/worker/worker-client.ts";
import { tellSearch } from "../tell-search.ts";
import { fillTrial } from "./boot-demo.ts";
import { type BootFailure, hostFailure } from "./boot-failure.ts";
import { settleIn } from "./boot-founding.ts";
import { renewProfile, takeRowsBack } from "./boot-renewal.ts";
import { foundTrialLibrary, leaveTrial } from "./boot-trial.ts";
import { createFillAgain, type Filling, reconcileBy } from "./fill-again.ts";
import { languageAt, trialPlace } from "./trial-place.ts";

export type BootStep =
  | "host"
  | "database"
  | "blocked"
  | "journal"
  | "demo"
  | "demo-slow"
  | "renewal"
  | "renewal-closing"
  | "renewal-back"
  | "trial-leaving";

export type Boot =
  | {
      readonly state: "starting";
      readonly step: BootStep;
      readonly progress?: { readonly done: number; readonly total: number };
      readonly postpone?: () => void;
      readonly start?: StartInfo;
    }
  | { readonly state: "held"; readonly takeOver: () => void }
  | {
      readonly state: "clock";
      readonly doubt: ClockDoubt;
      readonly onRight: () => void;
      readonly onLookAgain: () => void;
    }
  | {
      readonly state: "failed";
      readonly failure: BootFailure;
      readonly start?: StartInfo;
      readonly rebuild?: RebuildFolder;
      readonly goOn?: () => void;
      readonly unlock?: Unlock;
    }
  | {
      readonly state: "first-run";
      readonly host: Host;
      readonly start: StartInfo;
      readonly proceed: () => void;
      readonly openAnew: () => void;
    }
  /** The program ends. */
  | { readonly state: "trial-left"; readonly start: StartInfo }
  | { readonly state: "ready"; readonly services: Services; readonly acts: Acts };

/** Opens the keys by the library code; the page is loaded anew when it has. */
export type Unlock = (code: string) => Promise<CallResult<"device.unlock">>;

type Report = (boot: Boot) => void;

/** What a start needs of the page's surroundings. */
export interface BootDeps {
  readonly host: Host;
  readonly lastResort: LastResort;
  readonly openDatabase: typeof openDatabase;
  readonly startWorker: StartWorker;
  readonly storage: Pick<StorageManager, "persist">;
  readonly reload: () => void;
  readonly clock: Clock;
  /** How the time between two looks at the clock, the data folder and the database passes. */
  readonly wait: (ms: number) => Promise<void>;
}

const random: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/**
 * Never rejects: whatever throws on the way, or cannot be loaded, ends in a state that says so. After a failure
 * nothing is told any more; a start that goes on in the background shows no desk over it.
 */
export async function boot(tell: Report, deps: BootDeps): Promise<void> {
  let over = false;
  let step: BootStep = "host";
  let start: StartInfo | null = null; // once it is known, the screens before the desk have its language and colours
  const report: Report = (state) => {
    if (over) return;
    if (state.state === "starting") step = state.step;
    over = state.state === "failed";
    tell(start !== null && (state.state === "starting" || state.state === "failed") ? { start, ...state } : state);
    const cured = state.state === "failed" ? CURED[state.failure.tag] : undefined;
    if (cured !== undefined) void until(cured, deps).then(deps.reload);
  };
  const guard = (run: () => Promise<void>): Promise<void> =>
    run().catch((error: unknown) => {
      deps.lastResort.note(error, "start");
      report({
        state: "failed",
        failure: { tag: "broke", reason: `${step}: ${defectLine(toDefect(error, "page", "start"))}` },
      });
    });
  await guard(() => bootInSteps(report, deps, guard, (known) => (start = known)));
}

type IsCured = (host: Host) => Promise<{ readonly ok: boolean }>;

/** What ends by itself, or by another page, and what is answered well then. */
const CURED: Readonly<Partial<Record<BootFailure["tag"], IsCured>>> = {
  "folder-away": (host) => host("ledger.read", {}),
  "keys-away": (host) => host("device.start", {}),
};

async function until(isCured: IsCured, { host, wait }: BootDeps): Promise<void> {
  while (!(await isCured(host)).ok) await wait(LOOK_MS);
}

/** How often the page looks whether its data folder is back, its keys open, or its database still there. */
const LOOK_MS = 2_000;

/** The page while it holds its lease. */
interface HeldPage {
  readonly deps: BootDeps;
  readonly host: Host;
  readonly name: string;
  /** Told nothing any more once the lease is lost. */
  readonly report: Report;
  /** Run when the lease is lost: nothing may be written after it. */
  readonly stops: (() => void)[];
  /** Screens are open, whose questions wait where the database has gone. */
  isOpen: boolean;
}

async function bootInSteps(
  tell: Report,
  deps: BootDeps,
  guard: (run: () => Promise<void>) => Promise<void>,
  onStart: (start: StartInfo) => void,
): Promise<void> {
  tell({ state: "starting", step: "host" });
  const bare = deps.host;
  const started = await bare("device.start", {});
  if (!started.ok)
    return tell({
      state: "failed",
      failure: hostFailure(started.error),
      ...(started.error.tag === "keys-away" && { unlock: unlockBy(deps) }),
    });
  const start = started.value;
  onStart(start);
  const stops: (() => void)[] = [];
  let isLost = false;
  const report: Report = (state) => {
    if (!isLost) tell(state);
  };
  const showHeld = (elsewhere: HeldElsewhere): void => {
    const open = deps.reload;
    report({ state: "held", takeOver: () => void elsewhere.takeOver().then(open) });
    void elsewhere.freed().then(open);
  };
  const lease = await holdLease(bare, (elsewhere) => {
    showHeld(elsewhere);
    isLost = true;
    for (const stop of stops) stop();
  });
  if (!lease.ok) return showHeld(lease.error);
  const { host, page } = lease.value;
  const held: HeldPage = { deps, host, name: page, report, stops, isOpen: false };
  report({ state: "starting", step: "database" });
  const opened = await deps.openDatabase(start.installation, () => report({ state: "starting", step: "blocked" }));
  if (!opened.ok) {
    if (opened.error.tag === "newer-database") return report({ state: "failed", failure: opened.error });
    deps.lastResort.log(opened.error.defect);
    return report({ state: "failed", failure: { tag: "cannot-open", reason: defectLine(opened.error.defect) } });
  }
  const db = opened.value;
  // a page that loses its lease meanwhile has closed the database
  void askToPersist(db, deps.storage, deps.clock.now()).catch(() => undefined);
  stops.push(() => db.close());
  if (start.library === null && start.demo) return foundTrial(held, start, db);
  if (start.library === null) {
    const proceed = (): void => void guard(() => afterFirstRun(held, db));
    return report({ state: "first-run", host, start, proceed, openAnew: deps.reload });
  }
  await ready(held, start, db);
}

const unlockBy =
  ({ host, reload }: BootDeps): Unlock =>
  async (code) => {
    const unlocked = await host("device.unlock", { code });
    if (unlocked.ok) reload();
    return unlocked;
  };

async function afterFirstRun(held: HeldPage, db: DeskDb): Promise<void> {
  const again = await held.host("device.start", {});
  if (!again.ok) return held.report({ state: "failed", failure: hostFailure(again.error) });
  await ready(held, again.value, db);
}

/** Nothing is asked before a trial. */
async function foundTrial(held: HeldPage, start: StartInfo, db: DeskDb): Promise<void> {
  const founded = await foundTrialLibrary(held.host, start);
  if (!founded.ok) return held.report({ state: "failed", failure: founded.error });
  await ready(held, founded.value, db);
}

async function ready(held: HeldPage, start: StartInfo, db: DeskDb): Promise<void> {
  const { deps, host, name, report, stops } = held;
  const { library } = start;
  if (library === null) return report({ state: "failed", failure: { tag: "broke", reason: "no library" } });
  const progressOf =
    (step: BootStep, more: { readonly postpone?: () => void } = {}) =>
    (done: number, total: number): void =>
      report({ state: "starting", step, progress: { done, total }, ...more });
  const renewing = (...step: Parameters<typeof progressOf>) => ({
    db,
    host,
    lock: windowLock,
    onProgress: progressOf(...step),
  });
  const exclusive = webLock(`journal-${start.installation}`);
  const rebuildFolder = async (): Promise<RebuildFolder> =>
    createRebuildFolder({ db, host, stream: await streamOf(), exclusive });
  const stop = async (failure: BootFailure): Promise<void> =>
    report({ state: "failed", failure, ...(failure.tag === "folder-away" && { rebuild: await rebuildFolder() }) });
  const streamOf = async (): Promise<StreamId> => (await ownStreamOf(db)) ?? library.stream;
  const takenBack = await takeRowsBack(renewing("renewal-back"));
  if (!takenBack.ok) return stop(hostFailure(takenBack.error));
  const databaseId = await readDatabaseId(db);
  keepTo(db, databaseId, () => held.isOpen);
  deps.lastResort.hold(CLOSED_UNDER, db.presence);
  void watchOver(db, () => deps.wait(LOOK_MS));
  const stream = await streamOf();
  const startWorker = (id: string): DeskWorker =>
    deps.startWorker({ installation: start.installation, shell: start.shell, databaseId: id }, name, {
      onFailure: (reason) => {
        deps.lastResort.note(new Error("worker"), "start");
        report({ state: "failed", failure: { tag: "worker-failed", reason } });
      },
      onDefect: deps.lastResort.take,
    });
  const worker = lastingWorker(startWorker(databaseId));
  stops.push(() => worker.stop());
  report({ state: "starting", step: "journal" });
  const filling: Filling = { db, host, stream, now: deps.clock.now };
  const reconciled = await reconcile(reconcileBy(worker.api, filling, progressOf("journal")));
  if (!reconciled.ok) return stop(reconciled.error);
  if (start.rebuilding !== undefined) {
    const { journaled: lastSeq } = reconciled.value;
    const owed = start.rebuilding.lastSeq;
    const goOn = (): void => void host("folder.rebuilt", { anyway: true }).then(deps.reload);
    if (lastSeq < owed) return report({ state: "failed", failure: { tag: "rebuilding-cut", lastSeq, owed }, goOn });
    const ended = await finishRebuilding(filling, lastSeq, true);
    if (!ended.ok) return report({ state: "failed", failure: { tag: "journal-unreadable", reason: ended.error.tag } });
  }
  await rereadRows(db, start.version);
  const journal = createJournalClient({
    db,
    host,
    stream,
    exclusive,
    wait: waitMs,
    journaled: reconciled.value.journaled,
  });
  // what a silent host or a full disk has kept out of the journal goes on waiting for it
  const { seq } = await readStream(db, stream);
  db.presence.wrote({ stream, filled: await readFilled(db), seq });
  if (seq > reconciled.value.journaled) void journal.confirm(seq);
  await clockBelieved(db, deps, report);
  const writer = createWriter({
    db,
    stream,
    clock: deps.clock,
    journal,
    staff: start.settings.staff ?? "",
    onWritten: (entry) => tellSearch(entry, worker.api.search),
  });
  let settings = await settleIn(start.settings, { db, host, writer, stream });
  // what was erased comes back to nobody's eyes, from whichever backup or profile this database is
  await reapplyLedger(db, host, writer);
  if (await renewFiles()) return report({ state: "starting", step: "renewal-closing" });
  void worker.api.erasing.purge();
  if (start.demo && settings.firstRunDone !== true) {
    const filled = await fillTrial({
      db,
      host,
      writer,
      nowMs: deps.clock.now(),
      place: await trialPlace(languageAt(start)),
      onProgress: (done, total, waiting) => progressOf(waiting ? "demo-slow" : "demo")(done, total),
    });
    const again = await host("device.start", {});
    if (!again.ok) return report({ state: "failed", failure: hostFailure(again.error) });
    if (!filled) return report({ state: "failed", failure: { tag: "host-away" } });
    settings = again.value.settings;
  }
  readDeskAhead(db, { ...start, settings }, deps.clock.now());
  await resumeSession({ host, db, lock: windowLock }, settings.staff);
  // not before: who is here, and Today, would wait in the database behind its many rows
  void worker.api.search.load();
  held.isOpen = true;
  report({
    state: "ready",
    acts: createActs({ writer, report: (error) => deps.lastResort.note(error, "act") }),
    services: {
      db,
      writer,
      host,
      clock: deps.clock,
      random,
      start: { ...start, settings },
      search: worker.api.search,
      worker: worker.api,
      fillAgain: createFillAgain({
        ...filling,
        start,
        journal,
        writer,
        worker,
        openDatabase: deps.openDatabase,
        startWorker,
      }),
      rebuildFolder: await rebuildFolder(),
      leaveTrial: () => {
        const stop = (): void => {
          for (const each of stops) each();
        };
        return leaveTrial({ ...deps, db, host, start: { ...start, settings }, report, stop });
      },
    },
  });

  async function renewFiles(): Promise<boolean> {
    let isPostponed = false;
    const postpone = (): void => {
      isPostponed = true;
    };
    return renewProfile(renewing("renewal", { postpone }), {
      stream,
      isOwn: isOwnWindow(start.shell),
      purge: () => worker.api.erasing.purge(),
      isPostponed: () => isPostponed,
      onDue: () => report({ state: "starting", step: "renewal", postpone }),
    });
  }
}

/** Nothing is written while the clock is in doubt; put right, it goes on by itself. */
async function clockBelieved(db: DeskDb, { clock, wait }: BootDeps, report: Report): Promise<void> {
  let isAsked = false;
  for (;;) {
    const doubt = await lookAtClock(db, clock.now());
    if (doubt === null) {
      if (isAsked) report({ state: "starting", step: "journal" });
      return;
    }
    isAsked = true;
    const isRight = await new Promise<boolean>((answer) => {
      report({ state: "clock", doubt, onRight: () => answer(true), onLookAgain: () => answer(false) });
      void wait(CLOCK_AGAIN_MS).then(() => answer(false));
    });
    if (isRight) await believeClock(db, clock.now());
  }
}

const CLOCK_AGAIN_MS = 1000;
