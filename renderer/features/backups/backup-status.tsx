/** Backups in the status bar: how old the last good one is, and what is wrong with them; leads to their screen. */
import { useLiveQuery } from "dexie-react-hooks";
import { Archive, CircleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { BACKUP_OLD_MS } from "#shared/replication/backup/backup-due.ts";
import { readBackupLog } from "../../db/exchange/backup-log.ts";
import { useServices } from "../../desk-services/services.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { type BackupRunning, type BackupsShown, lastGood, needsOldCode } from "./backup-places-store.ts";
import { useBackupActions, useBackupState } from "./backup-provider.tsx";

const MINUTE_MS = 60_000;

export function BackupStatus() {
  const t = useT();
  const format = useFormat();
  const { db, clock } = useServices();
  const [, navigate] = useLocation();
  const here = useBackupState((state) => state.here);
  const second = useBackupState((state) => state.second);
  const running = useBackupState((state) => state.running);
  const log = useLiveQuery(async () => await readBackupLog(db), [db]);
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), MINUTE_MS / 4);
    return () => clearInterval(timer);
  }, [clock]);
  const { refresh } = useBackupActions();
  const triedAt = log?.at;
  // an import makes its own backup first: what is said here must not lag behind
  useEffect(() => {
    if (triedAt !== undefined) void refresh();
  }, [triedAt, refresh]);
  // of a host that does not answer the window tells by itself
  if (
    here.tag === "unread" ||
    (here.tag === "fault" && (here.fault.tag === "bad-request" || here.fault.tag === "host-away"))
  )
    return null;
  const at = lastGood({ here })?.at ?? null;
  const age = ageText({ here }, now, t, format);
  const isAway = second.tag === "fault" && second.fault.tag !== "no-place" && second.fault.tag !== "host-away";
  const hasFailed = log != null && log.here !== null;
  const isLate = at === null || now - at > BACKUP_OLD_MS || isAway || hasFailed;
  const text = hasFailed ? t("backup.bar-failed", { age }) : isAway ? t("backup.bar-second-away", { age }) : age;
  return (
    <button type="button" onClick={() => navigate("/backups")}>
      <Icon icon={isLate && running === null ? CircleAlert : Archive} />
      {running === null ? text : backupRunningText(running, t)}
    </button>
  );
}

function ageText({ here }: Pick<BackupsShown, "here">, now: number, t: Translate, format: Format): string {
  if (here.tag === "fault") return t("backup.bar-unread");
  const at = lastGood({ here })?.at ?? null;
  if (at === null) return t(needsOldCode({ here }) ? "backup.bar-old-code" : "backup.bar-none");
  return now - at < MINUTE_MS ? t("backup.bar-now") : t("backup.bar-age", { age: format.age(at, now) });
}

/** "Backing up: verify · 1,200 / 5,000" */
export function backupRunningText({ what, now, cancelling }: BackupRunning, t: Translate): string {
  if (cancelling) return t("backup.cancelling");
  const step = t(now === null ? `backup.what-${what}` : `backup.step-${now.step}`);
  if (now?.waiting === true) return t("acts.waiting", { done: now.done, total: now.total });
  return now === null || now.total === 0 ? step : t("backup.progress", { step, done: now.done, total: now.total });
}
