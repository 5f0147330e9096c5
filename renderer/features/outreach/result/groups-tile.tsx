/** The two groups beside each other: who came again of the contacted and of the held-back, and the difference. */
import type { ReactNode } from "react";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import type { Difference } from "#shared/analysis/wilson.ts";
import { type GroupCount, shareOfGroup } from "#shared/outreach/pooled-difference.ts";
import { inFile } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Arm, roundAbove } from "./interval-picture.tsx";
import styles from "./result.module.css";
import { ResultTile } from "./result-tile.tsx";
import { type ResultWords, useResultWords } from "./result-words.ts";
import { tellsGroup } from "./safe-counts.ts";
import type { TitledTable } from "./use-save-result.ts";

interface GroupsTileProps {
  readonly contacted: GroupCount;
  readonly heldBack: GroupCount;
  /** Undefined while nothing is compared. */
  readonly difference: Difference | undefined;
  readonly axis: string;
  readonly how: string;
  readonly say?: ReactNode;
  readonly of: readonly string[];
}

type Groups = Pick<GroupsTileProps, "contacted" | "heldBack" | "difference">;

export function GroupsTile({ axis, how, say, of, ...groups }: GroupsTileProps) {
  const t = useT();
  const { title, ...table } = useGroupsTable(groups);
  return (
    <ResultTile
      title={title}
      sub={t("result.groups-sub")}
      className={styles.groups ?? ""}
      table={table}
      how={how}
      say={say}
      of={of}
    >
      <div className={tellsGroup(groups.contacted) && tellsGroup(groups.heldBack) ? undefined : "no-print"}>
        <Picture {...groups} axis={axis} />
      </div>
    </ResultTile>
  );
}

/** The table behind the picture, as it may leave the house. */
export function useGroupsTable({ contacted, heldBack, difference }: Groups): TitledTable {
  const t = useT();
  const words = useResultWords();
  const line = (name: string, group: GroupCount): readonly string[] => [
    name,
    inFile(isSmall(group.readers), String(group.readers)),
    ...[String(group.returned), words.shareOf(group), words.intervalOf(group)].map((text) =>
      inFile(!tellsGroup(group), text),
    ),
  ];
  const hidesEither = !(tellsGroup(contacted) && tellsGroup(heldBack));
  return {
    title: t("result.groups"),
    head: [t("result.group"), t("result.readers"), t("result.returned"), t("result.share"), t("figures.interval-95")],
    rows: [
      line(t("result.contacted"), contacted),
      ...(heldBack.readers === 0 ? [] : [line(t("result.held"), heldBack)]),
      ...(difference === undefined
        ? []
        : [
            [
              t("result.difference"),
              "",
              "",
              inFile(hidesEither, words.signed(difference.difference)),
              inFile(hidesEither, words.pointsBetween(difference)),
            ],
          ]),
    ],
  };
}

const [WIDTH, HEIGHT] = [724, 180];
const SHARES = { from: 76, to: 372 } as const;
const POINTS = { from: 464, to: 704 } as const;
const [TOP, BOTTOM, FIRST, SECOND, MIDDLE] = [24, 156, 60, 120, 90];

function Picture({ contacted, heldBack, difference, axis }: Groups & { readonly axis: string }) {
  const t = useT();
  const words = useResultWords();
  const format = useFormat();
  const rows = [
    { of: "contacted" as const, name: t("result.contacted"), group: contacted, y: FIRST },
    { of: "held" as const, name: t("result.held"), group: heldBack, y: SECOND },
  ].flatMap((row) => {
    const share = shareOfGroup(row.group);
    return share === undefined ? [] : [{ ...row, share }];
  });
  const most = roundAbove(Math.max(...rows.map(({ share }) => share.high), 0));
  const step = most > 0.5 ? 0.2 : 0.1;
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, place) => place * step);
  const scale = (value: number): number => SHARES.from + (value / most) * (SHARES.to - SHARES.from);
  const told = (group: GroupCount): string => `${words.ofReaders(group)}`;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={
        difference === undefined
          ? t("result.picture-running", { contacted: told(contacted), held: told(heldBack) })
          : t("result.picture", {
              contacted: told(contacted),
              held: told(heldBack),
              difference: words.signed(difference.difference),
              low: words.signed(difference.low),
              high: words.signed(difference.high),
            })
      }
    >
      <text x={SHARES.from} y="12">
        {axis}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${scale(tick)} ${TOP}V${BOTTOM}`} />
          <text x={scale(tick)} y={HEIGHT - 6} textAnchor="middle">
            {format.percent(tick)}
          </text>
        </g>
      ))}
      {rows.map(({ of, name, group, share, y }) => (
        <g key={of}>
          <text className={styles.name} x="0" y={y + 4}>
            {name}
          </text>
          <Arm of={of} point={share.share} low={share.low} high={share.high} y={y} scale={scale} />
          <text className="strong" x={scale(share.share)} y={y - 12} textAnchor="middle">
            {words.countOrShare(group)}
          </text>
          <text x={scale(share.high) + 8} y={y + 4}>
            {words.intervalOf(group)}
          </text>
        </g>
      ))}
      {difference !== undefined && <Points difference={difference} words={words} />}
    </svg>
  );
}

/** Of percentage points, with a line at nought. */
function Points({ difference, words }: { readonly difference: Difference; readonly words: ResultWords }) {
  const t = useT();
  const low = Math.min(-0.1, Math.floor(difference.low * 10) / 10);
  const high = Math.max(0.1, Math.ceil(difference.high * 10) / 10);
  const step = high - low > 0.8 ? 0.2 : 0.1;
  const first = Math.ceil(low / step - 1e-9);
  const ticks = Array.from(
    { length: Math.floor(high / step + 1e-9) - first + 1 },
    (_, place) => Math.round((first + place) * step * 10) / 10,
  );
  const scale = (value: number): number => POINTS.from + ((value - low) / (high - low)) * (POINTS.to - POINTS.from);
  const at = (value: number, y: number, className?: string): ReactNode => (
    <text className={className} x={scale(value)} y={y} textAnchor="middle">
      {words.signed(value)}
    </text>
  );
  return (
    <>
      <text x={POINTS.from} y="12">
        {t("result.axis-points")}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className={tick === 0 ? "axis" : "grid"} d={`M${scale(tick)} ${TOP}V${BOTTOM}`} />
          {at(tick, HEIGHT - 6)}
        </g>
      ))}
      <Arm
        of="difference"
        point={difference.difference}
        low={difference.low}
        high={difference.high}
        y={MIDDLE}
        scale={scale}
      />
      {at(difference.difference, MIDDLE - 12, "strong")}
      {at(difference.low, MIDDLE + 20)}
      {at(difference.high, MIDDLE + 20)}
    </>
  );
}
