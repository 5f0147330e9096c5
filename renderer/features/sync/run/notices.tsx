/** What the last sync has to tell: why it ended early, what it noticed. One sentence and one button each. */
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useServices } from "../../../db/services.ts";
import { setAside } from "../../../db/unread-heads.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useToasts } from "../../../ui/toast.tsx";
import { useSyncActions } from "../sync-provider.tsx";
import type { LoggedSync } from "./sync-log.ts";
import { actionLabel, isPassing, MARKER_LOST, type Notice, stopNotice, warningNotice } from "./sync-words.ts";

const ICONS: Readonly<Record<Notice["tone"], LucideIcon>> = { danger: CircleAlert, warn: TriangleAlert, info: Info };

export function Notices({ last, nameOf }: { last: LoggedSync; nameOf: (stream: string) => string }) {
  const format = useFormat();
  const { report } = last;
  const stop = report.outcome.tag === "stopped" ? report.outcome.stop : null;
  const isMarkerLost = useMarkerLost(stop?.tag === "wrong-folder", report.endedAt);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const stopped: readonly Notice[] = stop === null ? [] : [isMarkerLost ? MARKER_LOST : stopNotice(stop)];
  // the alarm that two computers differ stands by itself, until a person has taken the particulars
  const noticed = report.warnings
    .filter(isPassing)
    .filter(({ tag }) => tag !== "digest-differs")
    .map((warning) => warningNotice(warning, nameOf, format));
  return (
    <div className="alerts">
      {[...stopped, ...noticed].map((notice, index) => {
        const key = `${report.endedAt}-${index}`;
        return dismissed.has(key) ? null : <NoticeLine key={key} notice={notice} last={last} onDismiss={() => setDismissed(new Set([...dismissed, key]))} />;
      })}
    </div>
  );
}

function NoticeLine({ notice, last, onDismiss }: { notice: Notice; last: LoggedSync; onDismiss: () => void }) {
  const t = useT();
  const say = useSay();
  const act = useNoticeAct(notice, last, onDismiss);
  return (
    <div className={`alert alert-${notice.tone} sync-notice`} role="group" aria-label={say(notice.said)}>
      <Icon icon={ICONS[notice.tone]} />
      <p className="grow">{say(notice.said)}</p>
      <Button size="small" keys={notice.action === "again" ? "F9" : undefined} onClick={act}>
        {t(actionLabel(notice.action))}
      </Button>
    </div>
  );
}

function useNoticeAct({ action, lost, head }: Notice, last: LoggedSync, onDismiss: () => void): () => void {
  const t = useT();
  const { show } = useToasts();
  const actions = useSyncActions();
  const { db } = useServices();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(last, null, 2));
      show({ text: t("centre.copied") });
    } catch {
      show({ text: t("centre.not-copied"), tone: "failed" });
    }
  };
  return () => {
    switch (action) {
      case "again":
        return void actions.start();
      case "choose-folder":
        return actions.open("folder");
      case "prepare":
      case "rebuild":
        return actions.open(action);
      case "copy":
      case "save":
        return void copy();
      case "declare-lost":
        return actions.open(lost ?? null);
      case "set-aside":
        onDismiss();
        return void setAside(db, head ?? "");
      case "reopen":
        return actions.open("moved");
      case "rejoin":
        return actions.open("rejoin");
      case "dismiss":
        return onDismiss();
    }
  };
}

/** The sync only sees that no marker is there; the host can tell whether the other files are ours. */
function useMarkerLost(wanted: boolean, at: number): boolean {
  const { host } = useServices();
  const [lost, setLost] = useState<number | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    void host("share.probe", {}).then((found) => {
      if (shown && !found.ok && found.error.tag === "marker-lost") setLost(at);
    });
    return () => {
      shown = false;
    };
  }, [host, wanted, at]);
  return wanted && lost === at;
}
