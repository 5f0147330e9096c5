/** The last syncs of this computer, one line each. */

import type { LoggedSync } from "../../../db/exchange/sync-log.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { amissIn, NONE_MET } from "./alarms.ts";
import { stopNotice } from "./sync-words.ts";

export function LogDialog({ log, now, onClose }: { log: readonly LoggedSync[]; now: number; onClose: () => void }) {
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
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
