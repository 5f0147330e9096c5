/** Workload and its cost, and the time that opinions take from step to step. */
import type { ReactNode } from "react";
import { roundedParts } from "#shared/analysis/rounded-parts.ts";
import type { WorkUnit } from "#shared/reports/rows-behind.ts";
import type { StepTimes } from "#shared/reports/step-times.ts";
import { WORK_BY, type WorkBy, type WorkLine, type Workload } from "#shared/reports/workload.ts";
import { fillNodes } from "../../i18n/rich.ts";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import type { ReportWork } from "../../platform/worker/reports-api.ts";
import { Button } from "../../ui/button.tsx";
import { isOfEnough } from "../../words/percentage-words.ts";
import type { PageProps } from "./asked.ts";
import { PlainTable } from "./plain-table.tsx";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { ReportTable } from "./report-table.ts";
import { RowsDoor } from "./rows-door.tsx";
import { useReport } from "./use-report.ts";
import { useWorkKey } from "./use-work-key.ts";

const [TENTHS, CENTS] = [10, 100];
/** A tenth of a per cent. */
const SHARE_STEP = 0.001;
const costs = (lines: readonly WorkLine[]): readonly number[] =>
  roundedParts(
    lines.map(({ cost = 0 }) => cost),
    1 / CENTS,
  );
const rounded = (value: number, to: number): number => Math.round(value * to) / to;

export function WorkPage(props: PageProps) {
  const { branch, period } = props.asked;
  const t = useT();
  const keyName = useWorkKey();
  const report = useReport(`${branch} ${period.span} ${period.month}`, (reports) => reports.work({ branch, period }));
  const tableOf = ({ workload }: ReportWork): ReportTable => ({
    name: t("reports.page-work"),
    head: [
      t("reports.figure"),
      t("reports.rows-kind"),
      t("reports.work-records"),
      t("reports.work-minutes"),
      t("reports.work-cost-head"),
    ],
    rows: WORK_BY.flatMap((by) =>
      workload.by[by].map(({ key, records, minutes, cost }, place) => [
        t(`reports.work-by-${by}`),
        keyName(by, key),
        records,
        minutes,
        cost === undefined ? "" : rounded(costs(workload.by[by])[place] ?? 0, CENTS),
      ]),
    ),
  });
  return (
    <ReportFrame
      {...props}
      isBusy={report.isBusy}
      table={report.value === undefined ? undefined : tableOf(report.value)}
    >
      <ReportBody report={report}>
        {({ workload, steps, hourRate }) => (
          <>
            <WorkSums workload={workload} hasRate={hourRate !== undefined} onGo={props.onGo} />
            <StepsTable steps={steps} onGo={props.onGo} />
          </>
        )}
      </ReportBody>
    </ReportFrame>
  );
}

