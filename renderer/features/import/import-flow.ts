/** The acts of an import: each asks the worker and puts its answer into the conversation. */

import type { ProblemChoice } from "#shared/import-export/cells/problem-groups.ts";
import { type Mapping, NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import type { Holds } from "#shared/import-export/library-use/holds.ts";
import type { UseMapping } from "#shared/import-export/library-use/use-mapping.ts";
import type { UseRules } from "#shared/import-export/library-use/use-rules.ts";
import type { DuplicateGroup } from "#shared/import-export/plan/duplicate-group.ts";
import type { ImportRules } from "#shared/import-export/plan/import-rules.ts";
import type { Bucket, Decision } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import { holdsOfList, kindOfList } from "#shared/import-export/refresh/refresh-list.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { createNewest } from "#shared/kernel/newest.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type {
  ErasedUndone,
  FilePreview,
  ImportedBy,
  ParseOptions,
  Rate,
  UndoneImport,
} from "../../platform/worker/import-api.ts";
import { workerCallback } from "../../platform/worker/worker-callback.ts";
import type { RemoteApi } from "../../platform/worker/worker-client.ts";
import { AT_START, type ImportState, type ImportStore, type Job, type Step } from "./import-store.ts";

export type Imports = RemoteApi["imports"];
type Opened = Awaited<ReturnType<Imports["open"]>>;
export type BackupBeforeImport = Pick<RemoteApi["backups"], "hasChanged" | "make" | "cancel">;

export interface FlowDeps {
  readonly store: ImportStore;
  readonly imports: Imports;
  readonly backups: BackupBeforeImport;
  readonly clock: Clock;
  /** With each act that takes its time: what was said of the one before is over. */
  readonly clear: () => void;
  /** Follows an erasing into everything on this desk. */
  readonly purge: () => Promise<boolean>;
}

export interface ImportFlow {
  /** @param list of the library system, where it is known which one the file is */
  open(file: File, list?: RefreshList): Promise<void>;
  reopen(options: ParseOptions): Promise<void>;
  goTo(step: Step): void;
  setMapping(mapping: Mapping): void;
  setRules(rules: ImportRules): void;
  setUseMapping(mapping: UseMapping): void;
  setUseRules(rules: UseRules): void;
  showBucket(bucket: Bucket): void;
  check(): Promise<void>;
  /** Puts a text in place of all cells that are meant; without one, what is suggested. */
  mend(choice: ProblemChoice, text?: string): Promise<void>;
  /** Takes all equal values of a column for one code and checks everything again. */
  fixAlike(column: number, value: string, code: string | null): Promise<void>;
  /** Makes a category or a branch of each unknown value of a column and checks everything again. */
  makeAll(column: number): Promise<void>;
  decide(positions: readonly number[], decision: Decision): Promise<void>;
  decideAll(group: DuplicateGroup, decision: Decision): Promise<void>;
  write(by: ImportedBy): Promise<void>;
  pause(): void;
  resume(): void;
  cancel(): void;
  undo(importId: string, staff: string): Promise<UndoneImport>;
  eraseUndone(importId: string, staff: string): Promise<ErasedUndone>;
  startAgain(): void;
  /** A result that was seen makes room for the next file; it stays until that is opened. */
  setAside(): void;
}

