/**
 * Use value: how many readers have each score of how recent, how often and how much; and what core readers are of all
 * use. Scores of few stay off paper and out of files.
 */

import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import { SCORES, type Score, type ValueSpread } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { isOfEnough } from "../../../words/percentage-words.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

/** The best first, none last. */
const DOWN = [5, 4, 3, 2, 1, 0] as const;

export function ValueTile({ value, onOpen }: { value: ValueSpread; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const title = t("figures.value");
  const most = Math.max(1, ...SCORES.flatMap((score) => value.byScore[score]));
  const { tells } = useTold();
  const hides = (of: Score, score: number): boolean => !tells(TOLD.score(of, score));
  // of few readers the points: a percentage would look more certain than it is
  const share = isOfEnough({ part: value.core, whole: value.readers })
    ? format.percent(Math.round((value.corePoints / value.points) * 100) / 100)
    : `${format.number(Math.round(value.corePoints))} / ${format.number(Math.round(value.points))}`;
  const nameOf = (score: number): string => (score === 0 ? t("figures.no-score") : format.number(score));
  const head = [t("figures.score"), ...SCORES.map((score) => t(`figures.score-${score}`))];
  return (
    <Tile
      title={title}
      sub={<Unprinted isHidden={!tells(TOLD.here)}>{t("figures.persons", { count: value.readers })}</Unprinted>}
      className="t7"
      how="figures.value-how"
      of="here"
      readers={value.readers}
      onReaders={() => onOpen({ tag: "here" })}
      isTold={tells(TOLD.here)}
      table={{
        head,
        rows: DOWN.map((score) => [
          nameOf(score),
          ...SCORES.map((of) => inFile(hides(of, score), format.number(value.byScore[of][score]))),
        ]),
      }}
      say={
        value.points === 0 ? (
          t("statistics.no-use")
        ) : (
          <Unprinted isHidden={!tells(TOLD.core, TOLD.here)}>
            {rich("figures.value-say", {
              core: (
                <button type="button" className="link" onClick={() => onOpen({ tag: "group", group: "core" })}>
                  <strong>{t("figures.persons", { count: value.core })}</strong>
                </button>
              ),
              share,
            })}
          </Unprinted>
        )
      }
    >
      <table className="scores" aria-label={title}>
        <TableHead cells={head} nums={[]} />
        <tbody>
          {DOWN.map((score) => (
            <tr key={score}>
              <th scope="row">{nameOf(score)}</th>
              {SCORES.map((of) => (
                <td key={of}>
                  <span className="bar-cell">
                    <svg
                      className={hides(of, score) ? "no-print" : undefined}
                      viewBox="0 0 100 12"
                      preserveAspectRatio="none"
                      aria-hidden="true"
                    >
                      <rect
                        className={score === 0 ? "f6" : "f1"}
                        width={(value.byScore[of][score] / most) * 100}
                        height="12"
                      />
                    </svg>
                    <Unprinted isHidden={hides(of, score)}>
                      <NumberLink
                        count={value.byScore[of][score]}
                        label={t("figures.of-score", {
                          of: t(`figures.score-${of}`),
                          score: nameOf(score),
                          count: value.byScore[of][score],
                        })}
                        onOpen={() => onOpen({ tag: "score", of, score })}
                      />
                    </Unprinted>
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