function WorkSums({
  workload: { all, timed, by },
  hasRate,
  onGo,
}: {
  workload: Workload;
  hasRate: boolean;
  onGo: PageProps["onGo"];
}) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const keyName = useWorkKey();
  // the lines of a table add up to the whole that stands above them
  const shares = (lines: readonly WorkLine[]): readonly number[] =>
    roundedParts(
      lines.map(({ minutes }) => minutes / all.minutes),
      SHARE_STEP,
    );
  /** What the minutes of all make. */
  const ofAll = (text: string) => (
    <RowsDoor behind={{ tag: "work", unit: "minutes" }} text={text} isNone={all.minutes === 0} onGo={onGo} />
  );
  if (all.records === 0) return <p className="report-said">{t("reports.work-empty")}</p>;
  const head = (of: WorkBy): readonly string[] => [
    t(`reports.work-by-${of}`),
    t("reports.work-records"),
    t("reports.work-minutes"),
    t("reports.work-share"),
    ...(hasRate ? [t("reports.work-cost-head")] : []),
  ];
  return (
    <>
      <p className="report-said">
        {rich("reports.work-sum", {
          records: <RowsDoor behind={{ tag: "work", unit: "records" }} text={format.number(all.records)} onGo={onGo} />,
          minutes: ofAll(format.number(all.minutes)),
        })}
        {all.cost !== undefined && (
          <>
            {" · "}
            {rich("reports.work-cost", { cost: ofAll(format.number(rounded(all.cost, CENTS))) })}
            {" · "}
            {rich("reports.work-timed", {
              timed: (
                <RowsDoor behind={{ tag: "timed" }} text={format.number(timed)} isNone={timed === 0} onGo={onGo} />
              ),
            })}
          </>
        )}
        {!hasRate && (
          <>
            {` · ${t("reports.why-no-rate")} `}
            <Button size="small" onClick={() => onGo({ page: "close", enters: "rate" })}>
              {t("reports.go-close")}
            </Button>
          </>
        )}
      </p>
      <div className="report-columns">
        {WORK_BY.map((of) => (
          <PlainTable
            key={of}
            title={t(`reports.work-by-${of}`)}
            head={head(of)}
            rows={by[of].map(({ key, records, minutes, cost }, place) => {
              const ofLine = (unit: WorkUnit, text: string) => (
                <RowsDoor
                  behind={{ tag: "work-line", unit, by: of, key }}
                  text={text}
                  isNone={(unit === "records" ? records : minutes) === 0}
                  onGo={onGo}
                />
              );
              return [
                keyName(of, key),
                ofLine("records", format.number(records)),
                ofLine("minutes", format.number(minutes)),
                // of few records a percentage would look more certain than it is: the minutes stand beside it
                all.minutes > 0 && isOfEnough({ part: 0, whole: all.records })
                  ? ofLine("minutes", format.percent(shares(by[of])[place] ?? 0))
                  : "–",
                ...(cost === undefined ? [] : [ofLine("minutes", format.number(costs(by[of])[place] ?? 0))]),
              ];
            })}
          />
        ))}
      </div>
    </>
  );
}

function StepsTable({ steps: { steps, bottleneck, waiting }, onGo }: { steps: StepTimes; onGo: PageProps["onGo"] }) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const days = (value: number): string => format.number(rounded(value, TENTHS));
  /** One below the other, and no count of rows where it is whole: 2.0. */
  const inTable = (value: number): string => value.toFixed(1);
  const waitingOne = ({ at, count, longest }: StepTimes["waiting"][number]): ReactNode =>
    rich("reports.steps-waiting-one", {
      step: t(`words.status.${at}`),
      count: <RowsDoor behind={{ tag: "waiting", at }} text={format.number(count)} onGo={onGo} />,
      days: days(longest),
    });
  const slow = steps.find(({ step }) => step === bottleneck);
  return (
    <section className="report-block">
      <PlainTable
        title={t("reports.steps-title")}
        head={[
          t("reports.steps-step"),
          t("reports.steps-count"),
          t("reports.steps-median"),
          t("reports.steps-slowest"),
        ]}
        rows={steps.map(({ step, count, median, slowest }) => {
          const reached = (text: string) => (
            <RowsDoor behind={{ tag: "reached", step }} text={text} isNone={count === 0} onGo={onGo} />
          );
          return [
            t(`words.status.${step}`),
            reached(format.number(count)),
            count < 2 ? "–" : reached(inTable(median)),
            count === 0 ? "–" : reached(inTable(slowest)),
          ];
        })}
      />
      <p className="report-said">
        {slow === undefined
          ? t("reports.steps-none")
          : t("reports.steps-bottleneck", { step: t(`words.status.${slow.step}`), days: days(slow.median) })}
      </p>
      {waiting.length > 0 && (
        <p className="report-said">
          {rich("reports.steps-waiting", {
            list: fillNodes(Object.fromEntries(waiting.map((of) => [of.at, waitingOne(of)])), (marks) =>
              format.list(Object.values(marks).map(String)),
            ),
          })}
        </p>
      )}
    </section>
  );
}
