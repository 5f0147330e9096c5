/** Opinions of six months: answered by their day, and not; the second also hatched. */
import { type ReactNode, useId } from "react";
import type { MonthOfOpinions } from "#shared/analysis/deadlines-kept.ts";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import type { Leads } from "./five-steps.tsx";
import { NumberLink } from "./readers-page/number-link.tsx";
import { Tile } from "./tile.tsx";

/** The plane of the columns in the drawing. */
const [LEFT, RIGHT, TOP, BOTTOM] = [28, 296, 26, 120];
const BAR = 24;

/** A round number of opinions that the axis ends at. */
function axisEnd(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return Math.max(2, [1, 2, 5, 10].map((times) => times * step).find((end) => end >= most) ?? most);
}

interface OpinionsTileProps {
  readonly months: readonly MonthOfOpinions[];
  readonly onOpen: (to: Leads) => void;
}

export function OpinionsTile({ months, onOpen }: OpinionsTileProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const hatch = useId();
  const end = axisEnd(Math.max(0, ...months.map(({ inTime, late }) => inTime + late)));
  const heightOf = (count: number): number => (count / end) * (BOTTOM - TOP);
  const width = (RIGHT - LEFT) / Math.max(1, months.length);
  const nameOf = (month: string): string => t("statistics.month-short", { month: Number(month.slice(5)) });
  const last = months.at(-1) ?? { month: "0000-01", inTime: 0, late: 0 };
  const title = t("statistics.opinions");
  const door = (of: "part" | "all", name: string, count: number): ReactNode => (
    <NumberLink
      count={count}
      label={t("statistics.open-step", { name, value: format.number(count) })}
      onOpen={() => onOpen({ report: { tag: "opinions", of }, month: last.month })}
    />
  );
  return (
    <Tile
      title={title}
      sub={t("statistics.opinions-sub")}
      className="t3 opin"
      how="statistics.opinions-how"
      of="opinions"
      table={{
        head: [t("statistics.month"), t("statistics.in-time"), t("statistics.late")],
        rows: months.map(({ month, inTime, late }) => [month, format.number(inTime), format.number(late)]),
      }}
      say={
        last.inTime + last.late === 0
          ? t("statistics.opinions-none", { month: nameOf(last.month) })
          : rich("statistics.opinions-say", {
              month: nameOf(last.month),
              share: (
                <strong>
                  {door("part", t("statistics.in-time"), last.inTime)}
                  {" / "}
                  {door("all", title, last.inTime + last.late)}
                </strong>
              ),
            })
      }
    >
      <svg className="chart" viewBox="0 0 300 142" role="img" aria-label={title}>
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="pat" d="M0 0V5" />
          </pattern>
        </defs>
        <path className="grid" d={`M${LEFT} ${TOP}H${RIGHT}M${LEFT} ${(TOP + BOTTOM) / 2}H${RIGHT}`} />
        {[0, end / 2, end].map((count) => (
          <text key={count} x={LEFT - 6} y={BOTTOM - heightOf(count) + 4} textAnchor="end">
            {Number.isInteger(count) ? count : ""}
          </text>
        ))}
        {months.map(({ month, inTime, late }, index) => {
          const left = LEFT + index * width + (width - BAR) / 2;
          const top = BOTTOM - heightOf(inTime);
          const topLate = top - heightOf(late);
          return (
            <g key={month}>
              <rect className="f1" x={left} y={top} width={BAR} height={heightOf(inTime)} />
              <rect className="f5" x={left} y={topLate} width={BAR} height={heightOf(late)} />
              <rect fill={`url(#${hatch})`} x={left} y={topLate} width={BAR} height={heightOf(late)} />
              {late > 0 && (
                <text className="strong" x={left + BAR / 2} y={topLate - 5} textAnchor="middle">
                  {late}
                </text>
              )}
              <text x={left + BAR / 2} y={BOTTOM + 17} textAnchor="middle">
                {nameOf(month)}
              </text>
            </g>
          );
        })}
        <path className="axis" d={`M${LEFT} ${BOTTOM}H${RIGHT}`} />
      </svg>
    </Tile>
  );
}
