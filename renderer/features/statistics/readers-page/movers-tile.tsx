/**
 * Movers: who crossed the line of the most active fifth since the quarter began, by a measure that can be switched. Few
 * stay off paper and out of files.
 */
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { MEASURES, type Measure } from "#shared/analysis/value.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { MoverCounts } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Select } from "../../../ui/select.tsx";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

export function MoversTile({ movers, onOpen }: { movers: MoverCounts; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const format = useFormat();
  const { tells } = useTold();
  const [measure, setMeasure] = useState<Measure>("combined");
  const { entered, left, lineBefore, lineNow } = movers.byMeasure[measure];
  /**
   * Who is in a fifth goes by the readers looked at, so a branch adds up with no other; the two sides differ by how the
   * fifth has grown.
   */
  const hides = (each: Measure): boolean =>
    !tells(TOLD.measured(each)) || isSmall(movers.byMeasure[each].entered) || isSmall(movers.byMeasure[each].left);
  const lineText = (line: number | null): string => (line === null ? "–" : format.number(Math.round(line * 10) / 10));
  return (
    <Tile
      title={t("figures.movers")}
      sub={t("figures.movers-sub", { day: movers.before })}
      className="t5"
      how="figures.movers-how"
      of="measured"
      table={{
        head: [
          t("figures.measure"),
          t("figures.entered"),
          t("figures.left"),
          t("figures.line-before"),
          t("figures.line-now"),
        ],
        rows: MEASURES.map((each) => {
          const of = movers.byMeasure[each];
          return [
            t(`figures.measure-${each}`),
            inFile(hides(each), format.number(of.entered)),
            inFile(hides(each), format.number(of.left)),
            lineText(of.lineBefore),
            lineText(of.lineNow),
          ];
        }),
      }}
      say={
        lineNow === null
          ? t("statistics.no-use")
          : t("figures.movers-say", { before: lineText(lineBefore), now: lineText(lineNow) })
      }
    >
      <div className="movers">
        <Select
          aria-label={t("figures.measure")}
          value={measure}
          options={MEASURES.map((value) => ({ value, label: t(`figures.measure-${value}`) }))}
          onChange={setMeasure}
        />
        <dl>
          <dt>
            <Icon icon={ArrowUp} />
            {t("figures.entered")}
          </dt>
          <dd>
            <Unprinted isHidden={hides(measure)}>
              <NumberLink
                count={entered}
                label={t("figures.count-of", { name: t("figures.entered"), count: entered })}
                onOpen={() => onOpen({ tag: "entered-fifth", measure })}
              />
            </Unprinted>
          </dd>
          <dt>
            <Icon icon={ArrowDown} />
            {t("figures.left")}
          </dt>
          <dd>
            <Unprinted isHidden={hides(measure)}>
              <NumberLink
                count={left}
                label={t("figures.count-of", { name: t("figures.left"), count: left })}
                onOpen={() => onOpen({ tag: "left-fifth", measure })}
              />
            </Unprinted>
          </dd>
        </dl>
      </div>
    </Tile>
  );
}
