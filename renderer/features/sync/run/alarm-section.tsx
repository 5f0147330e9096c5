/** Alarms of the exchange: each stays until somebody here has acknowledged it; who did is told for as long as it is met. */

import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { alarmMessage } from "./alarm-words.ts";
import { NoticeLine } from "./notice-line.tsx";
import type { SyncStanding } from "./sync-log.ts";

export interface AlarmSectionProps {
  readonly standing: SyncStanding;
  readonly now: number;
  readonly nameOf: (stream: string) => string;
}

export function AlarmSection({ standing, now, nameOf }: AlarmSectionProps) {
  const { acknowledge } = useSyncActions();
  const alarms = useSyncState((state) => state.alarms);
  const lastSync = standing.done?.report.startedAt ?? 0;
  const own = useServices().start.library?.stream ?? null;
  // until the next exchange what was acknowledged here stays in its place
  const [pressed, setPressed] = useState<{ readonly at: number; readonly alarms: readonly string[] }>({ at: lastSync, alarms: [] });
  const stays = pressed.at === lastSync ? pressed.alarms : [];
  const shown = alarms.filter((alarm) => alarm.acknowledged === undefined || alarm.last >= lastSync || stays.includes(keyOf(alarm)));
  if (shown.length === 0) return null;
  return (
    <div className="alerts">
      {shown.map((alarm) => (
        <AlarmLine
          key={keyOf(alarm)}
          alarm={alarm}
          said={alarmMessage(alarm, nameOf, own)}
          isOver={isOfFile(alarm) && alarm.last < lastSync}
          now={now}
          onAcknowledge={() => {
            setPressed({ at: lastSync, alarms: [...stays, keyOf(alarm)] });
            void acknowledge(alarm);
          }}
        />
      ))}
    </div>
  );
}

/** Of which the next exchange tells whether it is put right; the others happen once. */
const isOfFile = ({ kind }: Alarm): boolean => kind === "refused-file" || kind === "not-verified";

const keyOf = ({ kind, stream, name }: Alarm): string => `${kind} ${stream} ${name}`;

interface AlarmLineProps {
  readonly alarm: Alarm;
  readonly said: ReturnType<typeof alarmMessage>;
  /** The last exchange that went through has not met it. */
  readonly isOver: boolean;
  readonly now: number;
  readonly onAcknowledge: () => void;
}

function AlarmLine({ alarm: { acknowledged, first, last }, said, isOver, now, onAcknowledge }: AlarmLineProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const by = useColleague(acknowledged?.by ?? "");
  const when = { first: format.moment(first, now), last: format.moment(last, now) };
  const told = [
    first === last ? t("centre.alarm-met", { when: when.last }) : t("centre.alarm-since", when),
    isOver && t("centre.alarm-over"),
    acknowledged !== undefined && (by === null ? t("centre.alarm-known", { day: format.day(acknowledged.at) }) : t("centre.alarm-known-by", { name: by, day: format.day(acknowledged.at) })),
  ];
  const more = told.filter((part) => part !== false);
  if (acknowledged !== undefined) return <NoticeLine tone="info" text={say(said)} more={more} button={null} />;
  return <NoticeLine tone={isOver ? "warn" : "danger"} text={say(said)} more={more} button={{ label: t("notices.do-dismiss"), onClick: onAcknowledge }} />;
}

/** Null for nobody who is known here. */
function useColleague(id: string): string | null {
  const { db } = useServices();
  return useLiveQuery(async () => (id === "" ? null : ((await db.staff.get(id))?.name ?? null)), [db, id]) ?? null;
}
