/** The exchange in the worker: the engine over the host's files and keys and this database. */

import { type OneAtATime, oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { ok } from "#shared/kernel/result.ts";
import { applyFromCopy, refillFromCopy } from "#shared/replication/checkpoints/rebuild.ts";
import type { SyncPorts } from "#shared/replication/exchange/ports.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncProgress, SyncReport, SyncStop } from "#shared/replication/exchange/sync-report.ts";
import type { SyncApi } from "../platform/worker/sync-api.ts";
import { purge } from "./erasing/purge.ts";
import { openPorts, type PortDeps } from "./open-ports.ts";

/** Progress crosses to the page at most so often, in milliseconds. */
const TELL_EVERY_MS = 80;

export function createSyncApi(deps: PortDeps, sealing: OneAtATime = oneAtATime()): SyncApi {
  const { clock } = deps;
  let running: Promise<SyncReport> | null = null;
  let cancelled = false;
  const cards: NonNullable<SyncPorts["cards"]> = new Map();

  const run = async (onProgress: (progress: SyncProgress) => void): Promise<SyncReport> => {
    const [ports, started] = await Promise.all([openPorts(deps), deps.host("device.start", {})]);
    if (!ports.ok) return stoppedAtOnce(clock.now(), ports.error);
    const carries = !started.ok || started.value.settings.mayCarry !== false;
    // nothing that was erased here is sealed any more
    await purge(deps);
    const report = await sync(
      { ...ports.value, cards },
      { onProgress: atIntervals(onProgress, clock.now), isCancelled: () => cancelled, carries, asked: true },
    );
    // under a new library code; what cannot be reached now is seen to next time
    await deps.host("backup.reseal", {});
    // where nothing came, nothing came of the erased
    if (report.outcome.tag !== "nothing-new") await purge(deps);
    // after a restore: what has happened since the backup is known now
    if (!carries && report.outcome.tag !== "stopped") await deps.host("settings.write", { mayCarry: true });
    return report;
  };

  return {
    sync: (onProgress) => {
      if (running === null) {
        cancelled = false;
        running = sealing(() => run(onProgress)).finally(() => {
          running = null;
          deps.search.keep();
        });
      }
      return running;
    },
    cancel: () => {
      cancelled = true;
    },
    applyFromCopy: async (needed) => {
      const ports = await openPorts(deps);
      const applied = ports.ok ? await applyFromCopy(ports.value, needed) : ports;
      if (!applied.ok) throw new Error(`the local copy cannot be applied: ${JSON.stringify(applied.error)}`);
      return applied.value;
    },
    refillFromCopy: async (onProgress) => {
      const ports = await openPorts(deps);
      // without keys the journal alone must do
      const filled = ports.ok ? await refillFromCopy(ports.value, atIntervals(onProgress, clock.now)) : ok(undefined);
      if (!filled.ok)
        throw new Error(`the database cannot be filled from the local copy: ${JSON.stringify(filled.error)}`);
    },
    pending: async () => {
      const ports = await openPorts(deps);
      if (!ports.ok) return 0;
      const { own } = await ports.value.replica.state();
      return own.journaled - own.published;
    },
  };
}

/** The first word of a step and the last of all always pass. */
function atIntervals(
  onProgress: (progress: SyncProgress) => void,
  now: () => number,
): (progress: SyncProgress) => void {
  let toldAt = 0;
  let step: SyncProgress["step"] | null = null;
  return (progress) => {
    const isDue =
      progress.step !== step ||
      now() - toldAt >= TELL_EVERY_MS ||
      (progress.total > 0 && progress.done === progress.total);
    if (!isDue) return;
    step = progress.step;
    toldAt = now();
    onProgress(progress);
  };
}

const stoppedAtOnce = (at: number, stop: SyncStop): SyncReport => ({
  outcome: { tag: "stopped", step: "look", stop },
  startedAt: at,
  endedAt: at,
  steps: {},
  conflicts: 0,
  devices: [],
  warnings: [],
});
