/** Retention: of those who enrolled in a quarter, what share used anything in that quarter and in each one since. Few stay off paper and out of files. */
import { shadeOf } from "#shared/analysis/day-tally.ts";
import { isSmall } from "#shared/analysis/small-cells.ts";
import { shareBeside } from "../../../db/share-words.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { CohortRow } from "../../../platform/readers-page-api.ts";
import type { Figure } from "../../../platform/statistics-api.ts";
import { quarterValues } from "../figure-words.ts";
import { Tile } from "../tile.tsx";
import { inFile, Unprinted } from "../unprinted.tsx";
import { NumberLink } from "./number-link.tsx";

export function CohortTile({ cohorts, onOpen }: { cohorts: readonly CohortRow[]; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const format = useFormat();
  const title = t("figures.cohorts");
  const nameOf = (quarter: string): string => t("figures.quarter", quarterValues(quarter));
  const since = cohorts.map((_, quarters) => (quarters === 0 ? t("figures.same-quarter") : t("figures.quarters-later", { count: quarters })));
  const percent = (used: number, { readers }: CohortRow): string => shareBeside({ part: used, whole: readers }, format);
  const hides = (used: number, { readers }: CohortRow): boolean => isSmall(readers) || isSmall(used);
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
          inFile(isSmall(row.readers), format.number(row.readers)),
          ...since.map((_, quarters) => {
            const used = row.used[quarters];
            return used === undefined ? "" : inFile(hides(used, row), percent(used, row));
          }),
        ]),
      }}
      say={shown.length === 0 ? t("figures.cohorts-none") : t("figures.cohorts-say")}
    >
      {shown.length > 0 && (
        <table className="heat cohorts" aria-label={title}>
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.quarter}>
                <th scope="row">{nameOf(row.quarter)}</th>
                <td>
                  <Unprinted isHidden={isSmall(row.readers)}>
                    <NumberLink count={row.readers} label={t("figures.count-of", { name: nameOf(row.quarter), count: row.readers })} onOpen={() => onOpen({ tag: "cohort", quarter: row.quarter })} />
                  </Unprinted>
                </td>
                {since.map((label, quarters) => {
                  const used = row.used[quarters];
                  return used === undefined ? (
                    <td key={label} />
                  ) : (
                    <td key={label} className={`h${shadeOf(used, row.readers)}`}>
                      <Unprinted isHidden={hides(used, row)}>{percent(used, row)}</Unprinted>
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
