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
import { type FigureDraft, figureDraftsOf } from "./figure-drafts.ts";
import { SealDialog } from "./seal-dialog.tsx";
import { TYPED_FORM } from "./typed-form.tsx";

interface SealSectionProps {
  readonly month: string;
  readonly branch: string | null;
  /** Shows another branch's figures of the month. */
  readonly onBranch: (branch: string | null) => void;
  readonly isOver: boolean;
  readonly lines: readonly FigureLine[];
}

export function SealSection({ month, branch, onBranch, isOver, lines }: SealSectionProps) {
  const t = useT();
  const name = monthText(month, t);
  const { db } = useServices();
  const [isAsking, setAsking] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  const unsaved = useLiveQuery(async () => await figureDraftsOf(db, month), [db, month]) ?? [];
  const ask = async (): Promise<void> => {
    // nobody can take it back, and what stands in the form would not be in it
    const isRefused = (await figureDraftsOf(db, month)).length > 0;
    setRefused(isRefused);
    setAsking(!isRefused);
  };
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
        <Button kind={sealed === null ? "primary" : "plain"} icon={Lock} onClick={() => void ask()}>
          {sealed === null ? t("reports.seal-act", { month: name }) : t("reports.seal-again")}
        </Button>
      )}
      {wasRefused && unsaved.length > 0 && <Unsaved drafts={unsaved} branch={branch} onBranch={onBranch} />}
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

/** Why the month is not closed yet, and the way to close it. */
function Unsaved({
  drafts,
  branch,
  onBranch,
}: Pick<SealSectionProps, "branch" | "onBranch"> & { readonly drafts: readonly FigureDraft[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const nameOf = (of: string | null): string =>
    (of === null ? undefined : house.branches.get(of)) ?? t("reports.all-branches");
  const [first] = drafts;
  const isHere = drafts.some((draft) => draft.branch === branch);
  return (
    <>
      <p className="field-error" role="alert">
        {t("reports.seal-unsaved", { of: format.list(drafts.map((draft) => nameOf(draft.branch))) })}
      </p>
      {isHere ? (
        <Button type="submit" form={TYPED_FORM}>
          {t("reports.seal-save-first")}
        </Button>
      ) : (
        first !== undefined && (
          <Button onClick={() => onBranch(first.branch)}>
            {t("reports.seal-unsaved-go", { of: nameOf(first.branch) })}
          </Button>
        )
      )}
    </>
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