export function createImportFlow({ store, imports, backups, clock, clear, purge }: FlowDeps): ImportFlow {
  const set = store.setState;
  /** Which file is read, and as what. */
  const reading = createNewest();
  /** What is asked of the plan; another mapping makes it another plan. */
  const planning = createNewest();
  const deciding = createNewest();
  /** What a person has said that the file holds; reading it otherwise does not forget it. */
  let told: Holds | null = null;
  const begin = (what: Job["what"], total = 0): void => {
    clear();
    set({ job: { what, done: 0, total, waiting: false, startedAt: clock.now() }, failure: null });
  };
  const progress = (done: number, total: number, waiting = false): void =>
    set(({ job }) => (job === null ? {} : { job: { ...job, done, total, waiting } }));
  const change = async (ask: () => ReturnType<Imports["decide"]>): Promise<void> => {
    const isNewest = deciding.begin();
    const isSamePlan = planning.watch();
    const counts = await ask();
    if (isNewest() && isSamePlan()) set(({ version }) => ({ counts, version: version + 1 }));
  };
  const changeMany = async (
    what: "mending" | "deciding",
    ask: (onProgress: (rate: Rate) => void) => ReturnType<Imports["decide"]>,
  ): Promise<void> => {
    begin(what);
    const isSamePlan = planning.watch();
    await change(() => ask(workerCallback((rate: Rate) => isSamePlan() && progress(rate.done, rate.total))));
    set(({ job }) => (job?.what === what ? { job: null } : {}));
  };
  /** A check that is under way is of the plan before. */
  const replan = (asked: Partial<Pick<ImportState, "mapping" | "rules" | "useMapping" | "useRules">>): void => {
    planning.begin();
    set(({ job }) => ({ ...asked, checked: false, job: job?.what === "checking" ? null : job }));
  };

  const read = async (ask: (onProgress: (share: number) => void) => Promise<Opened>): Promise<void> => {
    planning.begin();
    const isNewest = reading.begin();
    begin("reading", 100);
    const opened = await ask(workerCallback((share: number) => isNewest() && progress(Math.round(share * 100), 100)));
    if (!isNewest()) return;
    if (!opened.ok) return set({ job: null, failure: opened.error });
    const preview: FilePreview = opened.value;
    const { mapping, rules, useMapping, useRules } = preview;
    const { list } = store.getState();
    const kind = list === null ? null : kindOfList(list);
    const isSaid = useRules.kind !== null || useMapping.columns.some(({ target }) => target === "kind");
    const saidRules = isSaid ? useRules : { ...useRules, kind };
    set({ ...AT_START, list, preview, mapping, rules, useMapping, useRules: saidRules });
  };

  /** As it stands before the first row is written, the library can be had again. False: somebody has cancelled. */
  const keepBefore = async (): Promise<boolean> => {
    set({ backup: null });
    if (!(await backups.hasChanged().catch(() => true))) return true;
    begin("keeping");
    const made = await backups
      .make(
        true,
        workerCallback((rate: Rate) => progress(rate.done, rate.total)),
      )
      .catch(() => null);
    if (made?.ok === false && made.error.tag === "cancelled") return false;
    set({ backup: made?.ok === true ? "made" : "failed" });
    return true;
  };

  const flow: ImportFlow = {
    open: async (file, list) => {
      told = list === undefined ? null : holdsOfList(list);
      set({ ...AT_START, list: list ?? null });
      await read(async (onProgress) => {
        const opened = await imports.open(file, onProgress);
        const isOther = opened.ok && told !== null && opened.value.holds !== told && opened.value.own === null;
        return isOther && told !== null ? imports.reopen({ holds: told }, onProgress) : opened;
      });
    },
    reopen: (options) => {
      told = options.holds ?? told;
      return read((onProgress) => imports.reopen(told === null ? options : { ...options, holds: told }, onProgress));
    },
    goTo: (step) => set({ step, failure: null }),
    setMapping: (mapping) => replan({ mapping }),
    setRules: (rules) => replan({ rules }),
    setUseMapping: (useMapping) => replan({ useMapping }),
    setUseRules: (useRules) => replan({ useRules }),
    showBucket: (bucket) => set({ bucket }),
    async check() {
      const { mapping, rules, useMapping, useRules, preview, step, bucket: shown } = store.getState();
      const isNewest = planning.begin();
      // what was found before stays in sight until it is known anew
      const isAgain = step === "check" && store.getState().counts !== null;
      set({ step: "check", checked: false, outcome: null, ...(!isAgain && { counts: null }) });
      begin("checking", preview?.rows ?? 0);
      const onProgress = workerCallback((rate: Rate, counts: PlanCounts) => {
        if (!isNewest()) return;
        progress(rate.done, rate.total);
        if (!isAgain) set({ counts });
      });
      const planned =
        preview?.holds === "use"
          ? await imports.planUse(useMapping, useRules, onProgress)
          : await imports.plan(mapping, rules, onProgress);
      if (!isNewest()) return;
      if (!planned.ok) return set({ job: null, failure: planned.error, counts: null });
      const counts = planned.value;
      const bucket =
        isAgain && counts[shown] > 0
          ? shown
          : ((["update", "new", "duplicate", "error", "kept", "same"] as const).find((name) => counts[name] > 0) ??
            "new");
      set(({ version }) => ({ job: null, counts, checked: true, version: version + 1, bucket }));
    },
    mend: (choice, text) => changeMany("mending", (onProgress) => imports.mend(choice, text, onProgress)),
    async fixAlike(column, value, code) {
      const { mapping, useMapping, preview } = store.getState();
      if (preview?.holds === "use") set({ useMapping: withValue(useMapping, column, value, code) });
      else set({ mapping: withValue(mapping, column, value, code) });
      await flow.check();
    },
    async makeAll(column) {
      const { mapping } = store.getState();
      const values = await imports.values(column, mapping);
      const unknown = values.flatMap(({ value, fits }) => (fits === null ? [[value, NEW_ENTRY] as const] : []));
      const made = Object.fromEntries(unknown);
      set({
        mapping: {
          columns: mapping.columns.map((rule, at) =>
            at === column ? { ...rule, values: { ...made, ...rule.values } } : rule,
          ),
        },
      });
      await flow.check();
    },
    decide: (positions, decision) => change(() => imports.decide(positions, decision)),
    decideAll: (group, decision) =>
      changeMany("deciding", (onProgress) => imports.decideAll(group, decision, onProgress)),
    async write(by) {
      const { counts } = store.getState();
      set({ step: "write", paused: false });
      if (!(await keepBefore())) return set({ step: "check", job: null });
      begin("writing", (counts?.new ?? 0) + (counts?.update ?? 0));
      const written = await imports.write(
        by,
        workerCallback((rate) => progress(rate.done, rate.total, rate.waiting)),
      );
      if (!written.ok) return set({ job: null, failure: written.error });
      set({ job: null, step: "result", outcome: written.value, failure: written.value.failure });
    },
    pause: () => {
      void imports.pause();
      set({ paused: true });
    },
    resume: () => {
      void imports.resume();
      set({ paused: false });
    },
    cancel: () => {
      if (store.getState().job?.what === "keeping") return void backups.cancel();
      void imports.cancel();
      set({ paused: false });
    },
    async undo(importId, staff) {
      begin("undoing");
      const undone = await imports.undo(
        importId,
        staff,
        workerCallback((rate) => progress(rate.done, rate.total, rate.waiting)),
      );
      set(({ outcome }) => ({ job: null, ...(outcome?.report.importId === importId && AT_START) }));
      return undone;
    },
    async eraseUndone(importId, staff) {
      begin("erasing");
      const erased = await imports.eraseUndone(
        importId,
        staff,
        workerCallback((rate) => progress(rate.done, rate.total, rate.waiting)),
      );
      // what fails is tried again at the next exchange, and at every start
      purge().catch(() => false);
      set({ job: null });
      return erased;
    },
    startAgain: () => {
      reading.begin();
      planning.begin();
      void imports.close();
      set(AT_START);
    },
    setAside: () => set(({ step }) => (step === "result" ? { step: "file", preview: null, failure: null } : {})),
  };
  return flow;
}

const withValue = <T extends string>(
  { columns }: Mapping<T>,
  column: number,
  value: string,
  code: string | null,
): Mapping<T> => ({
  columns: columns.map((rule, at) => (at === column ? { ...rule, values: { ...rule.values, [value]: code } } : rule)),
});
