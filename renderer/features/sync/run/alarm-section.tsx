/** Alarms of the exchange: each stays until somebody here has acknowledged it; who did is told for as long as it is met. */

import { useLiveQuery } from "dexie-react-hooks";
import { CircleAlert, Info } from "lucide-react";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { alarmMessage } from "./alarm-words.ts";

/** @param lastSync when the last exchange began: what it met again and is acknowledged stays in sight */
export function AlarmSection({ lastSync, nameOf }: { lastSync: number; nameOf: (stream: string) => string }) {
  const alarms = useSyncState((state) => state.alarms);
  const isOpen = ({ acknowledged }: Alarm): boolean => acknowledged === undefined;
  const shown = [...alarms.filter(isOpen), ...alarms.filter((alarm) => !isOpen(alarm) && alarm.last >= lastSync)];
  if (shown.length === 0) return null;
  return (
    <div className="alerts">
      {shown.map((alarm) => (
        <AlarmLine key={`${alarm.kind} ${alarm.stream} ${alarm.name}`} alarm={alarm} nameOf={nameOf} />
      ))}
    </div>
  );
}

function AlarmLine({ alarm, nameOf }: { alarm: Alarm; nameOf: (stream: string) => string }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { acknowledge } = useSyncActions();
  const { acknowledged, first, last } = alarm;
  const by = useColleague(acknowledged?.by ?? "");
  const said = say(alarmMessage(alarm, nameOf));
  const [from, to] = [format.day(first), format.day(last)];
  const met = from === to ? t("centre.alarm-once", { day: from }) : t("centre.alarm-since", { first: from, last: to });
  const known = acknowledged && (by === null ? t("centre.alarm-known", { day: format.day(acknowledged.at) }) : t("centre.alarm-known-by", { name: by, day: format.day(acknowledged.at) }));
  return (
    <div className={`alert alert-${acknowledged === undefined ? "danger" : "info"} sync-notice`} role="group" aria-label={said}>
      <Icon icon={acknowledged === undefined ? CircleAlert : Info} />
      <p className="grow">
        {said} <span className="alarm-met meta">{known === undefined ? met : `${met} · ${known}`}</span>
      </p>
      {acknowledged === undefined && (
        <Button size="small" onClick={() => void acknowledge(alarm)}>
          {t("notices.do-dismiss")}
        </Button>
      )}
    </div>
  );
}

/** Null for nobody who is known here. */
function useColleague(id: string): string | null {
  const { db } = useServices();
  return useLiveQuery(async () => (id === "" ? null : ((await db.staff.get(id))?.name ?? null)), [db, id]) ?? null;
}
