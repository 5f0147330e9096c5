/**
 * Where the features meet the frame, and the only file that knows them all. To add one: its screens into
 * `SCREENS`, its command list into `useFeatureCommands`, and, where it has them, its badge, its part of the
 * top or status bar, and what it forgets at lock.
 */
import { type ReactNode, useMemo } from "react";
import { useServices } from "../desk-services/services.ts";
import { useBackupCommands } from "../features/backups/backup-command-list.ts";
import { BackupProvider } from "../features/backups/backup-provider.tsx";
import type { BackupRunner } from "../features/backups/backup-runner.ts";
import { BackupStatus } from "../features/backups/backup-status.tsx";
import { ClockHost } from "../features/clock/clock-host.tsx";
import { useDeskCommands } from "../features/desk/desk-command-list.ts";
import { useDeskActions } from "../features/desk/desk-context.ts";
import { DeskProvider } from "../features/desk/desk-provider.tsx";
import { DeskScreen } from "../features/desk/desk-screen.tsx";
import { ChannelKey } from "../features/desk/scan/channel-key.tsx";
import { ScanBox } from "../features/desk/scan/scan-box.tsx";
import { WhoseChip } from "../features/desk/scan/whose-chip.tsx";
import { useExportCommands } from "../features/export/export-command-list.ts";
import { HistoryHost } from "../features/history/history-host.tsx";
import { useImportCommands } from "../features/import/import-command-list.ts";
import { ImportProvider } from "../features/import/import-provider.tsx";
import { useLateOpinions } from "../features/opinions/late-opinions.ts";
import { useReportsCommands } from "../features/reports/reports-command-list.ts";
import { useSegmentsCommands } from "../features/segments/segments-command-list.ts";
import { useDeskSession } from "../features/staff/desk-session.ts";
import { useStaffCommands } from "../features/staff/staff-command-list.ts";
import { useConflictCount } from "../features/sync/conflicts/conflict-queries.ts";
import { SyncStatus, useUrgentCount } from "../features/sync/run/sync-status.tsx";
import { useSyncCommands } from "../features/sync/sync-command-list.ts";
import { SyncProvider } from "../features/sync/sync-provider.tsx";
import type { SyncRunner } from "../features/sync/sync-runner.ts";
import { useTaskCommands } from "../features/tasks/task-command-list.ts";
import { TaskSheetHost } from "../features/tasks/task-sheet-host.tsx";
import type { DeskCommand } from "../platform/command.ts";
import { workerCallback } from "../platform/worker/worker-callback.ts";
import { late } from "../ui/hooks/late.tsx";
import { CounterBridge } from "./counter-bridge.tsx";
import type { ScreenRoute } from "./feature.ts";
import type { RailBadges } from "./rail.tsx";

export const SCREENS: readonly ScreenRoute[] = [
  { path: "/", ownDock: true, Screen: DeskScreen },
  {
    path: "/readers",
    Screen: late(async () => (await import("../features/readers/readers-screen.tsx")).ReadersScreen),
  },
  {
    path: "/readers/segments",
    Screen: late(async () => (await import("../features/segments/segments-screen.tsx")).SegmentsScreen),
  },
  {
    path: "/readers/segments/:id",
    Screen: late(async () => (await import("../features/segments/segment-screen.tsx")).SegmentScreen),
  },
  {
    path: "/readers/:id",
    Screen: late(async () => (await import("../features/readers/reader-screen.tsx")).ReaderScreen),
  },
  {
    path: "/opinions",
    Screen: late(async () => (await import("../features/opinions/opinions-screen.tsx")).OpinionsScreen),
  },
  { path: "/tasks", Screen: late(async () => (await import("../features/tasks/tasks-screen.tsx")).TasksScreen) },
  { path: "/import", Screen: late(async () => (await import("../features/import/import-screen.tsx")).ImportScreen) },
  { path: "/export", Screen: late(async () => (await import("../features/export/export-screen.tsx")).ExportScreen) },
  {
    path: "/statistics",
    Screen: late(async () => (await import("../features/statistics/statistics-screen.tsx")).StatisticsScreen),
  },
  {
    path: "/statistics/reports",
    Screen: late(async () => (await import("../features/reports/reports-screen.tsx")).ReportsScreen),
  },
  { path: "/sync", Screen: late(async () => (await import("../features/sync/sync-screen.tsx")).SyncScreen) },
  {
    path: "/backups",
    Screen: late(async () => (await import("../features/backups/backups-screen.tsx")).BackupsScreen),
  },
  {
    path: "/settings",
    Screen: late(async () => (await import("../features/settings/settings-screen.tsx")).SettingsScreen),
  },
];

/** Around the frame: what features keep for the whole window. */
export function FeatureProviders({ children }: { children: ReactNode }) {
  const { locked, turn } = useDeskSession();
  return (
    <DeskProvider paused={locked}>
      <ImportProvider>
        <SyncProvider runner={useWorkerSync()}>
          <BackupProvider runner={useWorkerBackups()}>
            {/* another colleague begins with a frame of her own: no screen, dialog or half-written form of the one before */}
            <TaskSheetHost key={turn}>
              <HistoryHost>
                <CounterBridge>{children}</CounterBridge>
                <ClockHost />
              </HistoryHost>
            </TaskSheetHost>
          </BackupProvider>
        </SyncProvider>
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

/** In the order in which keys are looked up. */
export function useFeatureCommands(): readonly DeskCommand[] {
  const desk = useDeskCommands();
  const staff = useStaffCommands();
  const tasks = useTaskCommands();
  const segments = useSegmentsCommands();
  const reports = useReportsCommands();
  const imports = useImportCommands();
  const exports = useExportCommands();
  const sync = useSyncCommands();
  const backups = useBackupCommands();
  return useMemo(
    () => [...desk, ...staff, ...imports, ...exports, ...sync, ...backups, ...tasks, ...segments, ...reports],
    [desk, staff, imports, exports, sync, backups, tasks, segments, reports],
  );
}

export function useRailBadges(): RailBadges {
  const conflicts = useConflictCount();
  const alarms = useUrgentCount();
  const late = useLateOpinions();
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

/** State and age of the last exchange and of the last backup, first in the status bar. */
export function ExchangeAge(): ReactNode {
  return (
    <>
      <SyncStatus />
      <BackupStatus />
    </>
  );
}

/** What must be gone from the screen when the desk is locked. */
export function useForgetAtLock(): () => void {
  return useDeskActions().forget;
}
