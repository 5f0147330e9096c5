/** What the last sync has to tell: why it ended early, what it noticed. One sentence and one button each. */
import { useLiveQuery } from "dexie-react-hooks";
import type { SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { parseName } from "#shared/replication/files/names.ts";
import type { LoggedSync } from "../../../db/exchange/sync-log.ts";
import { readUnread, setAside } from "../../../db/exchange/unread-heads.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import type { NameOf } from "../../../words/computer-names.ts";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { NoticeLine } from "./notice-line.tsx";
import {
  actionLabel,
  isPassing,
  keyMissingNotice,
  type PassingWarning,
  type SyncNotice,
  setAsideNotice,
  stopNotice,
  warningNotice,
} from "./sync-words.ts";

export function Notices({ last, nameOf }: { last: LoggedSync; nameOf: NameOf }) {
  const format = useFormat();
  const { report } = last;
  const stop = report.outcome.tag === "stopped" ? report.outcome.stop : null;
  const settled = useSettled(report.endedAt);
  const stopped: readonly SyncNotice[] = stop === null ? [] : [stopNotice(stop)];
  const passing = report.warnings.filter(isPassing).filter((warning) => !isToldOfPlace(warning, report.warnings));
  const sealed = passing.flatMap((warning) =>
    warning.tag === "key-missing" ? [nameOf(warning.stream, warning.device)] : [],
  );
  const noticed = passing.map((warning) =>
    warning.tag === "key-missing"
      ? keyMissingNotice([...new Set(sealed)], format)
      : warningNotice(warning, nameOf, format),
  );
  const aside = report.setAside === undefined ? [] : [setAsideNotice(report.setAside)];
  const lines = new Map(
    [...stopped, ...noticed, ...aside].map((notice) => [noticeKey(report.endedAt, notice), notice]),
  );
  return (
    <div className="alerts">
      {[...lines].map(([key, notice]) => (
        <PassingNotice key={key} notice={notice} last={last} settled={settled(notice)} />
      ))}
    </div>
  );
}

/**
 * What stands in a file's place, or is kept from us there, has its own alarm, with what helps: that the same file is
 * missing would be a second one for it, and to declare it lost would be wrong.
 */
function isToldOfPlace(warning: PassingWarning, warnings: readonly SyncWarning[]): boolean {
  if (warning.tag !== "batch-missing") return false;
  return warnings.some((other) => {
    if (other.tag !== "file-refused" || other.error.tag !== "unreadable" || other.error.what === "too-large")
      return false;
    const file = parseName(other.file);
    return file?.tag === "batch" && file.stream === warning.stream && file.no === warning.no;
  });
}

/** What a person has done about a notice, until the next exchange. */
function useSettled(endedAt: number): (notice: SyncNotice) => MessageId | null {
  const { db } = useServices();
  const dismissed = useSyncState((state) => state.dismissed);
  const unread = useLiveQuery(async () => await readUnread(db), [db]);
  return (notice) => {
    if (notice.head !== undefined && unread?.[notice.head]?.aside === true) return "centre.put-aside";
    return dismissed.has(noticeKey(endedAt, notice)) ? "centre.known" : null;
  };
}

const noticeKey = (endedAt: number, notice: SyncNotice): string => `${endedAt} ${JSON.stringify(notice)}`;

function PassingNotice({ notice, last, settled }: { notice: SyncNotice; last: LoggedSync; settled: MessageId | null }) {
  const t = useT();
  const say = useSay();
  const { tone, said, action } = notice;
  const act = useNoticeAct(notice, last);
  if (settled !== null) return <NoticeLine tone="info" text={say(said)} more={[t(settled)]} />;
  return (
    <NoticeLine
      tone={tone}
      text={say(said)}
      buttons={[{ label: t(actionLabel(action)), keys: action === "again" ? "F9" : undefined, onClick: act }]}
    />
  );
}

function useNoticeAct(notice: SyncNotice, last: LoggedSync): () => void {
  const { action, lost, head } = notice;
  const t = useT();
  const { show } = useToasts();
  const actions = useSyncActions();
  const { db, clock } = useServices();
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
        return void copy();
      case "declare-lost":
        return actions.open(lost ?? null);
      case "set-aside":
        return void setAside(db, head ?? "", clock.now()).catch(() =>
          show({ text: t("sync.not-noted"), tone: "failed" }),
        );
      case "reopen":
        return actions.open("moved");
      case "rejoin":
        return actions.open("rejoin");
      case "dismiss":
        return actions.dismiss(noticeKey(last.report.endedAt, notice));
    }
  };
}
