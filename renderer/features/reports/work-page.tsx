/** Workload and its cost, and the time that opinions take from step to step. */
import { roundedParts } from "#shared/analysis/rounded-parts.ts";
import type { StepTimes } from "#shared/reports/step-times.ts";
import { WORK_BY, type WorkBy, type WorkLine, type Workload } from "#shared/reports/workload.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { ReportWork } from "../../platform/worker/reports-api.ts";
import { Button } from "../../ui/button.tsx";
import { isOfEnough } from "../../words/percentage-words.ts";
import type { PageProps } from "./asked.ts";
import { PlainTable } from "./plain-table.tsx";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { ReportTable } from "./report-table.ts";
import { useReport } from "./use-report.ts";

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
  const keyName = useKeyName();
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
            <WorkSums
              workload={workload}
              hasRate={hourRate !== undefined}
              onRate={() => props.onGo({ page: "close" })}
            />
            <StepsTable steps={steps} />
          </>
        )}
      </ReportBody>
    </ReportFrame>
  );
}

function WorkSums({
  workload: { all, timed, by },
  hasRate,
  onRate,
}: {
  workload: Workload;
  hasRate: boolean;
  onRate: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const keyName = useKeyName();
  // the lines of a table add up to the whole that stands above them
  const shares = (lines: readonly WorkLine[]): readonly number[] =>
    roundedParts(
      lines.map(({ minutes }) => minutes / all.minutes),
      SHARE_STEP,
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
        {t("reports.work-sum", { records: format.number(all.records), minutes: format.number(all.minutes) })}
        {all.cost !== undefined &&
          ` · ${t("reports.work-cost", { cost: format.number(rounded(all.cost, CENTS)) })} · ${t("reports.work-timed", { timed: format.number(timed) })}`}
        {!hasRate && (
          <>
            {` · ${t("reports.why-no-rate")} `}
            <Button size="small" onClick={onRate}>
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
            rows={by[of].map(({ key, records, minutes, cost }, place) => [
              keyName(of, key),
              format.number(records),
              format.number(minutes),
              // of few records a percentage would look more certain than it is: the minutes stand beside it
              all.minutes > 0 && isOfEnough({ part: 0, whole: all.records })
                ? format.percent(shares(by[of])[place] ?? 0)
                : "–",
              ...(cost === undefined ? [] : [format.number(costs(by[of])[place] ?? 0)]),
            ])}
          />
        ))}
      </div>
    </>
  );
}

function StepsTable({ steps: { steps, bottleneck, waiting } }: { steps: StepTimes }) {
  const t = useT();
  const format = useFormat();
  const days = (value: number): string => format.number(rounded(value, TENTHS));
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
        rows={steps.map(({ step, count, median, slowest }) => [
          t(`words.status.${step}`),
          format.number(count),
          count < 2 ? "–" : days(median),
          count === 0 ? "–" : days(slowest),
        ])}
      />
      <p className="report-said">
        {slow === undefined
          ? t("reports.steps-none")
          : t("reports.steps-bottleneck", { step: t(`words.status.${slow.step}`), days: days(slow.median) })}
      </p>
      {waiting.length > 0 && (
        <p className="report-said">
          {t("reports.steps-waiting", {
            list: format.list(
              waiting.map(({ at, count, longest }) =>
                t("reports.steps-waiting-one", { step: t(`words.status.${at}`), count, days: days(longest) }),
              ),
            ),
          })}
        </p>
      )}
    </section>
  );
}

function useKeyName(): (by: WorkBy, key: string) => string {
  const t = useT();
  const house = useHouse();
  return (by, key) => {
    if (key === "") return t(by === "branch" ? "reports.no-branch" : "reports.work-not-noted");
    switch (by) {
      case "hour":
        return t("reports.work-hour", { hour: key });
      case "branch":
        return house.branches.get(key) ?? key;
      case "channel":
        // every channel has its word
        return t(`words.channel.${key}` as MessageId);
      case "effort":
        return t("reports.work-effort", { effort: key });
    }
  };
}
