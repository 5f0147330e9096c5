/** What came of one round: two figures and a sentence, the groups, who came, what it took, and who was left out. */
import { Check, Hourglass } from "lucide-react";
import { useLocation } from "wouter";
import { minutesEach, RESULT_BY } from "#shared/outreach/round-result.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import type { OutreachReaders, RoundReport } from "../../../platform/worker/outreach-result-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Pill } from "../../../ui/pill.tsx";
import { doorPath } from "../outreach-words.ts";
import { CameTile } from "./came-tile.tsx";
import { GroupsTile, useGroupsTable } from "./groups-tile.tsx";
import { LeftOutTile, useLeftOutTable, useMissedTable } from "./left-out-tile.tsx";
import { NumberDoor } from "./number-door.tsx";
import { PartsTile, usePartsTables } from "./parts-tile.tsx";
import styles from "./result.module.css";
import { ResultFrame } from "./result-frame.tsx";
import { resultPath } from "./result-path.ts";
import { useResultWords } from "./result-words.ts";
import { VerdictLine } from "./verdict-line.tsx";

export function RoundPage({ report, isBusy }: { readonly report: RoundReport; readonly isBusy: boolean }) {
  const t = useT();
  const format = useFormat();
  const { outreach, name, result, resultDays: days, isOver, from, until } = report;
  const { contacted, heldBack, verdict } = result;
  const open = useOpenReaders([outreach], resultPath(outreach));
  const difference = "difference" in verdict ? verdict.difference : undefined;
  const span = t("result.span", { from: format.shownDay(from), until: format.shownDay(until) });
  const of = [name, span];
  const tables = [
    useGroupsTable({ contacted, heldBack, difference }),
    ...RESULT_BY.map(usePartsTables(report)),
    useLeftOutTable(report),
    ...[useMissedTable(report)].filter(({ rows }) => rows.length > 0),
  ];
  return (
    <ResultFrame
      outreach={outreach}
      name={name}
      isPooled={false}
      isBusy={isBusy}
      span={span}
      tables={tables}
      pill={
        <Pill tone={isOver ? "ok" : "info"} icon={isOver ? Check : Hourglass}>
          {isOver ? t("result.over", { days }) : t("result.until", { days, day: format.shownDay(until) })}
        </Pill>
      }
    >
      <VerdictLine
        contacted={contacted}
        heldBack={heldBack}
        verdict={verdict}
        days={days}
        hasNext={verdict.tag !== "no-comparison" || report.mayHoldBack}
        more={<EachMore report={report} />}
        onOpen={(who) => open({ who })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <div className={classNames("stats scroll", styles.page)} tabIndex={0}>
        <div className={classNames("tiles", styles.tiles)}>
          <GroupsTile
            contacted={contacted}
            heldBack={heldBack}
            difference={difference}
            axis={t("result.axis-share", { days })}
            how={t("result.groups-how", { days })}
            say={<GroupsSentence report={report} onOpen={() => open({ who: "held-back-contacted" })} />}
            of={of}
          />
          <CameTile report={report} onOpen={open} />
          <PartsTile report={report} of={of} onOpen={open} />
          <LeftOutTile report={report} of={of} onOpen={open} />
        </div>
      </div>
    </ResultFrame>
  );
}

export function useOpenReaders(
  rounds: readonly string[],
  from: string,
): (readers: Omit<OutreachReaders, "rounds">) => void {
  const [, navigate] = useLocation();
  return (readers) => navigate(doorPath(rounds[0] ?? "", { tag: "result", readers: { rounds, ...readers } }, from));
}

/** Of a difference that is shown: what one more took. */
function EachMore({ report: { result, preparing, hourRate } }: { readonly report: RoundReport }) {
  const t = useT();
  const words = useResultWords();
  const { contacted, verdict } = result;
  const minutes = contacted.minutes + preparing;
  if (verdict.tag !== "more" || minutes === 0) return null;
  const each = minutesEach(minutes, verdict.difference, contacted);
  const said = { minutes: words.amount(each) };
  return (
    <small>
      {hourRate === undefined
        ? t("result.each-more", said)
        : t("result.each-more-cost", {
            ...said,
            cost: words.cost(each, hourRate),
          })}
    </small>
  );
}

function GroupsSentence({ report, onOpen }: { readonly report: RoundReport; readonly onOpen: () => void }) {
  const t = useT();
  const rich = useRich();
  const { readers, reached } = report.result.contacted;
  const { heldBackContacted: met } = report;
  return (
    <>
      {reached < readers && (
        <Unprinted isHidden={isFew(readers - reached)}>
          {t("result.groups-say", { missed: readers - reached, all: readers })}
        </Unprinted>
      )}
      {met > 0 && (
        <Unprinted isHidden={isFew(met)}>
          {rich("result.held-contacted", {
            count: (
              <NumberDoor
                count={met}
                label={t("figures.outreach-held-back-contacted")}
                className="link"
                onOpen={onOpen}
              >
                {t("figures.persons", { count: met })}
              </NumberDoor>
            ),
          })}
        </Unprinted>
      )}
    </>
  );
}

const isFew = (count: number): boolean => count > 0 && count < 5;
