/** The sync centre: one button, its steps, the computers of the library, and what a person has to decide. */
import { useLiveQuery } from "dexie-react-hooks";
import { RefreshCw, X } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { EMPTY_HOUSE, readHouse } from "../../db/house.ts";
import { readSealed } from "../../db/own-stream.ts";
import { useServices } from "../../db/services.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { CodeSheet } from "./code-sheet.tsx";
import { useOpenRecords, useSameCards } from "./conflict-queries.ts";
import { ConflictReview } from "./conflict-review.tsx";
import { DevicesTable } from "./devices-table.tsx";
import { RunSteps } from "./run-steps.tsx";
import { SameCards } from "./same-cards.tsx";
import { ChooseFolder, ShareSection } from "./share-section.tsx";
import { SyncNotices } from "./sync-notices.tsx";
import { useSyncState, useSyncStore } from "./sync-store.ts";
import type { SyncAction } from "./sync-words.ts";

export function SyncScreen() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { db, clock, start } = useServices();
  const { deskName, sharePath } = useDeviceSettings();
  const sync = useSyncStore();
  const { running, cancelling, report, broken } = useSyncState((state) => state);
  const [sheet, setSheet] = useState<"code" | "folder" | null>(null);
  const records = useOpenRecords();
  const cards = useSameCards();
  const house = useLiveQuery(() => readHouse(db), [db], EMPTY_HOUSE);
  const pending = usePending();
  const words = useMemo(() => ({ t, format, locale, house }), [t, format, locale, house]);
  const own = start.library?.stream;
  const devices = report?.devices;
  const name = useCallback(
    (stream: string): string => {
      const line = devices?.find((device) => device.stream === stream);
      if (line?.own === true || stream === own) return deskName ?? t("sync.this-computer");
      return line?.device ?? t("sync.unnamed", { stream: stream.slice(0, 4) });
    },
    [devices, own, deskName, t],
  );
  /** In the review the own side is always "this computer", as the keys say. */
  const sideName = useCallback(
    (stream: string): string => (stream === own || devices?.some((device) => device.stream === stream && device.own) ? t("sync.this-computer") : name(stream)),
    [name, own, devices, t],
  );

  const onAct = (action: SyncAction): void => {
    if (action === "again") void sync.start();
    else if (action === "choose-folder" || action === "prepare") setSheet("folder");
    else if (action === "code") setSheet("code");
  };
  const now = clock.now();
  return (
    <div className="work sync">
      <aside className="sync-left scroll" aria-label={t("sync.state")}>
        <section aria-labelledby="sync-h">
          <div className="row">
            <h1 className="grow" id="sync-h">
              {t("sync.title")}
            </h1>
            {running ? (
              <Button icon={X} disabled={cancelling} onClick={sync.cancel}>
                {t(cancelling ? "sync.cancelling" : "sync.cancel")}
              </Button>
            ) : (
              <Button kind="primary" icon={RefreshCw} keys="F9" onClick={() => void (sharePath === undefined ? setSheet("folder") : sync.start())}>
                {t("sync.now")}
              </Button>
            )}
          </div>
          <p className="soft">{report === null ? t("sync.never", { count: pending ?? 0 }) : t("sync.last", { when: format.moment(report.endedAt, now), count: pending ?? 0 })}</p>
          {!running && <SyncNotices report={report} broken={broken} name={name} onAct={onAct} />}
        </section>
        {(running || report !== null) && (
          <section aria-labelledby="run-h">
            <div className="section-head">
              <h2 id="run-h">{t(running ? "sync.running" : "sync.last-run")}</h2>
              {report !== null && !running && <span className="meta push">{format.moment(report.endedAt, now)}</span>}
            </div>
            <RunSteps />
          </section>
        )}
        {devices !== undefined && devices.length > 0 && (
          <section aria-labelledby="dev-h">
            <div className="section-head">
              <h2 id="dev-h">
                {t("sync.devices")} <span className="count">{t("sync.computers", { count: devices.length })}</span>
              </h2>
            </div>
            <DevicesTable devices={devices} pending={pending} name={name} />
          </section>
        )}
        <ShareSection onCode={() => setSheet("code")} />
        <SameCards groups={cards} />
      </aside>
      {records === undefined ? <main className="review" id="main" aria-busy="true" /> : <ConflictReview records={records} words={words} deviceName={sideName} />}
      {sheet === "code" && <CodeSheet onClose={() => setSheet(null)} />}
      {sheet === "folder" && <ChooseFolder onClose={() => setSheet(null)} />}
    </div>
  );
}

/** Own entries that no share is known to have. */
function usePending(): number | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const { published } = await readSealed(db);
    return db.log.where("seq").above(published).count();
  }, [db]);
}
