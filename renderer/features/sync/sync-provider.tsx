/**
 * The exchange as the whole window sees it: started from any screen, told of in the status bar while it
 * runs, said in one line when it is over, kept in the log. One at a time, cancelled at any time.
 */
import { createContext, type ReactNode, Suspense, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useStore } from "zustand";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import type { CallResult } from "#shared/host/contract.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { SyncReport, SyncStop } from "#shared/replication/exchange/sync-report.ts";
import type { MetAlarms } from "../../db/exchange/sync-log.ts";
import { useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import type { I18n } from "../../i18n/i18n.ts";
import { useSpoken } from "../../i18n/i18n-provider.tsx";
import { useT } from "../../i18n/use-t.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { useAnnounce } from "../../ui/dialogs/live-region.tsx";
import { type Toast, useShownToast, useToasts } from "../../ui/dialogs/toast.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { countToDecide } from "./conflicts/conflict-queries.ts";
import { alarmCauses, alarmsOver, amissIn, metAlarms, NONE_MET, toLookAt } from "./run/alarms.ts";
import { addToSyncLog, isHeldIn } from "./run/sync-standing.ts";
import { begun, createSyncStore, type SyncState, type SyncStore, withProgress } from "./run/sync-store.ts";
import type { SyncRunner } from "./sync-runner.ts";

const MovedDialog = lazyPart(async () => (await import("./run/moved-dialog.tsx")).MovedDialog);

export interface SyncActions {
  /** Does nothing while one runs; without a shared folder it asks for one. */
  start(): Promise<void>;
  /** What is applied or written stays. */
  cancel(): void;
  open(what: SyncState["open"]): void;
  /** What asks by itself takes the place of no dialog that a person has before her. */
  offer(what: SyncState["open"]): void;
  /** By whoever serves. */
  acknowledge(alarm: Alarm): Promise<void>;
  /** A notice of an exchange was read. */
  dismiss(notice: string): void;
}

/** How an exchange ended, as it is told of. */
interface Ended {
  readonly report: SyncReport;
  readonly met: MetAlarms;
  /** How many decisions wait, whenever they came. */
  readonly toDecide: number;
}

interface Sync {
  readonly store: SyncStore;
  readonly actions: SyncActions;
}

const SyncContext = createContext<Sync | null>(null);

function useSync(): Sync {
  const sync = useContext(SyncContext);
  assert(sync !== null, "no sync around this component");
  return sync;
}

export const useSyncActions = (): SyncActions => useSync().actions;
export const useSyncState = <T,>(select: (state: SyncState) => T): T => useStore(useSync().store, select);

/** @param reopen starts the page anew; in tests it is only counted */
export function SyncProvider({
  runner,
  reopen = () => location.reload(),
  children,
}: {
  runner: SyncRunner;
  reopen?: () => void;
  children: ReactNode;
}) {
  const { db, clock, host, search } = useServices();
  const settings = useDeviceSettingsStore();
  const { show, clear } = useToasts();
  const toast = useShownToast();
  const t = useT();
  const { i18n } = useSpoken();
  const [location, navigate] = useLocation();
  const announce = useAnnounce();
  const [store] = useState(createSyncStore);
  const place = useRef(location);
  const standing = useRef(toast);
  const told = useRef<({ readonly toast: Toast } & Ended) | null>(null);
  useEffect(() => {
    place.current = location;
    standing.current = toast;
  });

  const { actions, tell } = useMemo((): {
    readonly actions: SyncActions;
    readonly tell: (ended: Ended) => Promise<void>;
  } => {
    const tell = async ({ report, met, toDecide }: Ended): Promise<void> => {
      // at the sync centre the whole of it stands there already
      const isThere = place.current === "/sync";
      const goThere = (): void => {
        clear();
        navigate("/sync");
      };
      const showReport = (next: Toast): void => {
        told.current = { toast: next, report, met, toDecide };
        show(next);
      };
      const look = isThere ? [] : [{ label: t("sync.look"), onClick: goThere }];
      if (report.outcome.tag === "stopped") {
        const said = await whyStopped(report.outcome.stop, i18n);
        const hasFailed = report.outcome.stop.tag !== "cancelled";
        if (isThere) {
          // why stands there as well
          if (hasFailed) showReport({ text: t("sync.bar-stopped"), tone: "failed" });
          announce(said);
        } else showReport({ text: said, ...(hasFailed && { tone: "failed" as const }), actions: look });
      } else if (amissIn(report, met) > 0)
        showReport({
          text: t("sync.incomplete"),
          // where the host keeps no alarms just now, what was met counts
          detail: t("sync.look-there", {
            count: Math.max(amissIn(report, met), toLookAt(store.getState().alarms, report)),
          }),
          tone: "failed",
          actions: look,
        });
      else if (isHeldIn(report))
        // acknowledged, and its records leave this computer no more for that
        showReport({ text: t("sync.held"), detail: t("sync.held-why"), tone: "failed", actions: look });
      else if (report.outcome.tag === "nothing-new" && report.warnings.length === 0)
        showReport({ text: t("sync.nothing-new") });
      else
        showReport({
          text: met.known > 0 ? t("sync.done-known", { count: met.known }) : t("sync.done"),
          detail: report.warnings.some(({ tag }) => tag === "new-code")
            ? t("sync.new-code")
            : t("sync.summary", { got: got(report), sent: sent(report), conflicts: toDecide }),
          actions: look,
        });
    };
    const keep = (answer: CallResult<"alarms.read">): readonly Alarm[] => {
      if (answer.ok) store.setState({ alarms: answer.value });
      return store.getState().alarms;
    };
    // where the host keeps none just now, all that was met is news
    const noteAlarms = async (report: SyncReport): Promise<MetAlarms> => {
      const causes = alarmCauses(report);
      const over = alarmsOver(report, causes, store.getState().alarms);
      return causes.length + over.length === 0
        ? NONE_MET
        : metAlarms(
            causes,
            keep(await host("alarms.note", { causes: [...causes], over: [...over], at: report.endedAt })),
          );
    };
    const actions: SyncActions = {
      acknowledge: async ({ kind, stream, name }) => {
        const answer = await host("alarms.acknowledge", {
          kind,
          stream,
          name,
          at: clock.now(),
          by: settings.getState().staff ?? "",
        });
        keep(answer);
        if (!answer.ok) show({ text: t("sync.not-noted"), tone: "failed" });
        // the line that counts what is to be looked at is true no more
        else if (told.current !== null && told.current.toast === standing.current) clear();
      },
      dismiss: (notice) => store.setState(({ dismissed }) => ({ dismissed: new Set([...dismissed, notice]) })),
      open: (what) => store.setState({ open: what }),
      offer: (what) => store.setState(({ open }) => ({ open: open ?? what })),
      cancel: () => {
        const { running } = store.getState();
        if (running === null || running.cancelling) return;
        store.setState({ running: { ...running, cancelling: true } });
        runner.cancel();
      },
      start: async () => {
        if (store.getState().running !== null) return;
        const folder = settings.getState().sharePath ?? null;
        if (folder === null) {
          navigate("/sync");
          store.setState({ open: "folder" });
          return;
        }
        const startedAt = clock.now();
        store.setState({ running: begun(startedAt) });
        // what the last one ended in says nothing of this one
        if (told.current !== null && told.current.toast === standing.current) clear();
        told.current = null;
        const report = await runner
          .sync((progress) => {
            const { running } = store.getState();
            if (running !== null) store.setState({ running: withProgress(running, progress, clock.now()) });
          })
          .catch((error: unknown) => broken(error, startedAt, clock.now()));
        // as the inbox and its badge count them, not only those of this exchange
        const toDecide =
          report.outcome.tag === "stopped" ? 0 : await countToDecide(db, search).catch(() => report.conflicts);
        const met = await noteAlarms(report);
        await addToSyncLog(db, { report, folder, ...(met.fresh + met.known > 0 && { met }) });
        const moved = report.warnings.some(({ tag }) => tag === "new-stream");
        store.setState({ running: null, ...(moved && { open: "moved" as const }) });
        await tell({ report, met, toDecide });
      },
    };
    return { actions, tell };
  }, [store, runner, settings, db, clock, host, search, show, clear, announce, navigate, t, i18n]);

  useEffect(() => {
    void host("alarms.read", {}).then((kept) => {
      if (kept.ok) store.setState({ alarms: kept.value });
    });
  }, [host, store]);

  // what still stands there is said again when the language is another one
  useEffect(() => {
    if (told.current !== null && told.current.toast === standing.current) void tell(told.current);
  }, [tell]);

  const value = useMemo(() => ({ store, actions }), [store, actions]);
  const moved = useStore(store, ({ open }) => open === "moved");
  return (
    <SyncContext value={value}>
      {children}
      {moved && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <MovedDialog open onReopen={reopen} />
          </WholeLanguage>
        </Suspense>
      )}
    </SyncContext>
  );
}

/** Why it stopped, in the words of the sync centre; where these cannot be fetched, that it did. */
async function whyStopped(stop: SyncStop, i18n: I18n): Promise<string> {
  try {
    const [{ stopNotice }] = await Promise.all([import("./run/sync-words.ts"), i18n.screens()]);
    return i18n.say(stopNotice(stop).said);
  } catch {
    return i18n.t("sync.bar-stopped");
  }
}

const got = ({ steps }: SyncReport): number => steps.merge?.records ?? 0;
const sent = ({ steps }: SyncReport): number => steps.write?.records ?? 0;

/** The exchange answers with a report whatever it meets; a broken worker cannot. */
function broken(error: unknown, startedAt: number, endedAt: number): SyncReport {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    outcome: { tag: "stopped", step: "look", stop: { tag: "database", reason } },
    startedAt,
    endedAt,
    steps: {},
    conflicts: 0,
    devices: [],
    warnings: [],
  };
}
