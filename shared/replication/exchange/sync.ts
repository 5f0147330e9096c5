/**
 * One sync with one store, step by step. Every step can be repeated, none depends on having been
 * finished: what stops here, for whatever reason, goes on with the next sync. An idle sync is one
 * listing and no write.
 */
import type { Result } from "../../kernel/result.ts";
import { isErasingDue } from "../erasing/erase-step.ts";
import { createCards } from "../files/cards.ts";
import { readHeads } from "../files/heads.ts";
import { checkMarkers } from "../files/markers.ts";
import { HEADS } from "../files/names.ts";
import { countedHeads } from "../lines/counted-heads.ts";
import { clockWarnings, deviceLines } from "../lines/device-lines.ts";
import { isOwnAmiss } from "../lines/look-at-own.ts";
import { adoptKeys, stopIfRemoved } from "../lines/removal-step.ts";
import { withoutResting } from "../lines/unread.ts";
import { exchangeNews } from "./exchange.ts";
import { areAllKnown, goneFor, isIdle } from "./idle.ts";
import type { ReplicaState, SyncPorts } from "./ports.ts";
import type { Pulled } from "./pull.ts";
import { untilStopped } from "./stopped.ts";
import type { SyncReport, SyncStop } from "./sync-report.ts";
import { createRun, type Run, type SyncOptions } from "./sync-run.ts";

export async function sync(ports: SyncPorts, options: SyncOptions = {}): Promise<SyncReport> {
  const startedAt = ports.clock.now();
  const run = createRun(ports, options);
  const result = await untilStopped(() => exchangeIfNew(run, ports, options));
  const state = await standingAfter(ports, result);
  const table = await describe(ports, run, state, result.ok ? result.value.pulled : null);
  return {
    outcome: result.ok
      ? { tag: result.value.idle !== null ? "nothing-new" : "done" }
      : { tag: "stopped", step: run.log.step, stop: result.error },
    startedAt,
    endedAt: ports.clock.now(),
    steps: run.log.steps,
    conflicts: run.log.conflicts,
    ...(run.log.quarantined.size > 0 && {
      setAside: { readers: [...run.log.quarantined].filter((reader) => reader !== "").length },
    }),
    ...(run.log.takenOver !== null && { takenOver: run.log.takenOver }),
    devices: table,
    warnings: [
      ...[...run.log.losses.values()].map(({ warning }) => warning),
      ...run.log.warnings.filter((warning) => !isMadeGood(warning, table)),
      ...(isOut(result) ? [] : keyWarnings(run)),
      ...unfinishedWarning(state, run),
      ...clockWarnings(table, ports.clock.now()),
    ],
  };
}

/** What a removed computer wrote behind its number comes under its new one: once that is here, it is no news. */
function isMadeGood(warning: SyncReport["warnings"][number], table: SyncReport["devices"]): boolean {
  if (warning.tag !== "removed-wrote") return false;
  const old = table.find(({ stream }) => stream === warning.stream);
  const back = table.find(({ stream }) => stream === old?.replacedBy);
  return back !== undefined && back.lastAt !== null && back.asks === null && back.out === null;
}

/** Who is out gets no newer key, whoever syncs before. */
const isOut = (result: Result<Exchanged, SyncStop>): boolean => !result.ok && result.error.tag === "removed";

const keyWarnings = ({ log }: Run): SyncReport["warnings"] =>
  [...log.lacksKey].map(([stream, device]) => ({ tag: "key-missing", stream, device }));

/** Nobody can write before what was begun has ended. */
function unfinishedWarning(state: ReplicaState | null, { log }: Run): SyncReport["warnings"] {
  return state?.unfinished
    ? [{ tag: "unfinished", ...(log.takingFrom ?? { stream: state.own.stream, device: null }) }]
    : [];
}

/** Where this desk stands now; an idle sync has just seen it. */
async function standingAfter(ports: SyncPorts, result: Result<Exchanged, SyncStop>): Promise<ReplicaState | null> {
  if (result.ok && result.value.idle !== null) return result.value.idle;
  const state = await untilStopped(() => createRun(ports, {}).replica.state());
  return state.ok ? state.value : null;
}

interface Exchanged {
  /** Of an idle sync, what it has seen of this desk; null where there was something to do. */
  readonly idle: ReplicaState | null;
  readonly pulled: Pulled | null;
}

async function exchangeIfNew(run: Run, ports: SyncPorts, options: SyncOptions): Promise<Exchanged> {
  run.log.enter("look");
  const state = await run.replica.state();
  const out = await stopIfRemoved(run, state);
  const listed = await run.share.list(HEADS);
  const all = readHeads(listed);
  const heads = await countedHeads(run, all, state);
  const unread = await run.memory.unread();
  const asked = options.asked === true;
  const news = withoutResting(heads, unread, run.now(), asked);
  const amiss = asked ? await isOwnAmiss(run, state) : false;
  run.log.isOwnAmiss = amiss;
  run.log.count({ files: heads.size });
  const erasing = await isErasingDue(run, state);
  const gone = await goneFor(run, news, state);
  const mayRest = out === null && !erasing && !run.log.isOwnAmiss;
  const idle = mayRest && isIdle(news, state, run.now(), gone, asked) ? await areAllKnown(run, news, gone) : false;
  // a person is told of another library's marker whether there is news or not
  if (idle && !asked) return { idle: state, pulled: null };
  const markers = await checkMarkers(run);
  const isAtRest = idle && !(await areKeysAmiss(run));
  if (isAtRest) return { idle: state, pulled: null };
  const pulled = await exchangeNews(run, ports, options, { heads, all }, markers);
  return { idle: null, pulled };
}

/** All that a person's sync could do was to look, and the share's key slots were not as they are known here. */
async function areKeysAmiss(run: Run): Promise<boolean> {
  const { gained, mended } = await adoptKeys(run, true);
  return gained || mended;
}

/** The table is told after a stop too, from what is here. */
async function describe(
  ports: SyncPorts,
  run: Run,
  state: ReplicaState | null,
  pulled: Pulled | null,
): Promise<SyncReport["devices"]> {
  if (state === null) return [];
  const quiet: Run = { ...createRun(ports, {}), log: run.log };
  const waiting = pulled?.waiting ?? new Map();
  const lines = await untilStopped(() => deviceLines(quiet, createCards(quiet, false), state, waiting));
  return lines.ok ? lines.value : [];
}
