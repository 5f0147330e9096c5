/** Expected use: how likely readers are still active by the BG/NBD model, and how well it tells the visits that were made. Few stay off paper and out of files. */
import { useId } from "react";
import type { RepeatBin } from "#shared/analysis/bg-nbd-fit.ts";
import { hideSmallCells, isSmall } from "#shared/analysis/small-cells.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { ACTIVE_BANDS, type ExpectedUse } from "../../../platform/readers-page-api.ts";
import type { Figure, StatisticsAsked } from "../../../platform/statistics-api.ts";
import { Tile } from "../tile.tsx";
import { inFile, Unprinted } from "../unprinted.tsx";
import { useAnswer } from "../use-answer.ts";
import { NumberLink } from "./number-link.tsx";

/** The plane of the columns in the drawing. */
const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [4, 396, 14, 100, 118];
const BAR = 14;

export function ExpectedTile({ asked: { branch, month }, onOpen }: { asked: StatisticsAsked; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const answer = useAnswer<ExpectedUse>(`${branch} ${month}`, async (worker) => worker.statistics.expectedUse({ branch, month }));
  const words = { title: t("figures.expected"), className: "t7", how: "figures.expected-how", of: "came" } as const;
  if (answer.tag === "ready" && !answer.isOther) return <Fitted use={answer.value} words={words} onOpen={onOpen} />;
  return (
    <Tile {...words} table={{ head: [words.title], rows: [] }}>
      <p className="meta" aria-live="polite">
        {answer.tag === "failed" ? t("statistics.failed", { reason: answer.reason }) : t("figures.fitting")}
      </p>
    </Tile>
  );
}

interface FittedProps {
  readonly use: ExpectedUse;
  readonly words: { readonly title: string; readonly className: string; readonly how: "figures.expected-how"; of: "came" };
  readonly onOpen: (figure: Figure) => void;
}

function Fitted({ use, words, onOpen }: FittedProps) {
  const t = useT();
  const format = useFormat();
  const percent = (share: number): string => format.percent(Math.round(share * 1000) / 1000);
  if (use.tag === "too-little-data") {
    return (
      <Tile {...words} table={{ head: [words.title], rows: [] }}>
        <p className="meta">
          <Unprinted isHidden={isSmall(use.readers) || isSmall(use.repeating)}>{t("figures.too-little-data", { readers: use.readers, repeating: use.repeating })}</Unprinted>
        </p>
      </Tile>
    );
  }
  const safe = hideSmallCells(use.bins.map(({ actual }) => actual)).counts;
  const safeBands = use.tag === "fitted" ? hideSmallCells(ACTIVE_BANDS.map((band) => use.bands[band])).counts : [];
  const binName = ({ from, to }: RepeatBin): string => (to === from ? format.number(from) : Number.isFinite(to) ? `${from}–${to}` : `${from}+`);
  return (
    <Tile
      {...words}
      sub={t("figures.expected-sub")}
      table={{
        head: [t("figures.repeats"), t("figures.bin-actual"), t("figures.bin-expected")],
        rows: use.bins.map((bin, place) => [binName(bin), inFile(safe[place] === null, format.number(bin.actual)), format.number(Math.round(bin.expected))]),
      }}
      say={use.tag === "poor-fit" ? t("figures.poor-fit", { misplaced: percent(use.misplaced) }) : t("figures.expected-say", { misplaced: percent(use.misplaced) })}
    >
      <div className="expected">
        {use.tag === "fitted" && (
          <ul className="bands" aria-label={t("figures.bands")}>
            {ACTIVE_BANDS.map((band, place) => (
              <li key={band}>
                <span>{t(`figures.band-${band}`)}</span>
                <Unprinted isHidden={safeBands[place] === null}>
                  <NumberLink count={use.bands[band]} label={t("figures.count-of", { name: t(`figures.band-${band}`), count: use.bands[band] })} onOpen={() => onOpen({ tag: "active", band })} />
                </Unprinted>
              </li>
            ))}
          </ul>
        )}
        <Columns bins={use.bins} hasFew={safe.includes(null)} nameOf={binName} />
      </div>
    </Tile>
  );
}

function Columns({ bins, hasFew, nameOf }: { bins: readonly RepeatBin[]; hasFew: boolean; nameOf: (bin: RepeatBin) => string }) {
  const t = useT();
  const hatch = useId();
  const most = Math.max(1, ...bins.flatMap(({ actual, expected }) => [actual, expected]));
  const heightOf = (count: number): number => (count / most) * (BOTTOM - TOP);
  const width = (RIGHT - LEFT) / Math.max(1, bins.length);
  return (
    <figure className={hasFew ? "no-print" : undefined}>
      <svg className="chart" viewBox={`0 0 400 ${HEIGHT}`} role="img" aria-label={t("figures.bins-picture")}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="pat" d="M0 0V6" />
          </pattern>
        </defs>
        <path className="axis" d={`M${LEFT} ${BOTTOM}H${RIGHT}`} />
        {bins.map((bin, index) => {
          const middle = LEFT + (index + 0.5) * width;
          const [actual, expected] = [heightOf(bin.actual), heightOf(bin.expected)];
          return (
            <g key={bin.from}>
              <rect className="f1" x={middle - BAR - 1} y={BOTTOM - actual} width={BAR} height={actual} />
              <rect className="f6" x={middle + 1} y={BOTTOM - expected} width={BAR} height={expected} />
              <rect fill={`url(#${hatch})`} x={middle + 1} y={BOTTOM - expected} width={BAR} height={expected} />
              <text x={middle} y={HEIGHT - 4} textAnchor="middle">
                {nameOf(bin)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="meta">{t("figures.bins-caption")}</figcaption>
    </figure>
  );
}
