/** The acts of a refresh: each asks the worker and puts its answer into the conversation. */
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { Rate } from "../../../platform/worker/import-api.ts";
import type { RefreshStage } from "../../../platform/worker/refresh-api.ts";
import { workerCallback } from "../../../platform/worker/worker-callback.ts";
import type { RemoteApi } from "../../../platform/worker/worker-client.ts";
import type { RefreshLine, RefreshStore } from "./refresh-store.ts";

export interface RefreshFlow {
  /** Looks at the lists one after the other, until one has something to show. @param again also what was taken before */
  look(lists: readonly RefreshList[], again?: boolean): Promise<void>;
  /** A list's file for the wizard; null where it cannot be had: its line says why. */
  openFile(list: RefreshList): Promise<File | null>;
  /** What was said of a list is over: a person looks after it, or it is elsewhere or nowhere from now on. */
  forgetLine(list: RefreshList): void;
  showBucket(bucket: Bucket): void;
  /** Takes what is shown, and looks at the rest. @param anyway a person has answered the reasons to stop */
  take(anyway: boolean): Promise<void>;
  /** Leaves what is shown, and looks at the rest. */
  leave(): Promise<void>;
  /** Somebody at the desk has pressed a key. */
  giveWay(): void;
  cancel(): void;
  /** Nobody looks any more: what is shown is left, and what runs comes to its end. */
  close(): void;
  /** Takes a list without being asked; answers what came of it. Waits until a person has done with what is shown. */
  byItself(list: RefreshList): Promise<RefreshLine>;
}

export interface RefreshFlowDeps {
  readonly store: RefreshStore;
  readonly refresh: RemoteApi["refresh"];
  /** What this computer is called. */
  readonly deskName: () => string | null;
}

const SAID_AGAIN_MS = 40;
const FIRST_SHOWN: readonly Bucket[] = ["update", "new", "duplicate", "error", "kept", "same"];

export function createRefreshFlow({ store, refresh, deskName }: RefreshFlowDeps): RefreshFlow {
  const set = store.setState;
  const begin = (list: RefreshList, stage: RefreshStage): void => set({ job: { list, stage, done: 0, total: 0 } });
  const progress = (list: RefreshList): ((stage: RefreshStage, { done, total }: Rate) => void) =>
    workerCallback((stage: RefreshStage, { done, total }: Rate) =>
      set(({ job }) => (job?.list === list ? { job: { list, stage, done, total } } : {})),
    );
  const note = (list: RefreshList, line: RefreshLine): RefreshLine => {
    set(({ lines }) => ({ lines: { ...lines, [list]: line } }));
    return line;
  };

  let saidAt = -Infinity;
  /** What runs was begun by a person, who may go away meanwhile. */
  let isOfPerson = false;

  /** @returns null where a difference is in hand */
  const lookAt = async (list: RefreshList, again: boolean): Promise<RefreshLine | null> => {
    begin(list, "waiting");
    set({ found: null });
    const answer = await refresh.look(list, again, progress(list)).catch(() => null);
    const over = (line: RefreshLine): RefreshLine => {
      set({ job: null });
      return note(list, line);
    };
    if (answer === null) return over({ tag: "failed", failure: { tag: "host-away" } });
    if (!answer.ok) return over({ tag: "failed", failure: answer.error });
    const found = answer.value;
    if (found.tag === "taken") return over({ tag: "nothing-new", name: found.name, takenAt: found.takenAt });
    // at once: whoever waits until neither is there would begin in between
    set({ job: null, found, bucket: FIRST_SHOWN.find((bucket) => found.counts[bucket] > 0) ?? "new" });
    return null;
  };

  const takeIt = async (anyway: boolean): Promise<RefreshLine | null> => {
    const { found } = store.getState();
    if (found === null) return null;
    const { list, file } = found;
    begin(list, "writing");
    const taken = await refresh.take(deskName(), anyway, progress(list)).catch(() => null);
    set({ job: null, found: null });
    if (taken === null) return note(list, { tag: "failed", failure: { tag: "host-away" } });
    if (!taken.ok) return note(list, { tag: "failed", failure: taken.error });
    const { counts, outcome } = taken.value;
    if (outcome === null) return note(list, { tag: "done", name: file.name, fresh: 0, changed: 0, importId: null });
    const { importId, wrote, written, stopped } = outcome.report;
    if (outcome.failure !== null || stopped === true)
      return note(list, { tag: "broken-off", name: file.name, importId, written });
    return note(list, {
      tag: "done",
      name: file.name,
      fresh: wrote?.new ?? counts.new,
      changed: wrote?.update ?? counts.update,
      importId,
    });
  };

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      const isIdle = (): boolean => {
        const { job, found, rest } = store.getState();
        return job === null && found === null && rest.length === 0;
      };
      if (isIdle()) return resolve();
      const end = store.subscribe(() => {
        if (!isIdle()) return;
        end();
        resolve();
      });
    });

  const flow: RefreshFlow = {
    async look(lists, again = false) {
      isOfPerson = true;
      set({ rest: lists });
      for (let [list] = lists; list !== undefined; [list] = store.getState().rest) {
        const looking = lookAt(list, again);
        // it has begun: in between nobody finds nothing going on
        set(({ rest }) => ({ rest: rest.slice(1) }));
        const line = await looking;
        const isCancelled = line?.tag === "failed" && line.failure.tag === "cancelled";
        if (isCancelled) set({ rest: [] });
        if (line === null || isCancelled) return;
      }
    },
    async openFile(list) {
      begin(list, "reading");
      const file = await refresh.file(list).catch(() => null);
      set({ job: null });
      if (file?.ok === true) {
        flow.forgetLine(list);
        return file.value;
      }
      note(list, { tag: "failed", failure: file === null ? { tag: "host-away" } : file.error });
      return null;
    },
    forgetLine: (list) =>
      set(({ lines }) => ({ lines: Object.fromEntries(Object.entries(lines).filter(([other]) => other !== list)) })),
    showBucket: (bucket) => set({ bucket }),
    async take(anyway) {
      await takeIt(anyway);
      await flow.look(store.getState().rest);
    },
    async leave() {
      const { found, rest } = store.getState();
      if (found === null) return;
      note(
        found.list,
        found.reasons.length > 0 ? { tag: "asks", name: found.file.name, reasons: found.reasons } : { tag: "left" },
      );
      set({ found: null });
      void refresh.close();
      await flow.look(rest);
    },
    giveWay() {
      // a scanner's keys are one
      const now = performance.now();
      if (store.getState().job === null || now - saidAt < SAID_AGAIN_MS) return;
      saidAt = now;
      void refresh.giveWay();
    },
    cancel: () => void refresh.cancel(),
    close() {
      set({ rest: [] });
      const { found, job } = store.getState();
      // what nobody would see is not looked for; what is being written comes to its end
      if (isOfPerson && job !== null && job.stage !== "writing") return void refresh.cancel();
      if (found === null || job !== null) return;
      set({ found: null });
      void refresh.close();
    },
    async byItself(list) {
      await idle();
      isOfPerson = false;
      const line = await lookAt(list, false);
      if (line !== null) return line;
      const { found } = store.getState();
      if (found === null || found.reasons.length === 0) return (await takeIt(false)) ?? { tag: "left" };
      set({ found: null });
      void refresh.close();
      return note(list, { tag: "asks", name: found.file.name, reasons: found.reasons });
    },
  };
  return flow;
}
