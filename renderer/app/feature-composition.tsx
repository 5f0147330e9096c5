/**
 * Where the features meet the frame, and the only file that knows them all. To add one: its screens into
 * `SCREENS`, its command list into `useFeatureCommands` (or into `WAYS`, where it is no more than the way to a
 * screen), and, where it has them, its badge, its part of the top or status bar, and what it forgets at lock.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type ComponentType, type ReactNode, Suspense, useMemo } from "react";
import { useLocation } from "wouter";
import { BesideReaderProvider } from "../acts/beside-reader.ts";
import { countLateOpinions } from "../db/lists/opinions-listed.ts";
import { useServices } from "../desk-services/services.ts";
import { useDraftedOpinions } from "../desk-services/use-drafted-opinions.ts";
import { useBackupCommands } from "../features/backups/backup-command-list.ts";
import { BackupProvider } from "../features/backups/backup-provider.tsx";
import type { BackupRunner } from "../features/backups/backup-runner.ts";
import { BackupStatus } from "../features/backups/backup-status.tsx";
import { ClockHost } from "../features/clock/clock-host.tsx";
import { useDeskCommands } from "../features/desk/desk-command-list.ts";
import { useDeskActions, useDeskState } from "../features/desk/desk-context.ts";
import { DeskProvider } from "../features/desk/desk-provider.tsx";
import { DeskScreen } from "../features/desk/desk-screen.tsx";
import { LazyNoteLine } from "../features/desk/lazy-parts.ts";
import { ChannelKey } from "../features/desk/scan/channel-key.tsx";
import { ScanBox } from "../features/desk/scan/scan-box.tsx";
import { WhoseChip } from "../features/desk/scan/whose-chip.tsx";
import { HandoverHost } from "../features/handover/handover-host.tsx";
import { useHandover } from "../features/handover/open-handover.ts";
import { HistoryHost } from "../features/history/history-host.tsx";
import { ImportProvider } from "../features/import/import-provider.tsx";
import { RefreshProvider } from "../features/import/refresh/refresh-provider.tsx";
import { RefreshStatus } from "../features/import/refresh/refresh-status.tsx";
import { goOnPractising, usePractice } from "../features/practice/practice-state.ts";
import { TrialBanner } from "../features/practice/trial-banner.tsx";
import { RecordSheetHost } from "../features/readers/record-sheet-host.tsx";
import { OwnBranchHost } from "../features/settings/branches/own-branch-host.tsx";
import { useDeskSession } from "../features/staff/desk-session.ts";
import { useConflictCount } from "../features/sync/conflicts/conflict-queries.ts";
import { SyncStatus, useUrgentCount } from "../features/sync/run/sync-status.tsx";
import { useSyncCommands } from "../features/sync/sync-command-list.ts";
import { SyncProvider } from "../features/sync/sync-provider.tsx";
import type { SyncRunner } from "../features/sync/sync-runner.ts";
import { TaskSheetHost } from "../features/tasks/task-sheet-host.tsx";
import { useFormat } from "../i18n/use-t.ts";
import { WholeLanguage } from "../i18n/whole-language.tsx";
import type { DeskCommand } from "../platform/command.ts";
import { workerCallback } from "../platform/worker/worker-callback.ts";
import { type LazyComponent, lazyPart } from "../ui/hooks/lazy-part.tsx";
import { CounterBridge } from "./counter-bridge.tsx";
import type { RailBadges } from "./rail.tsx";

interface ScreenRoute {
  /** In wouter's form, as in `/readers/:id`; `useParams` reads the rest. */
  readonly path: string;
  /** Late, but for the first screen, which comes with the frame and speaks its words. */
  readonly Screen: LazyComponent<object> | (ComponentType & { readonly warm?: undefined });
  /** The screen has its own row for the toast. */
  readonly ownDock?: true;
}

