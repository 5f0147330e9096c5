/** Who was not contacted, why, and what can be done next; and of those on the list, who was not reached. */
import { Fragment } from "react";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { drawnStateText } from "../../../desk-services/figures/use-outreach-parts.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import type { RoundReport } from "../../../platform/worker/outreach-result-api.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { NumberDoor } from "./number-door.tsx";
import type { OpenReaders } from "./parts-tile.tsx";
import styles from "./result.module.css";
import { ResultTile } from "./result-tile.tsx";
import { safeRows } from "./safe-counts.ts";
import type { TitledTable } from "./use-save-result.ts";

interface LeftOutTileProps {
  readonly report: RoundReport;
  readonly of: readonly string[];
  readonly onOpen: OpenReaders;
}

export function LeftOutTile({ report, of, onOpen }: LeftOutTileProps) {
  const t = useT();
  const { title, ...table } = useLeftOutTable(report);
  const rows = useLeftOutRows(report);
  const count = report.group - report.result.contacted.readers;
  return (
    <ResultTile
      title={title}
      sub={<Unprinted isHidden={!rows.tells(null)}>{t("result.left-out-sub", { all: report.group, count })}</Unprinted>}
      className={styles.leftOut ?? ""}
      table={table}
      how={t("result.left-out-how")}
      say={<MissedSentence report={report} onOpen={onOpen} />}
      of={of}
    >
      <table className={styles.rows} aria-label={title}>
        <TableHead cells={[t("result.reason"), t("result.readers"), t("result.next")]} nums={[1]} />
        <tbody>
          {rows.shown.map(({ bar, name, next, count: people, place }) => (
            <tr key={bar}>
              <th scope="row">{name}</th>
              <td className="nums">
                <Unprinted isHidden={!rows.tells(place)}>
                  <NumberDoor
                    count={people}
                    label={name}
                    onOpen={() => onOpen({ who: "not-contacted", of: { by: "bar", value: bar } })}
                  />
                </Unprinted>
              </td>
              <td>{next}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ResultTile>
  );
}

export function useLeftOutTable(report: RoundReport): TitledTable {
  const t = useT();
  const { shown, tells } = useLeftOutRows(report);
  return {
    title: t("result.left-out"),
    head: [t("result.reason"), t("result.readers"), t("result.next")],
    rows: shown.map(({ name, count, next, place }) => [name, inFile(!tells(place), String(count)), next]),
  };
}

/** Of those on the list who was not reached, as a table of its own in the file. */
export function useMissedTable({ ends }: RoundReport): TitledTable {
  const t = useT();
  const rows = ends.filter(({ count }) => count > 0);
  const tells = safeRows(rows.map(({ count }) => count));
  return {
    title: t("result.missed"),
    head: [t("outreach.states"), t("result.readers")],
    rows: rows.flatMap(({ state, count }, place) =>
      REACHED.has(state) ? [] : [[drawnStateText(state, t), inFile(!tells(place), String(count))]],
    ),
  };
}

function useLeftOutRows({ notContacted, isOver, until, result }: RoundReport) {
  const t = useT();
  const format = useFormat();
  // those on the list are the rest of the group
  const tells = safeRows([...notContacted.map(({ count }) => count), result.contacted.readers]);
  const shown = notContacted
    .map(({ bar, count }, place) => ({
      bar,
      count,
      place,
      name: t(`words.not-told-bar.${bar}`),
      next: t(`result.next-${bar}`, { isOver: String(isOver), day: format.shownDay(until) }),
    }))
    .filter(({ count }) => count > 0);
  return { tells, shown };
}

function MissedSentence({ report, onOpen }: Omit<LeftOutTileProps, "of">) {
  const t = useT();
  const rich = useRich();
  const { list } = useFormat();
  const missed = report.ends.filter(({ state, count }) => count > 0 && !REACHED.has(state));
  const all = missed.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  // what the language puts between the parts, and nothing before the first
  const between = list(missed.map(() => PART)).split(PART);
  return (
    <span className="no-print">
      {rich("result.missed-say", {
        count: t("figures.persons", { count: all }),
        parts: missed.map(({ state, count }, place) => (
          <Fragment key={state}>
            {between[place]}
            <NumberDoor
              count={count}
              label={drawnStateText(state, t)}
              className="link"
              onOpen={() => onOpen({ who: "listed", of: { by: "state", value: state } })}
            >
              {t("result.missed-part", { state: drawnStateText(state, t), count })}
            </NumberDoor>
          </Fragment>
        )),
      })}
    </span>
  );
}

/** Of private use: in no word. */
const PART = "\u{F0000}";

const REACHED: ReadonlySet<string> = new Set(["reached", "sent", "declined"]);
