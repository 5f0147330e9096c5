/** Several rounds of one goal together: what they say, and each of them. */

import { useLocation } from "wouter";
import { pooledDifference } from "#shared/outreach/pooled-difference.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { PooledReport, PooledRound } from "../../../platform/worker/outreach-result-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { GroupsTile, useGroupsTable } from "./groups-tile.tsx";
import styles from "./result.module.css";
import { ResultFrame } from "./result-frame.tsx";
import { resultPath } from "./result-path.ts";
import { ResultTile } from "./result-tile.tsx";
import { useResultWords } from "./result-words.ts";
import { useOpenReaders } from "./round-page.tsx";
import { tellsGroup } from "./safe-counts.ts";
import type { TitledTable } from "./use-save-result.ts";
import { VerdictLine } from "./verdict-line.tsx";

interface PooledPageProps {
  readonly outreach: string;
  readonly report: PooledReport;
  readonly isBusy: boolean;
}

export function PooledPage({ outreach, report, isBusy }: PooledPageProps) {
  const t = useT();
  const { name, rounds, contacted, heldBack, verdict, resultDays } = report;
  const open = useOpenReaders(
    rounds.map((round) => round.outreach),
    resultPath(outreach, true),
  );
  const difference = "difference" in verdict ? verdict.difference : undefined;
  const span = t("result.pooled-span", { count: rounds.length });
  const of = [name, span];
  const tables = [useGroupsTable({ contacted, heldBack, difference }), useRoundsTable(report)];
  return (
    <ResultFrame outreach={outreach} name={name} isPooled isBusy={isBusy} span={span} tables={tables}>
      <VerdictLine
        contacted={contacted}
        heldBack={heldBack}
        verdict={verdict}
        days={resultDays}
        {...(rounds.length === 0 && { said: t("result.say-no-rounds") })}
        onOpen={(who) => open({ who })}
      />
      {rounds.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
        <div className={classNames("stats scroll", styles.page)} tabIndex={0}>
          <div className={classNames("tiles", styles.tiles)}>
            <GroupsTile
              contacted={contacted}
              heldBack={heldBack}
              difference={difference}
              axis={t("result.axis-share", { days: resultDays })}
              how={`${t("result.groups-how", { days: resultDays })}${t("result.rounds-how")}`}
              of={of}
            />
            <RoundsTile report={report} of={of} />
          </div>
        </div>
      )}
    </ResultFrame>
  );
}

function RoundsTile({ report, of }: { readonly report: PooledReport; readonly of: readonly string[] }) {
  const t = useT();
  const format = useFormat();
  const [, navigate] = useLocation();
  const words = useResultWords();
  const { title, ...table } = useRoundsTable(report);
  return (
    <ResultTile
      title={title}
      sub={t("result.rounds-sub")}
      className={styles.rounds ?? ""}
      table={table}
      how={t("result.rounds-how")}
      of={of}
    >
      <table className={styles.rows} aria-label={title}>
        <TableHead cells={table.head} nums={[2, 3, 4, 5]} />
        <tbody>
          {report.rounds.map((round) => {
            const hides = isTelling(round);
            const difference = pooledDifference([round]);
            return (
              <tr key={round.outreach}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => navigate(resultPath(round.outreach))}>
                    {round.name}
                  </button>
                </th>
                <td>{format.shownDay(round.listDay)}</td>
                {[round.contacted, round.heldBack].map((group, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two groups in their order
                  <td key={place} className="nums" data-no-rows title={t("words.no-rows")}>
                    <Unprinted isHidden={hides}>{t("result.count-of", { ...group })}</Unprinted>
                  </td>
                ))}
                <td className="nums">
                  <Unprinted isHidden={hides}>
                    {difference === undefined ? "–" : words.signed(difference.difference)}
                  </Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={hides}>
                    {difference === undefined ? "–" : words.pointsBetween(difference)}
                  </Unprinted>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ResultTile>
  );
}

function useRoundsTable({ rounds }: PooledReport): TitledTable {
  const t = useT();
  const format = useFormat();
  const words = useResultWords();
  return {
    title: t("result.rounds"),
    head: [
      t("result.round"),
      t("result.made-on"),
      t("result.contacted"),
      t("result.held"),
      t("result.axis-points"),
      t("figures.interval-95"),
    ],
    rows: rounds.map((round) => {
      const hides = isTelling(round);
      const difference = pooledDifference([round]);
      return [
        round.name,
        format.shownDay(round.listDay),
        inFile(hides, t("result.count-of", { ...round.contacted })),
        inFile(hides, t("result.count-of", { ...round.heldBack })),
        inFile(hides, difference === undefined ? "–" : words.signed(difference.difference)),
        inFile(hides, difference === undefined ? "–" : words.pointsBetween(difference)),
      ];
    }),
  };
}

/** Each round is a sheet of its own elsewhere: what is hidden there is here too. */
const isTelling = ({ contacted, heldBack }: PooledRound): boolean => !(tellsGroup(contacted) && tellsGroup(heldBack));
