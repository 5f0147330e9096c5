/**
 * The sync centre: the last exchange, the computers and the shared folder on the left; what is to be decided on the
 * right.
 */
import { RefreshCw, TriangleAlert, X } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { type NameOf, numberMark } from "../../words/computer-names.ts";
import { ConflictInbox } from "./conflicts/conflict-inbox.tsx";
import { ErasedSection } from "./erased/erased-section.tsx";
import { AlarmSection } from "./run/alarm-section.tsx";
import { DeviceTable } from "./run/device-table.tsx";
import { syncHeadline } from "./run/headline.ts";
import { Notices } from "./run/notices.tsx";
import { ReportSteps, RunningSteps } from "./run/steps.tsx";
import { daysLate, type SyncStanding, useSyncStanding } from "./run/sync-standing.ts";
import { syncRunningText } from "./run/sync-status.tsx";
import type { Running } from "./run/sync-store.ts";
import { FolderSection } from "./share/folder-section.tsx";
import { SheetsSection } from "./sheets/sheets-section.tsx";
import { SyncDialogs } from "./sync-dialogs.tsx";
import { useSyncActions, useSyncState } from "./sync-provider.tsx";
import { useNow } from "./use-now.ts";

export function SyncScreen() {
  const t = useT();
  const { deskName, sharePath } = useDeviceSettings();
  const running = useSyncState((state) => state.running);
  const now = useNow(running === null ? 15_000 : 1000);
  const standing = useSyncStanding();
  const aside = useRef<HTMLElement>(null);
  useFirstFocus(aside, standing !== undefined);
  if (standing === undefined) return <main className="work" id="main" aria-busy="true" />;
  const ownName = deskName ?? t("centre.this-computer");
  const nameOf: NameOf = (stream, told) =>
    standing.nameIn(stream, told) ?? t("centre.unnamed", { id: numberMark(stream) });
  return (
    <div className="work sync">
      <aside ref={aside} className="sync-left scroll" aria-label={t("centre.aside")} data-pane="">
        <Head standing={standing} running={running} now={now} hasFolder={sharePath !== undefined} />
        <AlarmSection standing={standing} now={now} nameOf={nameOf} />
        <LastRun standing={standing} running={running} now={now} nameOf={nameOf} />
        <DeviceTable standing={standing} now={now} ownName={ownName} nameOf={nameOf} />
        <FolderSection />
        <ErasedSection devices={standing.devices} now={now} nameOf={nameOf} />
        <SheetsSection />
      </aside>
      <ConflictInbox nameOf={nameOf} />
      <SyncDialogs log={standing.log} lines={standing.lines} now={now} nameOf={nameOf} />
    </div>
  );
}

/**
 * Whoever comes from a button that is gone goes on at what there is to press; conflicts take the focus for themselves.
 */
function useFirstFocus(aside: RefObject<HTMLElement | null>, isRead: boolean): void {
  useEffect(() => {
    const { activeElement } = document;
    if (!isRead || (activeElement !== document.body && activeElement?.id !== "main")) return;
    const first =
      aside.current?.querySelector<HTMLElement>(".sync-notice button") ??
      aside.current?.querySelector<HTMLElement>(".btn-primary");
    first?.focus();
  }, [aside, isRead]);
}

interface HeadProps {
  readonly standing: SyncStanding;
  readonly running: Running | null;
  readonly now: number;
  /** Without one, choosing it comes first. */
  readonly hasFolder: boolean;
}

function Head({ standing, running, now, hasFolder }: HeadProps) {
  const alarms = useSyncState((state) => state.alarms);
  const say = useSay();
  const t = useT();
  const format = useFormat();
  const { start, cancel } = useSyncActions();
  const days = daysLate(standing.done?.report.endedAt ?? null, now);
  return (
    <section aria-labelledby="sync-h">
      <div className="row">
        <h1 className="grow" id="sync-h">
          {t("centre.title")}
        </h1>
        {running === null ? (
          <Button kind={hasFolder ? "primary" : "plain"} icon={RefreshCw} keys="F9" onClick={() => void start()}>
            {t("sync.now")}
          </Button>
        ) : (
          <Button icon={X} disabled={running.cancelling} onClick={cancel}>
            {t("sync.cancel")}
          </Button>
        )}
      </div>
      {running !== null && (
        <>
          <ProgressBar
            label={t("sync.bar-starting")}
            done={running.now?.done ?? 0}
            total={running.now?.total ?? 0}
            thin
          />
          <p className="soft">{syncRunningText(running, now, t)}</p>
        </>
      )}
      {running === null && days !== null && (
        <p className="alert alert-warn">
          <Icon icon={TriangleAlert} />
          <b>{t("centre.days-late", { count: days })}</b>
        </p>
      )}
      {running === null && (
        <p className="soft">{say(syncHeadline(standing, alarms, (at) => format.moment(at, now)))}</p>
      )}
    </section>
  );
}

function LastRun({
  standing: { log },
  running,
  now,
  nameOf,
}: {
  standing: SyncStanding;
  running: Running | null;
  now: number;
  nameOf: NameOf;
}) {
  const t = useT();
  const format = useFormat();
  const { open } = useSyncActions();
  const last = log[0];
  if (running !== null) {
    return (
      <section aria-labelledby="run-h">
        <div className="section-head">
          <h2 id="run-h">{t("centre.this-run")}</h2>
        </div>
        <RunningSteps running={running} />
      </section>
    );
  }
  if (last === undefined) return null;
  return (
    <section aria-labelledby="run-h">
      <div className="section-head">
        <h2 id="run-h">{t("centre.last-run")}</h2>
        <span className="meta push clip">
          {[format.moment(last.report.endedAt, now), folderName(last.folder)].filter((part) => part !== "").join(" · ")}
        </span>
        <Button size="small" kind="quiet" onClick={() => open("log")}>
          {t("centre.log-open")}
        </Button>
      </div>
      <Notices last={last} nameOf={nameOf} />
      <ReportSteps report={last.report} />
    </section>
  );
}

/** The last part of a path, on any system. */
const folderName = (path: string | null): string => path?.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
