/**
 * Backups for the whole window: one task at a time, started from any screen or by itself, told of in the status
 * bar, said in one line when a person has asked for it.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useStore } from "zustand";
import type { BackupPlace } from "#shared/host/backup-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import { useActs } from "../../acts/use-acts.ts";
import { useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import type { BackupProgress } from "../../platform/worker/backup-api.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import type { BackupActions, Failed } from "./backup-places-store.ts";
import {
  type BackupRunning,
  type BackupStore,
  type BackupsShown,
  createBackupStore,
  needsOldCode,
} from "./backup-places-store.ts";
import type { BackupRunner } from "./backup-runner.ts";
import { restoredText, restoredTitle } from "./restored-words.ts";
import { useBackupAtQuit } from "./use-backup-at-quit.ts";
import { useDueBackup } from "./use-due-backup.ts";

/** Until a host that did not answer does again. */
const AWAY_LOOK_MS = 5000;

interface Backups {
  readonly store: BackupStore;
  readonly actions: BackupActions;
}

const BackupContext = createContext<Backups | null>(null);

function useBackups(): Backups {
  const backups = useContext(BackupContext);
  assert(backups !== null, "no backups around this component");
  return backups;
}

export const useBackupActions = (): BackupActions => useBackups().actions;
export const useBackupState = <T,>(select: (state: BackupsShown) => T): T => useStore(useBackups().store, select);

export function BackupProvider({ runner, children }: { runner: BackupRunner; children: ReactNode }) {
  const { host } = useServices();
  const acts = useActs();
  const settings = useDeviceSettingsStore();
  const { show, clear } = useToasts();
  const t = useT();
  const [, navigate] = useLocation();
  const [store] = useState(createBackupStore);

  const actions = useMemo((): BackupActions => {
    const read = async (place: BackupPlace): Promise<void> => {
      const list = await host("backup.list", { place });
      if (list.ok) return store.setState({ [place]: { tag: "read", list: list.value } });
      // what was read stands there still, whoever does not answer
      const isKnown = list.error.tag === "host-away" && store.getState()[place].tag === "read";
      if (!isKnown) store.setState({ [place]: { tag: "fault", fault: list.error } });
    };
    const refresh = async (): Promise<void> => {
      await read("here");
      // the program was ended between the new library code and the backups that are to open with it
      if (needsOldCode(store.getState()) && (await host("backup.reseal", {})).ok) await read("here");
      await read("second");
    };
    /** One at a time; a worker that breaks answers too. */
    const task = async <T, F>(
      what: BackupRunning["what"],
      run: (
        tell: (now: BackupProgress) => void,
      ) => Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: F }>,
    ): Promise<{ readonly ok: true; readonly value: T } | Failed<F>> => {
      if (store.getState().running !== null) return { ok: false, error: { tag: "busy" } };
      store.setState({ running: { what, now: null, cancelling: false } });
      const tell = (now: BackupProgress): void => {
        const { running } = store.getState();
        if (running !== null) store.setState({ running: { ...running, now } });
      };
      try {
        return await run(tell);
      } catch (error) {
        return { ok: false, error: { tag: "broken", reason: String(error) } };
      } finally {
        store.setState({ running: null });
        if (what !== "preview") await refresh();
      }
    };
    const goThere = (): void => {
      clear();
      navigate("/backups");
    };
    const look = { label: t("backup.look"), onClick: goThere };
    const staff = (): string => settings.getState().staff ?? "";
    return {
      refresh,
      look: async (place) => {
        await read(place);
        return store.getState()[place];
      },
      open: (what) => store.setState({ open: what }),
      cancel: () => {
        const { running } = store.getState();
        if (running === null || running.cancelling) return;
        store.setState({ running: { ...running, cancelling: true } });
        runner.cancel();
      },
      make: async (byHand) => {
        const made = await task("make", (tell) => runner.make(byHand, tell));
        if (!byHand || (!made.ok && made.error.tag === "busy")) return;
        if (made.ok && made.value.second === null)
          show({ text: t("backup.done"), detail: t("backup.records", { count: made.value.records }) });
        else if (made.ok) show({ text: t("backup.done-here"), tone: "failed", actions: [look] });
        else if (made.error.tag === "cancelled") show({ text: t("backup.cancelled") });
        else show({ text: t("backup.failed"), tone: "failed", actions: [look] });
      },
      check: async (ref) => {
        const checked = await task("check", (tell) => runner.check(ref, tell));
        if (checked.ok)
          show({ text: t("backup.checked"), detail: t("backup.records", { count: checked.value.records }) });
        else if (checked.error.tag !== "busy")
          show(
            checked.error.tag === "cancelled"
              ? { text: t("backup.check-cancelled") }
              : { text: t("backup.check-failed"), tone: "failed" },
          );
      },
      preview: (ref) => task("preview", (tell) => runner.preview(ref, tell)),
      restore: async (ref, acts) => {
        const restored = await task("restore", (tell) => runner.restore(ref, acts, staff(), tell));
        if (!restored.ok) return restored.error;
        const { batchId, stopped } = restored.value;
        show({
          text: t(stopped ? "backup.restore-stopped" : restoredTitle(restored.value)),
          detail: restoredText(restored.value, t),
          actions: [{ label: t("backup.undo-restore"), undo: true, onClick: () => void undo(batchId) }],
        });
        return null;
      },
      undoRestore: (batchId) => undo(batchId),
      show: async (path) => {
        const shown = await host("backup.show", { path });
        if (!shown.ok) return shown.error;
        store.setState({ shown: { tag: "read", list: shown.value } });
        return null;
      },
    };

    async function undo(batchId: string): Promise<boolean> {
      const undone = await task<{ readonly left: number }, never>("undo", async (tell) => ({
        ok: true as const,
        value: await runner.undoRestore(batchId, staff(), tell),
      }));
      if (undone.ok)
        show({
          text: t("backup.restore-undone"),
          ...(undone.value.left > 0 && { detail: t("backup.restore-left", { count: undone.value.left }) }),
        });
      else if (undone.error.tag === "broken") show({ text: t("backup.failed"), tone: "failed", actions: [look] });
      return undone.ok;
    }
  }, [host, runner, store, settings, show, clear, navigate, t]);

  useEffect(() => void actions.refresh(), [actions]);
  const isAway = useStore(store, ({ here }) => here.tag === "fault" && here.fault.tag === "host-away");
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => void actions.refresh(), AWAY_LOOK_MS);
    return () => clearInterval(timer);
  }, [isAway, actions]);
  // a restore is one act in the order of undo
  useEffect(() => acts.onUndoBatch("restore", actions.undoRestore), [acts, actions]);
  useDueBackup(runner, actions, store);
  useBackupAtQuit(runner, actions, store);
  const value = useMemo(() => ({ store, actions }), [store, actions]);
  return <BackupContext value={value}>{children}</BackupContext>;
}
