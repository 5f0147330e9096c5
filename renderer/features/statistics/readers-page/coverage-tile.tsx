/**
 * Coverage: who is reached of the population that each branch serves, by age; where most readers are missing is named.
 * Few stay off paper and out of files.
 */
import { useLocation } from "wouter";
import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import type { CoveredCell } from "#shared/analysis/coverage.ts";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useAttributeWords } from "../../../desk-services/figures/use-attribute-words.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { CoverageFigures } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { Button } from "../../../ui/button.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { shareBeside, shareText } from "../../../words/percentage-words.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { NumberLink } from "./number-link.tsx";

const MOST_GAPS = 3;

export function CoverageTile({
  coverage: { byBranch, byCommunity, unknown },
  onOpen,
}: {
  coverage: CoverageFigures;
  onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const valueName = useAttributeWords();
  const [, navigate] = useLocation();
  /** Beside the population and the readers; of a population of few both numbers, as of any share. */
  const shareOf = ({
    readers: part,
    population: whole,
  }: Pick<CoveredCell<unknown>, "readers" | "population">): string => shareBeside({ part, whole }, format);
  const wholeShare = shareText({ part: byBranch.readers, whole: byBranch.population }, t, format);
  const missing = (cell: CoveredCell<unknown>): string =>
    cell.missing === undefined || cell.missing < 0.5 ? "–" : format.number(Math.round(cell.missing));
  const placeName = (branch: string, part: string): string =>
    t("figures.coverage-place", { branch: valueName("branch", branch), part });
  const order = [...useHouse().branches.keys()];
  const inOrder = (one: { readonly branch: string }, other: { readonly branch: string }): number =>
    order.indexOf(one.branch) - order.indexOf(other.branch);
  const rows = [
    ...byBranch.cells
      .toSorted((a, b) => inOrder(a.key, b.key))
      .map((cell) => ({
        name: placeName(cell.key.branch, valueName("ageBand", cell.key.ageBand)),
        cell,
      })),
    ...byCommunity.cells
      .toSorted((a, b) => inOrder(a.key, b.key))
      .map((cell) => ({ name: placeName(cell.key.branch, cell.key.community), cell })),
  ];
  const { tells } = useTold();
  const hidden = new Set<CoveredCell<unknown>>([
    ...byBranch.cells.filter(({ key }) => !tells(TOLD.covered(key.branch, key.ageBand))),
    ...byCommunity.cells.filter(({ key }) => !tells(TOLD.community(key.branch, key.community))),
  ]);
  // the sum is told with all of its cells, and with it who is missing at the coverage of the whole
  const isSumTold = byBranch.cells.every((cell) => !hidden.has(cell));
  const gaps = rows
    .filter(({ cell }) => (cell.missing ?? 0) >= 1)
    .toSorted((a, b) => (b.cell.missing ?? 0) - (a.cell.missing ?? 0));
  const named = gaps.slice(0, MOST_GAPS);
  const branches = [...new Set(byBranch.cells.toSorted((a, b) => inOrder(a.key, b.key)).map(({ key }) => key.branch))];
  const title = t("figures.coverage");
  const head = [
    t("figures.coverage-of"),
    t("figures.coverage-population"),
    t("figures.coverage-readers"),
    t("figures.coverage-share"),
    t("figures.coverage-missing"),
  ];
  if (byBranch.population === 0) {
    return (
      <Tile title={title} className="t12" how="figures.coverage-how" of="used" table={{ head, rows: [] }}>
        <p className="meta">{t("figures.coverage-unknown")}</p>
        <div>
          <Button onClick={() => navigate("/settings")}>{t("figures.coverage-type")}</Button>
        </div>
      </Tile>
    );
  }
  return (
    <Tile
      title={title}
      sub={t("figures.coverage-sub")}
      className="t12"
      how="figures.coverage-how"
      of="used"
      table={{
        head,
        rows: [
          ...rows.map(({ name, cell }) => [
            name,
            format.number(cell.population),
            ...(hidden.has(cell) ? [HIDDEN, HIDDEN] : [format.number(cell.readers), shareOf(cell)]),
            inFile(!isSumTold || hidden.has(cell), missing(cell)),
          ]),
          [
            t("statistics.sum"),
            format.number(byBranch.population),
            ...(isSumTold ? [format.number(byBranch.readers), shareOf(byBranch)] : [HIDDEN, HIDDEN]),
            "",
          ],
        ],
      }}
      say={
        <>
          <Unprinted isHidden={!isSumTold || named.some(({ cell }) => hidden.has(cell))}>
            {gaps.length === 0
              ? t("figures.coverage-even", { share: wholeShare })
              : t("figures.coverage-gaps", {
                  share: wholeShare,
                  gaps: format.list(
                    named.map(({ name, cell }) =>
                      t("figures.coverage-gap", { name, count: Math.round(cell.missing ?? 0) }),
                    ),
                  ),
                })}
          </Unprinted>
          {unknown > 0 && (
            <>
              <br />
              <Unprinted isHidden>
                {rich("figures.coverage-left-out", {
                  count: (
                    <NumberLink
                      count={unknown}
                      label={t("figures.count-of", { name: t("statistics.figure-unplaced"), count: unknown })}
                      onOpen={() => onOpen({ tag: "unplaced" })}
                    />
                  ),
                })}
              </Unprinted>
            </>
          )}
        </>
      }
    >
      <table className="scores coverage" aria-label={title}>
        <TableHead cells={[t("statistics.branch"), ...AGE_BANDS.map((ageBand) => valueName("ageBand", ageBand))]} />
        <tbody>
          {branches.map((branch) => (
            <tr key={branch}>
              <th scope="row">{valueName("branch", branch)}</th>
              {AGE_BANDS.map((ageBand) => {
                const cell = byBranch.cells.find(({ key }) => key.branch === branch && key.ageBand === ageBand);
                return (
                  <td key={ageBand} className="nums">
                    {cell === undefined ? (
                      "–"
                    ) : (
                      <Unprinted isHidden={hidden.has(cell)}>
                        {shareOf(cell)}{" "}
                        <NumberLink
                          count={cell.readers}
                          label={t("figures.count-of", {
                            name: placeName(branch, valueName("ageBand", ageBand)),
                            count: cell.readers,
                          })}
                          onOpen={() => onOpen({ tag: "covered", branch, ageBand })}
                        />
                      </Unprinted>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
