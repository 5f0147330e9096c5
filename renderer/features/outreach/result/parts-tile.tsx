/** By channel, template, stage or computer: whom it reached, who came again, and what it took. */
import { useState } from "react";
import { shareOfGroup } from "#shared/outreach/pooled-difference.ts";
import { RESULT_BY, type ResultBy, type Worked, type WorkedPart } from "#shared/outreach/round-result.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useOutreachParts } from "../../../desk-services/figures/use-outreach-parts.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { OutreachReaders, RoundReport } from "../../../platform/worker/outreach-result-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Select } from "../../../ui/select.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { RowInterval, roundAbove } from "./interval-picture.tsx";
import { NumberDoor } from "./number-door.tsx";
import { PreparingField } from "./preparing-field.tsx";
import styles from "./result.module.css";
import { ResultTile } from "./result-tile.tsx";
import { useResultWords } from "./result-words.ts";
import { safeCounts } from "./safe-counts.ts";
import type { TitledTable } from "./use-save-result.ts";

export type OpenReaders = (readers: Omit<OutreachReaders, "rounds">) => void;

interface PartsTileProps {
  readonly report: RoundReport;
  readonly of: readonly string[];
  readonly onOpen: OpenReaders;
}

export function PartsTile({ report, of, onOpen }: PartsTileProps) {
  const t = useT();
  const format = useFormat();
  const words = useResultWords();
  const nameOf = useOutreachParts();
  const [by, setBy] = useState<ResultBy>("channel");
  const parts = report.result.by[by];
  const all = report.result.contacted;
  const tells = safeCounts(parts);
  const { title, ...table } = usePartsTables(report)(by);
  const most = roundAbove(Math.max(0, ...[all, ...parts].map((part) => shareOfGroup(part)?.high ?? 0)));
  const line = (part: Worked, row: number | null, name: string, value?: string) => {
    const share = shareOfGroup(part);
    const only = value === undefined ? {} : { of: { by, value } };
    const door = (who: OutreachReaders["who"], count: number, column: string) => (
      <Unprinted isHidden={!tells(row, who === "returned" ? "returned" : "readers")}>
        <NumberDoor count={count} label={`${name} · ${column}`} onOpen={() => onOpen({ who, ...only })} />
      </Unprinted>
    );
    return (
      <tr key={value ?? ""}>
        <th scope="row">{name}</th>
        <td className="nums">{door("listed", part.readers, t("result.listed"))}</td>
        <td className="nums" data-no-rows title={t("words.no-rows")}>
          {format.number(part.attempts)}
        </td>
        <td className="nums">{door("reached", part.reached, t("result.reached"))}</td>
        <td className="nums">{door("completed", part.completed, t("result.completed"))}</td>
        <td className="nums">{door("returned", part.returned, t("result.returned"))}</td>
        <td className="nums">
          <Unprinted isHidden={!tells(row, "returned")}>{words.shareOf(part)}</Unprinted>
        </td>
        <td className={styles.picture}>
          <Unprinted isHidden={!tells(row, "returned")}>
            {share !== undefined && <RowInterval {...share} point={share.share} most={most} />}
          </Unprinted>
        </td>
        <td className="nums" data-no-rows title={t("words.no-rows")}>
          {format.number(part.minutes + (row === null ? report.preparing : 0))}
        </td>
        <td className="nums" data-no-rows title={t("words.no-rows")}>
          {each(part.minutes + (row === null ? report.preparing : 0), part.readers, words.amount)}
        </td>
      </tr>
    );
  };
  return (
    <ResultTile
      title={title}
      sub={t("result.parts-sub")}
      className={styles.parts ?? ""}
      table={table}
      how={t("result.parts-how")}
      say={<PartsSentence report={report} />}
      of={of}
    >
      <div className={classNames(styles.by, "no-print")}>
        <PreparingField outreach={report.outreach} />
        <Select
          aria-label={t("result.by")}
          value={by}
          options={RESULT_BY.map((value) => ({ value, label: t(`result.by-${value}`) }))}
          onChange={setBy}
        />
      </div>
      <table className={styles.rows} aria-label={title}>
        <TableHead
          cells={[
            t(`result.by-${by}`),
            t("result.listed"),
            t("result.attempts"),
            t("result.reached"),
            t("result.completed"),
            t("result.returned"),
            t("result.share"),
          ]}
        >
          <th scope="col" className={styles.picture}>
            {t("result.picture-of", { most: format.percent(most) })}
          </th>
          <th scope="col" className="nums">
            {t("result.minutes")}
          </th>
          <th scope="col" className="nums">
            {t("result.each")}
          </th>
        </TableHead>
        <tbody>
          {parts.map((part, row) => line(part, row, nameOf(by, part.value), part.value))}
          {report.preparing > 0 && (
            <tr>
              <th scope="row">{t("result.preparing")}</th>
              <td colSpan={7} />
              <td className="nums" data-no-rows title={t("words.no-rows")}>
                {format.number(report.preparing)}
              </td>
              <td />
            </tr>
          )}
        </tbody>
        <tfoot>{line(all, null, t("result.total"))}</tfoot>
      </table>
    </ResultTile>
  );
}

