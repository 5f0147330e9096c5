/**
 * The exchange in the status bar: how far it is, else how old the last one is and what waits; leads to the sync centre.
 */
import { CircleAlert, RefreshCw } from "lucide-react";
import { useLocation } from "wouter";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { useSyncState } from "../sync-provider.tsx";
import { useNow } from "../use-now.ts";
import { toLookAt } from "./alarms.ts";
import { daysLate, type SyncStanding, useSyncStanding } from "./sync-standing.ts";
import { type Running, timeLeft } from "./sync-store.ts";

const MINUTE_MS = 60_000;

export function SyncStatus() {
  const t = useT();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { sharePath } = useDeviceSettings();
  const running = useSyncState((state) => state.running);
  const standing = useSyncStanding();
  const urgent = useUrgentCount();
  const now = useNow(running === null ? MINUTE_MS / 4 : 1000);
  if (standing === undefined) return null;
  const doneAt = standing.done?.report.endedAt ?? null;
  const late =
    running === null &&
    (urgent > 0 || daysLate(doneAt, now) !== null || standing.log[0]?.report.outcome.tag === "stopped");
  const age =
    doneAt === null
      ? null
      : now - doneAt < MINUTE_MS
        ? t("sync.bar-now")
        : t("sync.bar-age", { age: format.age(doneAt, now) });
  return (
    <button type="button" onClick={() => navigate("/sync")}>
      <Icon icon={late ? CircleAlert : RefreshCw} />
      {running === null
        ? restText(standing, urgent, age, sharePath !== undefined, t)
        : syncRunningText(running, now, t)}
    </button>
  );
}

/** What waits to be looked at, also for the badge in the rail. */
export function useUrgentCount(): number {
  const standing = useSyncStanding();
  return useSyncState(({ alarms }) => toLookAt(alarms, standing?.log[0]?.report));
}

function restText(
  { log, pending }: SyncStanding,
  urgent: number,
  age: string | null,
  hasFolder: boolean,
  t: Translate,
): string {
  if (urgent > 0) return t("sync.bar-alarms", { count: urgent });
  const last = log[0]?.report.outcome;
  const state = !hasFolder
    ? t("sync.bar-no-folder")
    : last?.tag === "stopped" && last.stop.tag !== "cancelled"
      ? t("sync.bar-stopped")
      : (age ?? t("sync.bar-never"));
  return pending === 0 ? state : t("sync.bar-pending", { state, count: pending });
}

/** "Syncing: read · Children's 2 · 37 / 120", with the time that is left once it takes long. */
export function syncRunningText(running: Running, at: number, t: Translate): string {
  if (running.cancelling) return t("sync.cancelling");
  const { now } = running;
  if (now === null) return t("sync.bar-starting");
  const step = t(`sync.step-${now.step}`);
  const parts = [
    now.device === null ? step : t("sync.bar-device", { step, name: now.device }),
    now.total > 0 ? t("sync.of", { done: now.done, total: now.total }) : null,
  ];
  const left = timeLeft(running, at);
  const text = t("sync.bar-running", { what: parts.filter((part) => part !== null).join(" · ") });
  return left === null ? text : `${text} · ${leftText(left, t)}`;
}

const leftText = (ms: number, t: Translate): string =>
  ms < MINUTE_MS
    ? t("sync.left-seconds", { count: Math.max(1, Math.ceil(ms / 5000) * 5) })
    : t("sync.left-minutes", { count: Math.round(ms / MINUTE_MS) });
