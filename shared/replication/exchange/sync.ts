/**
 * One sync with one store, step by step. Every step can be repeated, none depends on having been
 * finished: what stops here, for whatever reason, goes on with the next sync. An idle sync is one
 * listing and no write.
 */
import { ok } from "../../kernel/result.ts";
import { isErasingDue } from "../erasing/erase-step.ts";
import { createCards } from "../files/cards.ts";
import { readHeads } from "../files/heads.ts";
import { checkMarkers } from "../files/markers.ts";
import { HEADS } from "../files/names.ts";
import { countedHeads } from "../lines/counted-heads.ts";
import { clockWarnings, deviceLines } from "../lines/device-lines.ts";
import { isOwnAmiss } from "../lines/look-at-own.ts";
import { stopIfRemoved } from "../lines/removal-step.ts";
import { withoutResting } from "../lines/unread.ts";
import { exchangeNews } from "./exchange.ts";
import { areAllKnown, goneFor, isIdle } from "./idle.ts";
import type { ReplicaState, SyncPorts } from "./ports.ts";
import type { Pulled } from "./pull.ts";
import type { SyncReport } from "./sync-report.ts";
import { type Attempt, createRun, type Run, type SyncOptions } from "./sync-run.ts";

export async function sync(ports: SyncPorts, options: SyncOptions = {}): Promise<SyncReport> {
  const startedAt = ports.clock.now();
  const run = createRun(ports, options);
  const result = await exchangeIfNew(run, ports, options);
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
      ...run.log.warnings,
      ...(isOut(result) ? [] : keyWarnings(run)),
      ...unfinishedWarning(state, run),
      ...clockWarnings(table, ports.clock.now()),
    ],
  };
}

/** Who is out gets no newer key, whoever syncs before. */
const isOut = (result: Awaited<Attempt<Exchanged>>): boolean => !result.ok && result.error.tag === "removed";

const keyWarnings = ({ log }: Run): SyncReport["warnings"] =>
  [...log.lacksKey].map(([stream, device]) => ({ tag: "key-missing", stream, device }));

/** Nobody can write before what was begun has ended. */
function unfinishedWarning(state: ReplicaState | null, { log }: Run): SyncReport["warnings"] {
  return state?.unfinished
    ? [{ tag: "unfinished", ...(log.takingFrom ?? { stream: state.own.stream, device: null }) }]
    : [];
}

/** Where this desk stands now; an idle sync has just seen it. */
async function standingAfter(ports: SyncPorts, result: Awaited<Attempt<Exchanged>>): Promise<ReplicaState | null> {
  if (result.ok && result.value.idle !== null) return result.value.idle;
  const state = await createRun(ports, {}).replica.state();
  return state.ok ? state.value : null;
}

interface Exchanged {
  /** Of an idle sync, what it has seen of this desk; null where there was something to do. */
  readonly idle: ReplicaState | null;
  readonly pulled: Pulled | null;
}

async function exchangeIfNew(run: Run, ports: SyncPorts, options: SyncOptions): Attempt<Exchanged> {
  run.log.enter("look");
  const state = await run.replica.state();
  if (!state.ok) return state;
  const out = await stopIfRemoved(run, state.value);
  if (!out.ok) return out;
  const listed = await run.share.list(HEADS);
  if (!listed.ok) return listed;
  const all = readHeads(listed.value);
  const counted = await countedHeads(run, all, state.value);
  if (!counted.ok) return counted;
  const heads = counted.value;
  const unread = await run.memory.unread();
  if (!unread.ok) return unread;
  const asked = options.asked === true;
  const news = withoutResting(heads, unread.value, run.now(), asked);
  const amiss = asked ? await isOwnAmiss(run, state.value) : ok(false);
  if (!amiss.ok) return amiss;
  run.log.isOwnAmiss = amiss.value;
  run.log.count({ files: heads.size });
  const erasing = await isErasingDue(run, state.value);
  if (!erasing.ok) return erasing;
  const gone = await goneFor(run, news, state.value);
  if (!gone.ok) return gone;
  const mayRest = out.value === null && !erasing.value && !run.log.isOwnAmiss;
  const idle = mayRest && isIdle(news, state.value, run.now(), gone.value) ? await areAllKnown(run, news) : ok(false);
  if (!idle.ok) return idle;
  // a person is told of another library's marker whether there is news or not
  if (idle.value && !asked) return ok({ idle: state.value, pulled: null });
  const markers = await checkMarkers(run);
  if (!markers.ok) return markers;
  if (idle.value) return ok({ idle: state.value, pulled: null });
  const pulled = await exchangeNews(run, ports, options, { heads, all }, markers.value);
  return pulled.ok ? ok({ idle: null, pulled: pulled.value }) : pulled;
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
  const lines = await deviceLines(quiet, createCards(quiet, false), state, pulled?.waiting ?? new Map());
  return lines.ok ? lines.value : [];
}