const each = (minutes: number, people: number, amount: (value: number) => string): string =>
  people === 0 ? "–" : amount(minutes / people);

/** As it may leave the house. */
export function usePartsTables({ result, preparing }: RoundReport): (by: ResultBy) => TitledTable {
  const t = useT();
  const words = useResultWords();
  const nameOf = useOutreachParts();
  return (by) => {
    const parts = result.by[by];
    const tells = safeCounts(parts);
    const line = (name: string, part: Worked, row: number | null, minutes: number): readonly string[] => {
      const [hidesAll, hidesReturned] = [!tells(row, "readers"), !tells(row, "returned")];
      return [
        name,
        inFile(hidesAll, String(part.readers)),
        String(part.attempts),
        inFile(hidesAll || isTelling(part, part.reached), String(part.reached)),
        inFile(hidesAll || isTelling(part, part.completed), String(part.completed)),
        inFile(hidesReturned, String(part.returned)),
        inFile(hidesReturned, words.shareOf(part)),
        inFile(hidesReturned, words.intervalOf(part)),
        String(minutes),
        inFile(hidesAll, each(minutes, part.readers, words.amount)),
      ];
    };
    return {
      title: `${t("result.parts")} · ${t(`result.by-${by}`)}`,
      head: [
        t(`result.by-${by}`),
        t("result.listed"),
        t("result.attempts"),
        t("result.reached"),
        t("result.completed"),
        t("result.returned"),
        t("result.share"),
        t("figures.interval-95"),
        t("result.minutes"),
        t("result.each"),
      ],
      rows: [
        ...parts.map((part: WorkedPart, row) => line(nameOf(by, part.value), part, row, part.minutes)),
        ...(preparing > 0 ? [[t("result.preparing"), ...Array<string>(7).fill(""), String(preparing), ""]] : []),
        line(t("result.total"), result.contacted, null, result.contacted.minutes + preparing),
      ],
    };
  };
}

/** Few are in it, or few are not. */
const isTelling = ({ readers }: Worked, count: number): boolean =>
  [count, readers - count].some((few) => few > 0 && few < FEWEST_TOLD);
const FEWEST_TOLD = 5;

function PartsSentence({ report: { result, preparing, hourRate } }: { readonly report: RoundReport }) {
  const t = useT();
  const format = useFormat();
  const words = useResultWords();
  const { readers, returned } = result.contacted;
  const minutes = result.contacted.minutes + preparing;
  if (minutes === 0 || readers === 0) return null;
  const isFew = isTelling(result.contacted, returned);
  return (
    <>
      {t("result.parts-say-none", { minutes, each: words.amount(minutes / readers) })}
      {returned > 0 && (
        <Unprinted isHidden={isFew}>
          {t("result.parts-say-return", { returned: words.amount(minutes / returned) })}
        </Unprinted>
      )}
      {hourRate !== undefined && (
        <>
          {t("result.parts-cost", { rate: format.number(hourRate), cost: words.cost(minutes, hourRate) })}
          {returned > 0 && (
            <Unprinted isHidden={isFew}>
              {t("result.parts-cost-return", { cost: words.cost(minutes / returned, hourRate) })}
            </Unprinted>
          )}
        </>
      )}
      {result.verdict.tag === "not-shown" && t("result.parts-not-shown")}
    </>
  );
}
