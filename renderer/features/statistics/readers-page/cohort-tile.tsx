/**
 * Retention: of those who enrolled in a quarter, what share used anything in that quarter and in each one since. Few
 * stay off paper and out of files.
 */
import { shadeOf } from "#shared/analysis/day-tally.ts";
import { lastOf, monthBack } from "#shared/kernel/month.ts";
import { quarterValues } from "../../../desk-services/figures/figure-words.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { CohortRow } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { TableHead } from "../../../ui/table-head.tsx";
import { shareBeside } from "../../../words/percentage-words.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

interface CohortTileProps {
  readonly cohorts: readonly CohortRow[];
  /** The last day that is counted, YYYY-MM-DD. */
  readonly day: string;
  readonly onOpen: (figure: Figure) => void;
}

export function CohortTile({ cohorts, day, onOpen }: CohortTileProps) {
  const t = useT();
  const format = useFormat();
  const title = t("figures.cohorts");
  const nameOf = (quarter: string): string => t("figures.quarter", quarterValues(quarter));
  const since = cohorts.map((_, quarters) =>
    quarters === 0 ? t("figures.same-quarter") : t("figures.quarters-later", { count: quarters }),
  );
  /** The last quarter of a row is the one of the day: until it is over, more can come. */
  const isOver = day >= lastOf(monthBack(cohorts.at(-1)?.quarter ?? day.slice(0, 7), -2));
  const isSoFar = (quarters: number, { used }: CohortRow): boolean => !isOver && quarters === used.length - 1;
  const shareOf = (used: number, quarters: number, row: CohortRow): string => {
    const share = shareBeside({ part: used, whole: row.readers }, format);
    return isSoFar(quarters, row) ? t("figures.so-far", { share }) : share;
  };
  const { tells } = useTold();
  const hides = ({ quarter }: CohortRow, quarters: number): boolean =>
    !tells(TOLD.cohort(quarter), TOLD.stayed(quarter, quarters));
  const shown = cohorts.filter(({ readers }) => readers > 0);
  const head = [t("figures.enrolled-in"), t("statistics.readers"), ...since];
  return (
    <Tile
      title={title}
      sub={t("figures.cohorts-sub")}
      className="t12"
      how="figures.cohorts-how"
      of="enrolled"
      table={{
        head,
        rows: cohorts.map((row) => [
          nameOf(row.quarter),
          inFile(!tells(TOLD.cohort(row.quarter)), format.number(row.readers)),
          ...since.map((_, quarters) => {
            const used = row.used[quarters];
            return used === undefined ? "" : inFile(hides(row, quarters), shareOf(used, quarters, row));
          }),
        ]),
      }}
      {...(shown.length === 0 ? { say: t("figures.cohorts-none") } : !isOver && { say: t("figures.cohorts-say") })}
    >
      {shown.length > 0 && (
        <table className="heat cohorts" aria-label={title}>
          <TableHead cells={head} nums={[]} />
          <tbody>
            {shown.map((row) => (
              <tr key={row.quarter}>
                <th scope="row">{nameOf(row.quarter)}</th>
                <td>
                  <Unprinted isHidden={!tells(TOLD.cohort(row.quarter))}>
                    <NumberLink
                      count={row.readers}
                      label={t("figures.count-of", { name: nameOf(row.quarter), count: row.readers })}
                      onOpen={() => onOpen({ tag: "cohort", quarter: row.quarter })}
                    />
                  </Unprinted>
                </td>
                {since.map((label, quarters) => {
                  const used = row.used[quarters];
                  return used === undefined ? (
                    <td key={label} />
                  ) : (
                    <td
                      key={label}
                      className={classNames(`h${shadeOf(used, row.readers)}`, isSoFar(quarters, row) && "so-far")}
                    >
                      <Unprinted isHidden={hides(row, quarters)}>
                        <button
                          type="button"
                          className="link nums"
                          disabled={used === 0}
                          onClick={() => onOpen({ tag: "cohort", quarter: row.quarter, since: quarters })}
                        >
                          <span className="vh">
                            {t("figures.enrolled-used", { enrolled: nameOf(row.quarter), later: quarters })}{" "}
                          </span>
                          {shareOf(used, quarters, row)}
                        </button>
                      </Unprinted>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Tile>
  );
}
