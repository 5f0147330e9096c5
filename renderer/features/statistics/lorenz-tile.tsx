/**
 * 80/20 as evidence: the Lorenz curve of use, and what the most active fifth has of it. Of few readers it stays off
 * paper and out of files.
 */
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { MEASURES, type Measure } from "#shared/analysis/value.ts";
import { Unprinted } from "../../desk-services/figures/unprinted.tsx";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import { TOLD } from "../../platform/worker/counted-sets.ts";
import type { Overview } from "../../platform/worker/statistics-api.ts";
import { classNames } from "../../ui/class-names.ts";
import { Select } from "../../ui/select.tsx";
import { isOfEnough, shareText } from "../../words/percentage-words.ts";
import { Tile } from "./tile.tsx";
import { useTold } from "./told.tsx";

/** The plane of the curve in the drawing. */
const [LEFT, TOP, WIDTH, HEIGHT] = [34, 8, 176, 118];
const x = (share: number): number => LEFT + share * WIDTH;
const y = (share: number): number => TOP + (1 - share) * HEIGHT;
const BOTTOM = y(0);

interface LorenzTileProps {
  readonly concentrations: Overview["concentrations"];
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure) => void;
  readonly onTop: () => void;
  readonly onAll: () => void;
}

export function LorenzTile({ concentrations, measure, onMeasure, onTop, onAll }: LorenzTileProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const { tells } = useTold();
  const title = t("statistics.lorenz");
  const concentration = concentrations[measure];
  const choice = (
    <Select
      aria-label={t("figures.measure")}
      value={measure}
      options={MEASURES.map((value) => ({ value, label: t(`figures.measure-${value}`) }))}
      onChange={onMeasure}
    />
  );
  if (concentration === null) {
    return (
      <Tile title={title} className="t4" of="measured" how="statistics.lorenz-how" table={{ head: [title], rows: [] }}>
        <div className="of-measure">{choice}</div>
        <p className="meta">{t("statistics.no-use")}</p>
      </Tile>
    );
  }
  const { topFifth, topFifthShare, readersFor80, readers, total, gini, lorenz } = concentration;
  // of few readers the amounts: a percentage would look more certain than it is
  const share = isOfEnough({ part: topFifth, whole: readers })
    ? format.percent(Math.round(topFifthShare * 100) / 100)
    : `${format.number(Math.round(topFifthShare * total))} / ${format.number(Math.round(total))}`;
  const points = lorenz.map(([readerShare, useShare]) => `${x(readerShare).toFixed(1)} ${y(useShare).toFixed(1)}`);
  // the fifth of few readers are few
  const isHidden =
    !tells(TOLD.measured(measure)) || isSmall(topFifth) || isSmall(readersFor80) || isSmall(readers - readersFor80);
  const elbow = y(1 - topFifthShare);
  return (
    <Tile
      title={title}
      sub={t("statistics.lorenz-sub")}
      className="t4 lorenz"
      of="measured"
      readers={readers}
      onReaders={onAll}
      isTold={tells(TOLD.measured(measure))}
      how="statistics.lorenz-how"
      table={{
        head: [t("statistics.share-readers"), t("statistics.share-use")],
        rows: (isHidden ? [] : lorenz)
          .filter(
            (_, index) => index % Math.max(1, Math.floor(lorenz.length / 10)) === 0 || index === lorenz.length - 1,
          )
          .map(([readerShare, useShare]) => [format.percent(readerShare), format.percent(useShare)]),
      }}
      say={
        <Unprinted isHidden={isHidden}>
          {rich("statistics.lorenz-say", {
            top: topFifth,
            share: (
              <button type="button" className="link" onClick={onTop}>
                <strong>{share}</strong>
              </button>
            ),
            part: shareText({ part: readersFor80, whole: readers }, t, format),
            gini: gini.toFixed(2),
          })}
        </Unprinted>
      }
    >
      <div className="of-measure">{choice}</div>
      <svg
        className={classNames("chart", isHidden && "no-print")}
        viewBox="0 0 300 150"
        role="img"
        aria-label={t("statistics.lorenz-picture", { share })}
      >
        <path className="under" d={`M${x(0)} ${BOTTOM} L${points.join(" L")} L${x(1)} ${BOTTOM}Z`} />
        <path className="grid" d={`M${LEFT} ${y(1)}H${x(1)}M${LEFT} ${y(0.5)}H${x(1)}`} />
        <path className="equal" d={`M${LEFT} ${BOTTOM}L${x(1)} ${y(1)}`} />
        <path className="axis" d={`M${LEFT} ${TOP}V${BOTTOM}H${x(1)}`} />
        <path className="mark" d={`M${x(0.8)} ${BOTTOM}V${elbow}H${x(1) + 8}`} />
        <path className="curve" d={`M${points.join(" L")}`} />
        <circle className="point" cx={x(0.8)} cy={elbow} r="4" />
        <path className="curve" d={`M${x(1) + 8} ${TOP}V${elbow}`} />
        <text x={LEFT - 6} y={TOP + 4} textAnchor="end">
          100%
        </text>
        <text x={LEFT - 6} y={y(0.5) + 4} textAnchor="end">
          50%
        </text>
        <text x={LEFT - 6} y={BOTTOM} textAnchor="end">
          0
        </text>
        <text x={LEFT} y="146">
          {t("statistics.lorenz-axis")}
        </text>
        <text x={x(0.8)} y="146" textAnchor="middle">
          80%
        </text>
        <text className="strong" x={x(1) + 16} y={(TOP + elbow) / 2 - 2}>
          {t("statistics.top-fifth")}
        </text>
        <text className="strong" x={x(1) + 16} y={(TOP + elbow) / 2 + 14}>
          {t("statistics.has-share", { share })}
        </text>
      </svg>
    </Tile>
  );
}
