/** The closing of the month: who closed it and when, and what has come since, figure by figure. */

import { useLiveQuery } from "dexie-react-hooks";
import { Lock } from "lucide-react";
import { useState } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { type Seal, type SealedMonth, sealedMonths, standing } from "#shared/reports/seals.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { monthText } from "../../../words/things-named.ts";
import { useFigureText } from "../use-figure-text.ts";
import { SealDialog } from "./seal-dialog.tsx";

interface SealSectionProps {
  readonly month: string;
  readonly isOver: boolean;
  readonly lines: readonly FigureLine[];
}

export function SealSection({ month, isOver, lines }: SealSectionProps) {
  const t = useT();
  const name = monthText(month, t);
  const { db } = useServices();
  const [isAsking, setAsking] = useState(false);
  const sealed = useLiveQuery(
    async () => sealedMonths(await db["month-seal"].where("month").equals(month).toArray()).get(month) ?? null,
    [db, month],
  );
  if (sealed === undefined) return null;
  const hasOpen = lines.some((line) => line.sealed?.corrections.some(({ seal }) => seal === null));
  return (
    <section className="report-block" aria-labelledby="report-seal">
      <h2 id="report-seal">{t("reports.seal-title")}</h2>
      {sealed === null ? (
        <p>{t(isOver ? "reports.seal-open" : "reports.seal-not-over", { month: name })}</p>
      ) : (
        <Closings sealed={sealed} />
      )}
      {sealed !== null && <Corrections lines={lines} />}
      {isOver && (sealed === null || hasOpen) && (
        <Button kind={sealed === null ? "primary" : "plain"} icon={Lock} onClick={() => setAsking(true)}>
          {sealed === null ? t("reports.seal-act", { month: name }) : t("reports.seal-again")}
        </Button>
      )}
      {isAsking && (
        <SealDialog
          month={month}
          after={sealed === null ? null : (sealed.further.at(-1) ?? sealed.first).id}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Closings({ sealed: { first, further } }: { sealed: SealedMonth }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const said = ({ at, by }: Seal): { readonly at: string; readonly by: string } => ({
    at: `${format.shownDay(at)} ${format.time(at)}`,
    by: by === undefined ? t("reports.seal-nobody") : (house.staff.get(by) ?? t("reports.seal-nobody")),
  });
  return (
    <ul className="report-closings">
      <li>
        <b>{t("reports.seal-by", said(first))}</b>
      </li>
      {further.map((seal) => (
        <li key={seal.id}>
          {t(seal.after === undefined ? "reports.seal-at-once" : "reports.seal-further", said(seal))}
        </li>
      ))}
    </ul>
  );
}

function Corrections({ lines }: { lines: readonly FigureLine[] }) {
  const t = useT();
  const text = useFigureText();
  const corrected = lines.flatMap(({ figure, now, sealed }) =>
    sealed === undefined || (sealed.corrections.length === 0 && now.tag === "known") ? [] : [{ figure, now, sealed }],
  );
  if (corrected.length === 0) return <p>{t("reports.seal-none")}</p>;
  return (
    <table className="report-table" aria-label={t("reports.seal-corrections")}>
      <TableHead
        cells={[t("reports.figure"), t("reports.seal-value"), t("reports.seal-corrections"), t("reports.seal-now")]}
        nums={[1, 3]}
      />
      <tbody>
        {corrected.map(({ figure, now, sealed }) => (
          <tr key={figure}>
            <th scope="row">{t(`reports.name-${figure}`)}</th>
            <td className="nums">
              <b>{text.shortOf(figure, standing(sealed, now))}</b>
            </td>
            <td>
              {sealed.corrections
                .map(
                  ({ seal, change }) =>
                    `${text.correctionOf(figure, change)} ${t(seal === null ? "reports.seal-waiting" : "reports.seal-taken")}`,
                )
                .join(" · ")}
            </td>
            <td className="nums">
              {sealed.corrections.some(({ change }) => change === null)
                ? HIDDEN
                : now.tag === "known"
                  ? text.shortOf(figure, now)
                  : t("reports.unknown")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
