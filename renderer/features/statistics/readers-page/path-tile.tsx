/** The path of readers, potential → actual → loyal, with how many went a step further in twelve months. */
import { ArrowRight } from "lucide-react";
import { Fragment } from "react";
import type { PathStep } from "#shared/analysis/reader-path.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { type BecameStep, PATH_STEPS, type PathCounts } from "../../../platform/readers-page-api.ts";
import type { Figure } from "../../../platform/statistics-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Tile } from "../tile.tsx";
import { NumberLink } from "./number-link.tsx";

export function PathTile({ path, onOpen }: { path: PathCounts; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const format = useFormat();
  const rate = ({ of, went }: PathStep): string => (of === 0 ? "–" : format.percent(Math.round((went / of) * 1000) / 1000));
  const stepTo: Readonly<Record<BecameStep, PathStep>> = { actual: path.toActual, loyal: path.toLoyal };
  return (
    <Tile
      title={t("figures.path")}
      sub={t("figures.twelve-months")}
      className="t5"
      how="figures.path-how"
      table={{
        head: [t("figures.step"), t("statistics.readers"), t("figures.became"), t("figures.could"), t("figures.conversion")],
        rows: PATH_STEPS.map((step) => [
          t(`figures.step-${step}`),
          format.number(path[step]),
          ...(step === "potential" ? ["–", "–", "–"] : [format.number(stepTo[step].went), format.number(stepTo[step].of), rate(stepTo[step])]),
        ]),
      }}
      say={t("figures.path-say", { actual: rate(path.toActual), loyal: rate(path.toLoyal) })}
    >
      <ol className="path">
        {PATH_STEPS.map((step) => (
          <Fragment key={step}>
            {step !== "potential" && (
              <li className="conversion">
                <Icon icon={ArrowRight} />
                <span>{rate(stepTo[step])}</span>
                <NumberLink count={stepTo[step].went} label={t("figures.became-count", { step: t(`figures.step-${step}`), count: stepTo[step].went })} onOpen={() => onOpen({ tag: "became", step })} />
              </li>
            )}
            <li className="stop">
              <span>{t(`figures.step-${step}`)}</span>
              <b>
                <NumberLink count={path[step]} label={t("figures.count-of", { name: t(`figures.step-${step}`), count: path[step] })} onOpen={() => onOpen({ tag: "path", step })} />
              </b>
            </li>
          </Fragment>
        ))}
      </ol>
    </Tile>
  );
}
