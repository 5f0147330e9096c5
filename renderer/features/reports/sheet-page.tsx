/** The sheet of figures: each with the period before and the year before, its formula, and the rows behind it. */
import { useState } from "react";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { type FigureValue, INDICATORS } from "#shared/reports/figures.ts";
import { standing } from "#shared/reports/seals.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { ReportSheet } from "../../platform/worker/reports-api.ts";
import { TableHead } from "../../ui/table-head.tsx";
import type { PageProps } from "./asked.ts";
import { useColumnHeads } from "./column-heads.ts";
import { FigureDoor } from "./figure-door.tsx";
import { FormulaDialog } from "./formula-dialog.tsx";
import { notClosed } from "./not-closed.ts";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { ReportTable } from "./report-table.ts";
import { type FigureText, useFigureText } from "./use-figure-text.ts";
import { useReport } from "./use-report.ts";
import { WayOut } from "./way-out.tsx";

export function SheetPage(props: PageProps) {
  const { branch, period } = props.asked;
  const report = useReport(`${branch} ${period.span} ${period.month}`, (reports, onProgress) =>
    reports.sheet({ branch, period }, onProgress),
  );
  const table = useSheetTable(report.value);
  return (
    <ReportFrame {...props} isBusy={report.isBusy} table={table}>
      <ReportBody report={report}>{(sheet) => <Sheet sheet={sheet} onGo={props.onGo} />}</ReportBody>
    </ReportFrame>
  );
}

function Sheet({ sheet, onGo }: { sheet: ReportSheet; onGo: PageProps["onGo"] }) {
  const t = useT();
  const format = useFormat();
  const text = useFigureText();
  const noteOf = useNote(text, sheet);
  const heads = useColumnHeads()(sheet.isOver);
  const [explained, setExplained] = useState<FigureLine | null>(null);
  return (
    <>
      <p className="report-said">
        {t("reports.until", { day: format.longDay(sheet.until) })} · {useClosedSentence(sheet)}
        {sheet.isOver ? "" : ` · ${t("reports.not-over")}`}
      </p>
      <table className="report-table" aria-label={t("reports.page-sheet")}>
        <TableHead
          cells={[t("reports.figure"), heads.now, heads.before, heads.yearAgo, t("reports.note")]}
          nums={[1, 2, 3]}
        />
        <tbody>
          {sheet.lines.map((line) => {
            const { figure, now, before, yearAgo, sealed } = line;
            return (
              <tr key={figure} className={figure === INDICATORS[0] ? "report-part" : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-label={t("reports.open-formula", { figure: t(`reports.name-${figure}`) })}
                    onClick={() => setExplained(line)}
                  >
                    {t(`reports.name-${figure}`)}
                  </button>
                </th>
                <td className="nums">
                  <b>
                    <FigureDoor figure={figure} value={standing(sealed, now)} of="now" onGo={onGo} />
                  </b>
                </td>
                <td className="nums">
                  <FigureDoor figure={figure} value={before} of="before" onGo={onGo} />
                </td>
                <td className="nums">
                  <FigureDoor figure={figure} value={yearAgo} of="year-ago" onGo={onGo} />
                </td>
                <td className="soft">
                  {noteOf(line)} <WayOut value={now} figure={figure} onGo={onGo} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {explained !== null && <FormulaDialog line={explained} onClose={() => setExplained(null)} onGo={onGo} />}
    </>
  );
}

function useClosedSentence(sheet: ReportSheet): string {
  const t = useT();
  const { over, closed, isOver } = sheet;
  if (closed.length === 0) return t("reports.closed-none");
  const open = over.filter((month) => !closed.includes(month)).length;
  const later = notClosed(sheet).length;
  const said =
    open === 0
      ? t(isOver ? "reports.closed-all" : "reports.closed-so-far")
      : t("reports.closed-some", { closed: closed.length, open });
  return later === 0 ? said : `${said} · ${t("reports.closed-but", { later })}`;
}

const isHidden = (value: FigureValue): boolean => value.tag === "unknown" && value.why === "too-few";

/** What stands beside a figure: the correction, the source, the interval, or what is missing. */
function useNote(text: FigureText, sheet: ReportSheet | undefined): (line: FigureLine) => string {
  const t = useT();
  const format = useFormat();
  const heads = useColumnHeads()(sheet?.isOver ?? true);
  const later = sheet === undefined ? [] : notClosed(sheet);
  return ({ figure, now, before, yearAgo, sealed, corrected }) => {
    // a closed share has its own number, and the interval of that
    const stands = standing(sealed, now);
    // where the figure itself is hidden, it is said of that
    const hidden = isHidden(now)
      ? []
      : [
          ...(isHidden(stands) ? [heads.now] : []),
          ...(isHidden(before) ? [heads.before] : []),
          ...(isHidden(yearAgo) ? [heads.yearAgo] : []),
        ];
    const notes = [
      sealed !== undefined && t("reports.sealed", { value: text.shortOf(figure, stands) }),
      later.includes(figure) && t("reports.not-in-closing"),
      text.correctedOf(figure, corrected, sealed !== undefined),
      now.tag === "unknown" && text.missingOf(now),
      hidden.length > 0 && t("reports.hidden-beside", { columns: format.list(hidden) }),
      now.tag === "known" && now.sources.length > 0 && t("reports.from-typed", { sources: now.sources.join(" · ") }),
      stands.tag === "known" &&
        stands.interval !== undefined &&
        t("reports.interval", {
          low: text.valueOf(figure, stands.interval.low),
          high: text.valueOf(figure, stands.interval.high),
        }),
    ];
    return notes.filter((note) => note !== false && note !== "").join(" · ");
  };
}

function useSheetTable(sheet: ReportSheet | undefined): ReportTable | undefined {
  const t = useT();
  const text = useFigureText();
  const noteOf = useNote(text, sheet);
  const headsOf = useColumnHeads();
  if (sheet === undefined) return undefined;
  const heads = headsOf(sheet.isOver);
  return {
    name: t("reports.title"),
    head: [t("reports.figure"), heads.now, heads.before, heads.yearAgo, t("reports.note")],
    rows: sheet.lines.map((line) => [
      t(`reports.name-${line.figure}`),
      line.sealed?.value ?? text.cellOf(line.now),
      text.cellOf(line.before),
      text.cellOf(line.yearAgo),
      [noteOf(line), text.wholeOf(line.figure, standing(line.sealed, line.now))]
        .filter((part) => part !== "")
        .join(" · "),
    ]),
  };
}
