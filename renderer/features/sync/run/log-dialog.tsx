/** The last syncs of this computer, one line each. */

import type { AlarmCause } from "#shared/host/alarm-calls.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { LoggedSync } from "../../../db/exchange/sync-log.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import type { NameOf } from "../../../words/computer-names.ts";
import { useSyncState } from "../sync-provider.tsx";
import { alarmMessage } from "./alarm-words.ts";
import { alarmCauses, amissIn, isGood, isSameAlarm, NONE_MET } from "./alarms.ts";
import { isOwnProved } from "./sync-standing.ts";
import { stopNotice } from "./sync-words.ts";
import { useKnownTo } from "./use-known-to.ts";

export interface LogDialogProps {
  readonly log: readonly LoggedSync[];
  readonly now: number;
  readonly nameOf: NameOf;
  readonly onClose: () => void;
}

export function LogDialog({ log, now, nameOf, onClose }: LogDialogProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  return (
    <Dialog open wide reading title={t("centre.log")} closeLabel={t("centre.close")} onClose={onClose}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("centre.log-when")}</th>
            <th scope="col" className="nums">
              {t("centre.log-got")}
            </th>
            <th scope="col" className="nums">
              {t("centre.log-sent")}
            </th>
            <th scope="col" className="nums">
              {t("centre.log-conflicts")}
            </th>
            <th scope="col">{t("centre.log-end")}</th>
          </tr>
        </thead>
        <tbody>
          {log.map(({ report, met = NONE_MET }) => (
            <tr key={report.startedAt}>
              <th scope="row" className="nowrap">
                {format.moment(report.endedAt, now)}
              </th>
              <td className="nums">{format.number(report.steps.merge?.records ?? 0)}</td>
              <td className="nums">{format.number(report.steps.write?.records ?? 0)}</td>
              <td className="nums">{format.number(report.conflicts)}</td>
              <td>
                {report.outcome.tag === "stopped"
                  ? say(stopNotice(report.outcome.stop).said)
                  : amissIn(report, met) > 0
                    ? t("sync.incomplete")
                    : met.known > 0
                      ? t("sync.done-known", { count: met.known })
                      : t(report.outcome.tag === "done" ? "sync.done" : "sync.nothing-new")}
                {causesIn(report).map((cause) => (
                  <Met
                    key={`${cause.kind} ${cause.stream} ${cause.name}`}
                    cause={cause}
                    at={report.endedAt}
                    isBack={isOwnProved(report)}
                    nameOf={nameOf}
                  />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

const causesIn = (report: SyncReport): readonly AlarmCause[] =>
  report.outcome.tag === "stopped" ? [] : alarmCauses(report).filter(({ kind }) => !isGood(kind));

/** What it met that left it incomplete, and who has acknowledged that. */
function Met({ cause, at, isBack, nameOf }: { cause: AlarmCause; at: number; isBack: boolean; nameOf: NameOf }) {
  const say = useSay();
  const own = useServices().start.library?.stream ?? null;
  // what came back later is another one
  const alarm = useSyncState(({ alarms }) =>
    alarms.find((each) => isSameAlarm(each, cause) && each.first <= at && at <= each.last),
  );
  const known = useKnownTo(alarm);
  return (
    <p className="meta">
      {say(alarmMessage(cause, nameOf, own, { isBack }))} {known}
    </p>
  );
}
