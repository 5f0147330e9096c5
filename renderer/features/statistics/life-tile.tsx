/**
 * How many readers stand at each stage of the life cycle, and how that has changed in a month; stages of few stay off
 * paper and out of files.
 */
import { type ReactNode, useId } from "react";
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { inFile, Unprinted } from "../../desk-services/figures/unprinted.tsx";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import { TOLD } from "../../platform/worker/counted-sets.ts";
import type { StageCount } from "../../platform/worker/statistics-api.ts";
import { classNames } from "../../ui/class-names.ts";
import { difference } from "./difference.ts";
import { Tile } from "./tile.tsx";
import { useTold } from "./told.tsx";

/** Colour and pattern of each stage: told apart without colour too. */
const LOOKS: Readonly<Record<LifeState, { readonly fill: string; readonly pattern?: "lines" | "dots" | "back" }>> = {
  potential: { fill: "f6" },
  registered: { fill: "f4", pattern: "lines" },
  new: { fill: "f2", pattern: "dots" },
  active: { fill: "f1" },
  occasional: { fill: "f3", pattern: "back" },
  "not-seen": { fill: "f5" },
  inactive: { fill: "f6", pattern: "lines" },
  returned: { fill: "f2" },
  left: { fill: "f6", pattern: "dots" },
  moved: { fill: "f6", pattern: "back" },
  deceased: { fill: "f6", pattern: "dots" },
};
/** Who has gone is not drawn: the table has them. */
const GONE: ReadonlySet<LifeState> = new Set(["left", "moved", "deceased"]);
const [WIDTH, HEIGHT, GAP] = [996, 22, 2];

interface LifeTileProps {
  readonly stages: readonly StageCount[];
  readonly notSeenWithOwner: number;
  readonly onStage: (state: LifeState) => void;
}

export function LifeTile({ stages, notSeenWithOwner, onStage }: LifeTileProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const id = useId();
  const here = stages.filter(({ state }) => !GONE.has(state));
  const total = here.reduce((sum, { count }) => sum + count, 0);
  const notSeen = stages.find(({ state }) => state === "not-seen")?.count ?? 0;
  const { tells } = useTold();
  const hides = (state: LifeState): boolean => !tells(TOLD.state(state));
  // where nobody leaves a stage, a change of few is a group of few
  const hidesChange = ({ state, count, before }: StageCount): boolean =>
    !tells(TOLD.state(state), TOLD.state(state, "before")) || isSmall(Math.abs(count - before));
  const nameOf = (state: LifeState): string => t(`life.state-${state}`);
  return (
    <Tile
      title={t("statistics.life")}
      sub={<Unprinted isHidden={!tells(TOLD.here)}>{t("statistics.life-sub", { count: total })}</Unprinted>}
      className="t5"
      how="statistics.life-how"
      of="everybody"
      table={{
        head: [t("statistics.stage"), t("statistics.readers"), t("statistics.change")],
        rows: stages.map((stage) => [
          nameOf(stage.state),
          inFile(hides(stage.state), format.number(stage.count)),
          inFile(hidesChange(stage), difference(stage.count, stage.before, format.number)),
        ]),
      }}
      say={
        <Unprinted isHidden={!tells(TOLD.state("not-seen"), TOLD.notSeenOwned)}>
          {rich("statistics.life-say", {
            count: (
              <strong>
                {notSeen === 0 ? (
                  t("figures.persons", { count: 0 })
                ) : (
                  <button type="button" className="link" onClick={() => onStage("not-seen")}>
                    {t("figures.persons", { count: notSeen })}
                  </button>
                )}
              </strong>
            ),
            owned: format.number(notSeenWithOwner),
          })}
        </Unprinted>
      }
    >
      <svg
        className={classNames("chart", "lifebar", here.some(({ state }) => hides(state)) && "no-print")}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("statistics.life-picture")}
      >
        <Patterns id={id} />
        <Bar stages={here} total={total} id={id} />
      </svg>
      <ul className="stages">
        {here.map(({ state, count, before }) => (
          <li key={state} className="line-door">
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <Swatch state={state} id={id} width={12} height={12} x={0} />
            </svg>
            <button type="button" onClick={() => onStage(state)}>
              {nameOf(state)}
            </button>
            <b>
              <Unprinted isHidden={hides(state)}>{format.number(count)}</Unprinted>
            </b>
            <span className="meta">
              <Unprinted isHidden={hidesChange({ state, count, before })}>
                {difference(count, before, format.number)}
              </Unprinted>
            </span>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

const Patterns = ({ id }: { id: string }): ReactNode => (
  <defs>
    <pattern id={`${id}lines`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path className="pat" d="M0 0V6" />
    </pattern>
    <pattern id={`${id}dots`} width="6" height="6" patternUnits="userSpaceOnUse">
      <circle className="pat-dot" cx="3" cy="3" r="1.2" />
    </pattern>
    <pattern id={`${id}back`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <path className="pat" d="M0 0V6" />
    </pattern>
  </defs>
);

function Bar({ stages, total, id }: { stages: readonly StageCount[]; total: number; id: string }) {
  const shown = stages.filter(({ count }) => count > 0);
  const room = WIDTH - GAP * Math.max(0, shown.length - 1);
  let left = 0;
  return shown.map(({ state, count }) => {
    const width = (count / total) * room;
    const x = left;
    left += width + GAP;
    return <Swatch key={state} state={state} id={id} x={x} width={width} height={HEIGHT} />;
  });
}

function Swatch({
  state,
  id,
  x,
  width,
  height,
}: {
  state: LifeState;
  id: string;
  x: number;
  width: number;
  height: number;
}) {
  const { fill, pattern } = LOOKS[state];
  return (
    <>
      <rect className={fill} x={x} width={width} height={height} />
      {pattern !== undefined && <rect fill={`url(#${id}${pattern})`} x={x} width={width} height={height} />}
    </>
  );
}
