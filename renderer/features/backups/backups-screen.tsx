/**
 * Backups: make one, see every one that stands here, in the second place, or in a folder somebody points to; restore
 * from one.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { Archive, FolderOpen, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import { BACKUP_OLD_MS } from "#shared/replication/backup/backup-due.ts";
import { readBackupLog, readRestoreLog } from "../../db/exchange/backup-log.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import type { BackupLog, RestoreLog } from "../../platform/worker/backup-api.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { lastGood, needsOldCode } from "./backup-places-store.ts";
import { useBackupActions, useBackupState } from "./backup-provider.tsx";
import { backupRunningText } from "./backup-status.tsx";
import { BackupTable } from "./backup-table.tsx";
import { faultMessage } from "./backup-words.ts";
import styles from "./backups.module.css";
import { PlaceDialog } from "./place-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { restoredText } from "./restored-words.ts";

export function BackupsScreen() {
  const t = useT();
  const { db, clock } = useServices();
  const actions = useBackupActions();
  const open = useBackupState((state) => state.open);
  const shown = useBackupState((state) => state.shown);
  const log = useLiveQuery(async () => await readBackupLog(db), [db]);
  const restored = useLiveQuery(async () => await readRestoreLog(db), [db]);
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    void actions.refresh();
    const timer = setInterval(() => setNow(clock.now()), 15_000);
    return () => clearInterval(timer);
  }, [actions, clock]);
  return (
    <main className="work centre" id="main">
      <Head now={now} />
      <div className={styles.body}>
        {log != null && <Troubles log={log} now={now} />}
        {restored != null && <LastRestore log={restored} now={now} />}
        <BackupTable place="here" now={now} />
        <BackupTable place="second" now={now} />
        {shown.tag === "read" && <BackupTable place="shown" now={now} />}
        <p className="row">
          <Button size="small" icon={FolderOpen} onClick={() => actions.open("show")}>
            {t("backups.show")}
          </Button>
          <span className="meta">{t("backups.show-hint")}</span>
        </p>
        <p className="meta">{t("backups.kept")}</p>
      </div>
      {(open === "second" || open === "show") && <PlaceDialog what={open} onClose={() => actions.open(null)} />}
      {open !== null && typeof open === "object" && (
        <RestoreDialog key={open.ref.id} chosen={open} onClose={() => actions.open(null)} />
      )}
    </main>
  );
}

function Head({ now }: { now: number }) {
  const t = useT();
  const format = useFormat();
  const actions = useBackupActions();
  const here = useBackupState((state) => state.here);
  const running = useBackupState((state) => state.running);
  const at = lastGood({ here })?.at ?? null;
  // of those that need the old code the table tells
  const isOld = here.tag === "read" && !needsOldCode({ here }) && (at === null || now - at > BACKUP_OLD_MS);
  return (
    <>
      <header className="page-head">
        <h1>{t("backup.open")}</h1>
        <span className="push row">
          {running === null ? (
            <Button kind="primary" icon={Archive} autoFocus onClick={() => void actions.make(true)}>
              {t("backup.now")}
            </Button>
          ) : (
            <Button icon={X} disabled={running.cancelling} onClick={actions.cancel}>
              {t("backup.cancel")}
            </Button>
          )}
        </span>
      </header>
      <div className={styles.state}>
        {/* said once; how far it is, is to be seen, and the end is told by the toast */}
        <p className="vh" role="status">
          {running !== null && t(`backup.what-${running.what}`)}
        </p>
        {running !== null && (
          <>
            <p>{backupRunningText(running, t)}</p>
            <ProgressBar
              label={t(`backup.what-${running.what}`)}
              done={running.now?.done ?? 0}
              total={running.now?.total ?? 0}
              thin
            />
          </>
        )}
        {running === null && isOld && (
          <p className="alert alert-warn">
            <Icon icon={TriangleAlert} />
            <b>{at === null ? t("backups.none") : t("backups.old", { when: format.moment(at, now) })}</b>
          </p>
        )}
        {running === null && !isOld && at !== null && (
          <p className="soft">{t("backups.last", { when: format.moment(at, now) })}</p>
        )}
      </div>
    </>
  );
}

/** How the last attempt ended, where it did not end well. */
function Troubles({ log, now }: { log: BackupLog; now: number }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { make } = useBackupActions();
  const when = format.moment(log.at, now);
  // the stick stands in again: what kept it away then is over
  const isBack = useBackupState(({ second }) => second.tag === "read") && log.second?.tag === "no-folder";
  return (
    <>
      {log.here !== null && (
        <div className="alert alert-danger" role="group" aria-label={t("backups.failed-here", { when })}>
          <Icon icon={TriangleAlert} />
          <p className="grow">
            <b>{t("backups.failed-here", { when })}</b> {say(faultMessage(log.here))}
          </p>
        </div>
      )}
      {log.second !== null && log.second.tag !== "no-place" && (
        <div className="alert alert-warn" role="group" aria-label={t("backups.failed-second", { when })}>
          <Icon icon={TriangleAlert} />
          <p className="grow">
            <b>{t("backups.failed-second", { when })}</b>{" "}
            {isBack ? t("backups.second-back") : say(faultMessage(log.second))}
          </p>
          {isBack && (
            <Button size="small" onClick={() => void make(true)}>
              {t("backup.now")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function LastRestore({ log, now }: { log: RestoreLog; now: number }) {
  const t = useT();
  const format = useFormat();
  const actions = useBackupActions();
  const values = { when: format.moment(log.at, now), from: format.moment(log.from, now), what: restoredText(log, t) };
  return (
    <div className="alert alert-info" role="group" aria-label={t("backups.restored")}>
      <Icon icon={Archive} />
      <p className="grow">
        {log.undoneAt !== null
          ? t("backups.restored-undone", values)
          : log.stopped
            ? t("backups.restored-part", values)
            : t("backups.restored-whole", values)}
      </p>
      {log.undoneAt === null && (
        <Button size="small" onClick={() => void actions.undoRestore(log.batchId)}>
          {t("backup.undo-restore")}
        </Button>
      )}
    </div>
  );
}
