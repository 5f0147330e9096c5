/**
 * The path of readers, potential → actual → loyal, with how many went a step further in twelve months. Few stay off
 * paper and out of files.
 */
import { ArrowRight } from "lucide-react";
import { Fragment } from "react";
import type { PathStep } from "#shared/analysis/life/reader-path.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import { type BecameStep, PATH_STEPS, type PathCounts } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { shareBeside, shareText } from "../../../words/percentage-words.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

export function PathTile({ path, onOpen }: { path: PathCounts; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const format = useFormat();
  const rate = ({ of, went }: PathStep): string => shareText({ part: went, whole: of }, t, format);
  const { tells } = useTold();
  const hides = (step: BecameStep): boolean => !tells(TOLD.could(step), TOLD.became(step));
  const stepTo: Readonly<Record<BecameStep, PathStep>> = { actual: path.toActual, loyal: path.toLoyal };
  return (
    <Tile
      title={t("figures.path")}
      sub={t("figures.twelve-months")}
      className="t5"
      how="figures.path-how"
      of="everybody"
      table={{
        head: [
          t("figures.step"),
          t("statistics.readers"),
          t("figures.became"),
          t("figures.could"),
          t("figures.conversion"),
        ],
        rows: PATH_STEPS.map((step) => [
          t(`figures.step-${step}`),
          inFile(!tells(TOLD.path(step)), format.number(path[step])),
          ...(step === "potential"
            ? ["–", "–", "–"]
            : [
                inFile(!tells(TOLD.became(step)), format.number(stepTo[step].went)),
                inFile(!tells(TOLD.could(step)), format.number(stepTo[step].of)),
                inFile(hides(step), shareBeside({ part: stepTo[step].went, whole: stepTo[step].of }, format)),
              ]),
        ]),
      }}
      say={
        <Unprinted isHidden={hides("actual") || hides("loyal")}>
          {t("figures.path-say", { actual: rate(path.toActual), loyal: rate(path.toLoyal) })}
        </Unprinted>
      }
    >
      <ol className="path">
        {PATH_STEPS.map((step) => (
          <Fragment key={step}>
            {step !== "potential" && (
              <li className="conversion">
                <Icon icon={ArrowRight} />
                <Unprinted isHidden={hides(step)}>
                  <span>{rate(stepTo[step])}</span>
                  <NumberLink
                    count={stepTo[step].went}
                    label={t("figures.became-count", { step: t(`figures.step-${step}`), count: stepTo[step].went })}
                    onOpen={() => onOpen({ tag: "became", step })}
                  />
                </Unprinted>
              </li>
            )}
            <li className="stop">
              <span>{t(`figures.step-${step}`)}</span>
              <b>
                <Unprinted isHidden={!tells(TOLD.path(step))}>
                  <NumberLink
                    count={path[step]}
                    label={t("figures.count-of", { name: t(`figures.step-${step}`), count: path[step] })}
                    onOpen={() => onOpen({ tag: "path", step })}
                  />
                </Unprinted>
              </b>
            </li>
          </Fragment>
        ))}
      </ol>
    </Tile>
  );
}