export const SCREENS: readonly ScreenRoute[] = [
  { path: "/", ownDock: true, Screen: DeskScreen },
  {
    path: "/readers",
    Screen: lazyPart(async () => (await import("../features/readers/readers-screen.tsx")).ReadersScreen),
  },
  {
    path: "/readers/segments",
    Screen: lazyPart(async () => (await import("../features/readers/segments/segments-screen.tsx")).SegmentsScreen),
  },
  {
    path: "/readers/segments/:id",
    Screen: lazyPart(async () => (await import("../features/readers/segments/segment-screen.tsx")).SegmentScreen),
  },
  {
    path: "/readers/duplicates",
    Screen: lazyPart(
      async () => (await import("../features/readers/duplicates/duplicates-screen.tsx")).DuplicatesScreen,
    ),
  },
  {
    path: "/outreach/:id/result",
    Screen: lazyPart(async () => (await import("../features/outreach/result/result-screen.tsx")).ResultScreen),
  },
  {
    path: "/readers/care",
    Screen: lazyPart(async () => (await import("../features/readers/care/care-screen.tsx")).CareScreen),
  },
  {
    path: "/readers/:id",
    Screen: lazyPart(async () => (await import("../features/readers/reader-screen.tsx")).ReaderScreen),
  },
  {
    path: "/opinions",
    Screen: lazyPart(async () => (await import("../features/opinions/opinions-screen.tsx")).OpinionsScreen),
  },
  { path: "/mail", Screen: lazyPart(async () => (await import("../features/mail/mail-screen.tsx")).MailScreen) },
  {
    path: "/outreach",
    Screen: lazyPart(async () => (await import("../features/outreach/outreaches-screen.tsx")).OutreachesScreen),
  },
  {
    path: "/outreach/:id",
    Screen: lazyPart(async () => (await import("../features/outreach/outreach-screen.tsx")).OutreachScreen),
  },
  {
    path: "/outreach/:id/calls",
    Screen: lazyPart(async () => (await import("../features/outreach/calls/calls-screen.tsx")).CallsScreen),
  },
  { path: "/tasks", Screen: lazyPart(async () => (await import("../features/tasks/tasks-screen.tsx")).TasksScreen) },
  {
    path: "/day-log",
    Screen: lazyPart(async () => (await import("../features/day-log/day-log-screen.tsx")).DayLogScreen),
  },
  {
    path: "/handover",
    Screen: lazyPart(async () => (await import("../features/handover/handover-screen.tsx")).HandoverScreen),
  },
  {
    path: "/import",
    Screen: lazyPart(async () => (await import("../features/import/import-screen.tsx")).ImportScreen),
  },
  {
    path: "/refresh",
    Screen: lazyPart(async () => (await import("../features/import/refresh/refresh-screen.tsx")).RefreshScreen),
  },
  {
    path: "/export",
    Screen: lazyPart(async () => (await import("../features/export/export-screen.tsx")).ExportScreen),
  },
  {
    path: "/statistics",
    Screen: lazyPart(async () => (await import("../features/statistics/statistics-screen.tsx")).StatisticsScreen),
  },
  {
    path: "/statistics/reports",
    Screen: lazyPart(async () => (await import("../features/reports/reports-screen.tsx")).ReportsScreen),
  },
  { path: "/sync", Screen: lazyPart(async () => (await import("../features/sync/sync-screen.tsx")).SyncScreen) },
  {
    path: "/backups",
    Screen: lazyPart(async () => (await import("../features/backups/backups-screen.tsx")).BackupsScreen),
  },
  { path: "/guide", Screen: lazyPart(async () => (await import("../features/guide/guide-screen.tsx")).GuideScreen) },
  {
    path: "/settings",
    Screen: lazyPart(async () => (await import("../features/settings/settings-screen.tsx")).SettingsScreen),
  },
];

const CallerLine = lazyPart(async () => (await import("../features/desk/card/caller-line.tsx")).CallerLine);
const ReaderInLists = lazyPart(
  async () => (await import("../features/outreach/calls/reader-in-lists.tsx")).ReaderInLists,
);

function BesideReader({ reader }: { readonly reader: string }) {
  return (
    <>
      <CallerLine reader={reader} />
      <ReaderInLists reader={reader} />
    </>
  );
}

