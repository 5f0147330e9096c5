/**
 * Alarms of the exchange: each stays until somebody here has acknowledged it; who did is told for as long as it is met.
 */

import { useState } from "react";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import type { NameOf } from "../../../words/computer-names.ts";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { type Admitted, alarmMessage, differingText } from "./alarm-words.ts";
import { isGood, isOfFile } from "./alarms.ts";
import { type NoticeButton, NoticeLine } from "./notice-line.tsx";
import { isOwnProved, type SyncStanding } from "./sync-standing.ts";
import { useKnownTo } from "./use-known-to.ts";
import { useSaveParticulars } from "./use-save-particulars.ts";

export interface AlarmSectionProps {
  readonly standing: SyncStanding;
  readonly now: number;
  readonly nameOf: NameOf;
}

export function AlarmSection({ standing, now, nameOf }: AlarmSectionProps) {
  const t = useT();
  const { acknowledge, open } = useSyncActions();
  const alarms = useSyncState((state) => state.alarms);
  const lastSync = standing.done?.report.startedAt ?? 0;
  const saveOf = useSaveParticulars(standing.particulars);
  const doingOf = (alarm: Alarm): NoticeButton | null => {
    if (alarm.kind === "new-code") return { label: t("notices.do-code"), onClick: () => open("code") };
    const save = saveOf(alarm);
    return save === null ? null : { label: t("notices.do-save"), onClick: save };
  };
  const own = useServices().start.library?.stream ?? null;
  // until the next exchange what was acknowledged here stays in its place
  const [pressed, setPressed] = useState<{ readonly at: number; readonly alarms: readonly string[] }>({
    at: lastSync,
    alarms: [],
  });
  const stays = pressed.at === lastSync ? pressed.alarms : [];
  const isFirst = (alarm: Alarm): boolean => alarm.acknowledged === undefined || stays.includes(keyOf(alarm));
  const shown = [...alarms.filter(isFirst), ...alarms.filter((alarm) => !isFirst(alarm) && alarm.last >= lastSync)];
  if (shown.length === 0) return null;
  return (
    <div className="alerts">
      {shown.map((alarm) => (
        <AlarmLine
          key={keyOf(alarm)}
          alarm={alarm}
          said={alarmMessage(alarm, nameOf, own, {
            admitted: admittedIn(standing, alarm.stream),
            isBack: standing.log.some(({ report }) => report.endedAt >= alarm.last && isOwnProved(report)),
          })}
          isOver={
            (isOfFile(alarm.kind) && alarm.last < lastSync) ||
            (alarm.kind === "old-code" && admittedIn(standing, alarm.stream) !== "waits")
          }
          now={now}
          doing={doingOf(alarm)}
          onAcknowledge={() => {
            setPressed({ at: lastSync, alarms: [...stays, keyOf(alarm)] });
            void acknowledge(alarm);
          }}
        />
      ))}
    </div>
  );
}

function admittedIn({ lines }: SyncStanding, stream: string): Admitted {
  const line = lines.find((each) => each.stream === stream);
  // whoever types the new code on it lets it in, under another number
  if (line?.replacedBy != null) return "back";
  if (line?.out != null) return "out";
  return line === undefined || line.asks != null ? "waits" : "in";
}

const keyOf = ({ kind, stream, name }: Alarm): string => `${kind} ${stream} ${name}`;

interface AlarmLineProps {
  readonly alarm: Alarm;
  readonly said: ReturnType<typeof alarmMessage>;
  /** The last exchange that went through has not met it. */
  readonly isOver: boolean;
  readonly now: number;
  /** Beside acknowledging it; null where there is nothing to do. */
  readonly doing: NoticeButton | null;
  readonly onAcknowledge: () => void;
}

function AlarmLine({ alarm, said, isOver, now, doing, onAcknowledge }: AlarmLineProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { kind, acknowledged, first, last } = alarm;
  const known = useKnownTo(alarm);
  const when = { first: format.moment(first, now), last: format.moment(last, now) };
  const told = [
    differingText(alarm, t, format),
    first === last ? t("centre.alarm-met", { when: when.last }) : t("centre.alarm-since", when),
    isOver && kind !== "old-code" && t("centre.alarm-over"),
    known,
  ];
  const more = told.filter((part) => typeof part === "string");
  const buttons = doing === null ? [] : [doing];
  if (acknowledged !== undefined) return <NoticeLine tone="info" text={say(said)} more={more} buttons={buttons} />;
  return (
    <NoticeLine
      tone={isOver || isGood(kind) ? "warn" : "danger"}
      text={say(said)}
      more={more}
      buttons={[...buttons, { label: t("notices.do-dismiss"), onClick: onAcknowledge }]}
    />
  );
}
