/**
 * One page for the director: what was done, what it means, a few sentences, and what could not be measured. Light on
 * the screen too: it is paper.
 */
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { COUNTS, type FigureValue, INDICATORS } from "#shared/reports/figures.ts";
import { standing } from "#shared/reports/seals.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useImportedText } from "../../desk-services/library/use-imported-text.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { ReportSheet, ReportWork } from "../../platform/worker/reports-api.ts";
import { TableHead } from "../../ui/table-head.tsx";
import type { PageProps } from "./asked.ts";
import { useColumnHeads } from "./column-heads.ts";
import { notClosed } from "./not-closed.ts";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import { useFigureText } from "./use-figure-text.ts";
import { usePeriodName } from "./use-period-name.ts";
import { useReport } from "./use-report.ts";

const TENTHS = 10;

export function PaperPage(props: PageProps) {
  const { branch, period } = props.asked;
  const report = useReport(`${branch} ${period.span} ${period.month}`, async (reports, onProgress) => {
    const sheet = await reports.sheet({ branch, period }, onProgress);
    return { sheet, work: await reports.work({ branch, period }) };
  });
  return (
    <ReportFrame {...props} isBusy={report.isBusy}>
      <ReportBody report={report}>{({ sheet, work }) => <Paper {...props} sheet={sheet} work={work} />}</ReportBody>
    </ReportFrame>
  );
}

function Paper({
  asked: { branch, period },
  today,
  sheet,
  work,
}: PageProps & { sheet: ReportSheet; work: ReportWork }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const nameOf = usePeriodName();
  const library = useLibraryName();
  const { staff } = useDeviceSettings();
  const said = useSentences(sheet, work);
  const imported = useImportedText();
  const known = sheet.lines.filter(({ now, sealed }) => now.tag === "known" || sealed !== undefined);
  const untold = sheet.lines.flatMap(({ figure, now, sealed }) =>
    now.tag === "unknown" && sealed === undefined ? [{ figure, isHidden: now.why === "too-few" }] : [],
  );
  const named = (isHidden: boolean): { readonly count: number; readonly list: string } => {
    const figures = untold
      .filter((each) => each.isHidden === isHidden)
      .map(({ figure }) => t(`reports.name-${figure}`));
    return { count: figures.length, list: format.list(figures) };
  };
  const [missing, hidden] = [named(false), named(true)];
  const heads = useColumnHeads()(sheet.isOver);
  const hidesYearAgo = known.some(({ yearAgo }) => yearAgo.tag === "unknown" && yearAgo.why === "too-few");
  return (
    <article className="report-paper" data-no-rows title={t("reports.rows-on-sheet")}>
      <header className="paper-head">
        {library !== "" && <p>{library}</p>}
        <h2>{t("reports.paper-title", { period: nameOf(period) })}</h2>
        <p>
          {t("reports.paper-of", {
            branch: branch === null ? t("reports.all-branches") : (house.branches.get(branch) ?? branch),
            day: format.longDay(sheet.until),
          })}
        </p>
      </header>
      <div className="report-columns">
        <PaperTable
          title={t("reports.paper-counts")}
          isOver={sheet.isOver}
          lines={known.filter(({ figure }) => COUNTS.some((each) => each === figure))}
        />
        <PaperTable
          title={t("reports.paper-indicators")}
          isOver={sheet.isOver}
          lines={known.filter(({ figure }) => INDICATORS.some((each) => each === figure))}
        />
      </div>
      <h3>{t("reports.paper-said")}</h3>
      <ol>
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {missing.count > 0 && <p className="report-small">{t("reports.paper-missing", missing)}</p>}
      {hidden.count > 0 && <p className="report-small">{t("reports.paper-hidden", hidden)}</p>}
      {hidesYearAgo && <p className="report-small">{t("reports.hidden-beside", { columns: heads.yearAgo })}</p>}
      {imported !== undefined && <p className="report-small print-only">{imported}</p>}
      <footer className="report-small paper-foot">
        {t("reports.paper-foot", {
          day: today,
          by: (staff === undefined ? undefined : house.staff.get(staff)) ?? t("reports.seal-nobody"),
        })}
      </footer>
    </article>
  );
}

function PaperTable({ title, lines, isOver }: { title: string; lines: readonly FigureLine[]; isOver: boolean }) {
  const t = useT();
  const text = useFigureText();
  const heads = useColumnHeads()(isOver);
  // what cannot be told is named below
  if (lines.length === 0) return null;
  return (
    <table className="report-table">
      <caption>{title}</caption>
      <TableHead cells={[t("reports.figure"), heads.now, heads.change, heads.yearAgo]} nums={[1, 2, 3]} />
      <tbody>
        {lines.map(({ figure, now, before, yearAgo, sealed }) => {
          const value = standing(sealed, now);
          return (
            <tr key={figure}>
              <th scope="row">{t(`reports.name-${figure}`)}</th>
              <td className="nums">
                <b>{text.shortOf(figure, value)}</b>
              </td>
              <td className="nums">{text.between(figure, before, value)}</td>
              <td className="nums">{text.shortOf(figure, yearAgo)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function useSentences(sheet: ReportSheet, { steps }: ReportWork): readonly string[] {
  const t = useT();
  const format = useFormat();
  const text = useFigureText();
  const { lines, over, closed, isOver } = sheet;
  const later = notClosed(sheet);
  const lineOf = (figure: FigureLine["figure"]): FigureLine | undefined => lines.find((line) => line.figure === figure);
  const days = (value: number): string => format.number(Math.round(value * TENTHS) / TENTHS);
  const shownOf = (figure: FigureLine["figure"]): FigureValue | undefined => {
    const line = lineOf(figure);
    return line === undefined ? undefined : standing(line.sealed, line.now);
  };
  const [visits, visitsBefore] = [shownOf("visits"), lineOf("visits")?.before];
  const [answered, promptness] = [shownOf("answered-opinions"), shownOf("promptness")];
  const slow = steps.steps.find(({ step }) => step === steps.bottleneck);
  const isClosed = over.length > 0 && over.every((month) => closed.includes(month));
  const opinions =
    answered?.tag !== "known" || promptness?.tag !== "known"
      ? t("reports.paper-no-opinions")
      : answered.value === 1
        ? t("reports.paper-opinion", { days: days(promptness.value) })
        : t("reports.paper-opinions", { answers: format.number(answered.value), days: days(promptness.value) });
  return [
    visits?.tag === "known"
      ? visitsBefore?.tag === "known"
        ? t(isOver ? "reports.paper-visits" : "reports.paper-visits-so-far", {
            visits: visits.value,
            change: text.between("visits", visitsBefore, visits),
          })
        : t("reports.paper-visits-alone", {
            visits: visits.value,
            before: visitsBefore?.why === "too-few" ? "few" : "none",
          })
      : t("reports.paper-no-visits"),
    opinions,
    ...(slow === undefined
      ? []
      : [t("reports.steps-bottleneck", { step: t(`words.status.${slow.step}`), days: days(slow.median) })]),
    ...(isOver ? [] : [t("reports.not-over")]),
    t(!isClosed ? "reports.paper-open" : isOver ? "reports.paper-closed" : "reports.paper-closed-so-far"),
    ...(later.length === 0
      ? []
      : [t("reports.paper-later", { list: format.list(later.map((figure) => t(`reports.name-${figure}`))) })]),
  ];
}