/** Around the frame: what features keep for the whole window. */
export function FeatureProviders({ children }: { children: ReactNode }) {
  const { locked, turn, lock } = useDeskSession();
  return (
    <DeskProvider paused={locked}>
      <ImportProvider>
        <RefreshProvider byItself>
          <SyncProvider runner={useWorkerSync()}>
            <BackupProvider runner={useWorkerBackups()}>
              {/* another colleague begins with a frame of her own: no screen, dialog or half-written form of the one before */}
              <CounterBridge key={turn}>
                <HistoryHost>
                  <TaskSheetHost>
                    <RecordSheetHost>
                      <HandoverHost paused={locked} onEnd={lock}>
                        <BesideReaderProvider value={BesideReader}>{children}</BesideReaderProvider>
                      </HandoverHost>
                      <ClockHost />
                      <OwnBranchHost paused={locked} />
                    </RecordSheetHost>
                  </TaskSheetHost>
                </HistoryHost>
              </CounterBridge>
            </BackupProvider>
          </SyncProvider>
        </RefreshProvider>
      </ImportProvider>
    </DeskProvider>
  );
}

function useWorkerSync(): SyncRunner {
  const { worker } = useServices();
  return useMemo(
    () => ({
      sync: (onProgress) => worker.sync.sync(workerCallback(onProgress)),
      cancel: () => void worker.sync.cancel(),
    }),
    [worker],
  );
}

function useWorkerBackups(): BackupRunner {
  const { worker } = useServices();
  return useMemo(() => {
    const { backups } = worker;
    return {
      make: (byHand, onProgress) => backups.make(byHand, workerCallback(onProgress)),
      isDue: () => backups.isDue(),
      hasChanged: () => backups.hasChanged(),
      check: (ref, onProgress) => backups.check(ref, workerCallback(onProgress)),
      preview: (ref, onProgress) => backups.preview(ref, workerCallback(onProgress)),
      restore: (ref, acts, staff, onProgress) => backups.restore(ref, acts, staff, workerCallback(onProgress)),
      undoRestore: (batchId, staff, onProgress) => backups.undoRestore(batchId, staff, workerCallback(onProgress)),
      cancel: () => void backups.cancel(),
    };
  }, [worker]);
}

/** A screen that has no place of its own in the rail. */
interface Way extends Pick<DeskCommand, "id" | "label"> {
  readonly section: "file" | "view";
  readonly path: string;
}

const WAYS: readonly Way[] = [
  { id: "file.import", label: "commands.import", section: "file", path: "/import" },
  { id: "file.refresh", label: "commands.refresh", section: "file", path: "/refresh" },
  { id: "file.export", label: "commands.export", section: "file", path: "/export" },
  { id: "view.mail", label: "commands.mail", section: "view", path: "/mail" },
  { id: "view.tasks", label: "commands.tasks", section: "view", path: "/tasks" },
  { id: "view.day-log", label: "commands.day-log", section: "view", path: "/day-log" },
  { id: "view.handover", label: "commands.handover-book", section: "view", path: "/handover" },
  { id: "view.segments", label: "commands.segments", section: "view", path: "/readers/segments" },
  { id: "view.care", label: "commands.care", section: "view", path: "/readers/care" },
  { id: "view.potential", label: "commands.potential", section: "view", path: "/readers/care?view=potential" },
  { id: "view.duplicates", label: "commands.duplicates", section: "view", path: "/readers/duplicates" },
  { id: "view.reports", label: "commands.reports", section: "view", path: "/statistics/reports" },
  { id: "view.month-close", label: "commands.month-close", section: "view", path: "/statistics/reports?page=close" },
];

