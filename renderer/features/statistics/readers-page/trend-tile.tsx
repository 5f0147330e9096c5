/**
 * Why use has changed in a year: fewer readers, fewer visits of each, fewer items a visit. Few readers stay off paper
 * and out of files.
 */
import { roundedParts } from "#shared/analysis/rounded-parts.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ReadersFigures, TrendFigures } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { difference } from "../difference.ts";
import { FigureHead } from "../figure-head.tsx";
import { Tile } from "../tile.tsx";

const PARTS = ["byReaders", "byVisitsEach", "byItemsAVisit"] as const;
/** The middle of the drawing is no change. */
const [WIDTH, HEIGHT] = [100, 12];

export function TrendTile({
  trend: { before, now, parts },
  told,
  onOpen,
}: {
  trend: TrendFigures;
  told: ReadersFigures["toldUsed"];
  onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const format = useFormat();
  const each = (part: number, whole: number): string =>
    whole === 0 ? "–" : format.number(Math.round((part / whole) * 10) / 10);
  /** Items a visit tell nothing of how many came. */
  const hides = (id: string, when: keyof ReadersFigures["toldUsed"]): boolean => id !== "items-a-visit" && !told[when];
  /** The part of the readers is how many more there are: with those of one year it tells those of the other. */
  const hidesPart = (id: string): boolean => hides(id, "before") || hides(id, "now");
  // what stands in the cells adds up to the change beside them
  const shown = parts === undefined ? [] : roundedParts(PARTS.map((part) => parts[part]));
  const rows = [
    { id: "readers", before: format.number(before.readers), now: format.number(now.readers), part: shown[0] },
    {
      id: "visits-each",
      before: each(before.visits, before.readers),
      now: each(now.visits, now.readers),
      part: shown[1],
    },
    {
      id: "items-a-visit",
      before: each(before.items, before.visits),
      now: each(now.items, now.visits),
      part: shown[2],
    },
  ] as const;
  const signed = (items: number): string => difference(items, 0, format.number);
  const widest = Math.max(1, ...PARTS.map((part) => Math.abs(parts?.[part] ?? 0)));
  const largest =
    parts === undefined
      ? undefined
      : rows.reduce((most, row) => (Math.abs(row.part ?? 0) > Math.abs(most.part ?? 0) ? row : most));
  const head = [t("figures.trend-what"), t("figures.year-before"), t("figures.this-year"), t("figures.trend-share")];
  const title = t("figures.trend");
  return (
    <Tile
      title={title}
      sub={t("figures.trend-sub")}
      className="t7"
      how="figures.trend-how"
      of="used"
      readers={now.readers}
      onReaders={() => onOpen({ tag: "active" })}
      isTold={told.now}
      table={{
        head,
        rows: [
          ...rows.map((row) => [
            t(`figures.trend-${row.id}`),
            inFile(hides(row.id, "before"), row.before),
            inFile(hides(row.id, "now"), row.now),
            row.part === undefined ? "–" : inFile(hidesPart(row.id), signed(row.part)),
          ]),
          [
            t("figures.trend-items"),
            format.number(before.items),
            format.number(now.items),
            parts === undefined ? "–" : signed(parts.change),
          ],
        ],
      }}
      say={
        parts === undefined || largest === undefined
          ? t("figures.trend-none")
          : t("figures.trend-say", {
              change: signed(parts.change),
              before: format.number(before.items),
              now: format.number(now.items),
              cause: t(`figures.trend-${largest.id}`),
            })
      }
    >
      <table className="scores trend" aria-label={title} data-no-rows title={t("words.no-rows")}>
        <FigureHead cells={head} />
        <tbody>
          {rows.map(({ id, part, ...year }) => {
            const length = (Math.abs(part ?? 0) / widest) * (WIDTH / 2);
            return (
              <tr key={id}>
                <th scope="row">{t(`figures.trend-${id}`)}</th>
                <td className="nums">
                  <Unprinted isHidden={hides(id, "before")}>{year.before}</Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={hides(id, "now")}>{year.now}</Unprinted>
                </td>
                <td className="nums">
                  {part === undefined ? (
                    "–"
                  ) : (
                    <b>
                      <Unprinted isHidden={hidesPart(id)}>{signed(part)}</Unprinted>
                    </b>
                  )}
                </td>
                <td>
                  <svg
                    className={hidesPart(id) ? "no-print" : undefined}
                    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect
                      className={(part ?? 0) < 0 ? "f5" : "f1"}
                      x={(part ?? 0) < 0 ? WIDTH / 2 - length : WIDTH / 2}
                      y="2"
                      width={length}
                      height="8"
                    />
                    <rect className="zero" x={WIDTH / 2 - 0.4} width="0.8" height={HEIGHT} />
                  </svg>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Tile>
  );
}