/** In the order in which keys are looked up. */
export function useFeatureCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  const { lock } = useDeskSession();
  const handOver = useHandover();
  const { clock, db, start } = useServices();
  const format = useFormat();
  const desk = useDeskCommands();
  const sync = useSyncCommands();
  const backups = useBackupCommands();
  return useMemo(() => {
    const waysIn = (asked: Way["section"]): readonly DeskCommand[] =>
      WAYS.filter(({ section }) => section === asked).map(({ path, ...command }) => ({
        ...command,
        run: () => navigate(path),
      }));
    const locking: DeskCommand = {
      id: "staff.lock",
      label: "commands.lock",
      section: "file",
      keys: ["Ctrl+L"],
      inFields: true,
      run: lock,
    };
    const handing: DeskCommand = {
      id: "staff.handover",
      label: "commands.handover",
      section: "file",
      keys: ["Ctrl+Shift+L"],
      inFields: true,
      run: handOver,
    };
    const practising: DeskCommand = {
      id: "help.practice",
      label: "commands.practice",
      section: "help",
      run: () => goOnPractising(db, 0),
    };
    const monthToExcel: DeskCommand = {
      id: "report.month-to-excel",
      label: "commands.month-to-excel",
      section: "file",
      run: () => navigate(`/statistics/reports?month=${format.day(clock.now()).slice(0, 7)}&save=xlsx`),
    };
    return [
      ...desk,
      locking,
      handing,
      ...waysIn("file"),
      ...sync,
      ...backups,
      ...waysIn("view"),
      monthToExcel,
      ...(start.demo ? [practising] : []),
    ];
  }, [clock, db, format, start.demo, desk, lock, handOver, sync, backups, navigate]);
}

export function useRailBadges(): RailBadges {
  const conflicts = useConflictCount();
  const alarms = useUrgentCount();
  const { db, clock } = useServices();
  const today = useFormat().day(clock.now());
  const late = useLiveQuery(async () => await countLateOpinions(db, today), [db, today], 0);
  return {
    opinions: { count: late, label: "frame.late" },
    sync:
      alarms > 0 ? { count: alarms, label: "sync.alarms" } : { count: conflicts, label: "sync.to-decide", quiet: true },
  };
}

/** The scan box and the chip "whose entry is it", in the top bar of every screen. */
export function ScanPlace(): ReactNode {
  return (
    <>
      <ScanBox />
      <WhoseChip />
      <ChannelKey />
    </>
  );
}

/** The note of a log that was made where another screen than the desk is open; null while none is written. */
export function useNotePlace(): ReactNode {
  const panel = useDeskState((state) => state.panel);
  if (panel.tag !== "note") return null;
  return (
    <Suspense fallback={null}>
      <LazyNoteLine key={panel.log.id} log={panel.log} />
    </Suspense>
  );
}

const PracticeBar = lazyPart(async () => (await import("../features/practice/practice-bar.tsx")).PracticeBar);

/** Above everything in the trial: that it is one, or the practice. */
export function TrialHead(): ReactNode {
  const practice = usePractice();
  const served = useDeskState(({ reader }) => reader);
  const [path] = useLocation();
  if (practice === null) return <TrialBanner />;
  return (
    <Suspense fallback={<TrialBanner />}>
      <WholeLanguage>
        <PracticeBar practice={practice} served={served} path={path} />
      </WholeLanguage>
    </Suspense>
  );
}

/** Lists that wait for a person, state and age of the last exchange and of the last backup, first in the status bar. */
export function ExchangeAge(): ReactNode {
  return (
    <>
      <RefreshStatus />
      <SyncStatus />
      <BackupStatus />
    </>
  );
}

const DraftsButton = lazyPart(async () => (await import("../features/desk/session/drafts-button.tsx")).DraftsButton);

/** How many drafts there are, in the status bar; the way to each of them. */
export function DraftsKept(): ReactNode {
  const hasDrafts = useDeskState(({ drafts }) => drafts.length > 0);
  const hasReplies = useDraftedOpinions().length > 0;
  return (
    (hasDrafts || hasReplies) && (
      <Suspense fallback={null}>
        <WholeLanguage>
          <DraftsButton />
        </WholeLanguage>
      </Suspense>
    )
  );
}

/** What must be gone from the screen when the desk is locked. */
export function useForgetAtLock(): () => void {
  return useDeskActions().forget;
}
