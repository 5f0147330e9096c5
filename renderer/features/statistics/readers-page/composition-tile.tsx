/**
 * Composition: who used the library in twelve months, beside the twelve before, by an attribute; small cells are
 * hidden.
 */

import { useState } from "react";
import type { CompositionCell, CompositionRow } from "#shared/analysis/composition.ts";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { useAttributeWords } from "../../../desk-services/figures/use-attribute-words.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { ATTRIBUTES, type Attribute, type ReadersFigures } from "../../../platform/worker/readers-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { Select } from "../../../ui/select.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { isOfEnough } from "../../../words/percentage-words.ts";
import { Tile } from "../tile.tsx";
import { NumberLink } from "./number-link.tsx";

export function CompositionTile({
  compositions,
  onOpen,
}: {
  compositions: ReadersFigures["compositions"];
  onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const format = useFormat();
  const valueName = useAttributeWords();
  const [attribute, setAttribute] = useState<Attribute>("category");
  const { rows, totalBefore, totalNow } = compositions[attribute];
  const percent = (share: number): string => format.percent(Math.round(share * 1000) / 1000);
  const none = (isHidden: boolean): string => (isHidden ? HIDDEN : "–");
  const shareText = ({ count, share }: CompositionCell, total: number | null): string =>
    share === undefined
      ? none(count === null || total === null)
      : // of few the interval alone, beside the count: a percentage would look more certain than it is
        !isOfEnough({ part: 0, whole: total ?? 0 })
        ? t("figures.interval", { low: percent(share.low), high: percent(share.high) })
        : t("figures.between", { share: percent(share.share), low: percent(share.low), high: percent(share.high) });
  const points = (share: number): string => signed(Math.round(share * 1000) / 10, format.number);
  const differenceText = ({ before, now, difference }: CompositionRow): string =>
    difference === undefined
      ? none(before.count === null || now.count === null || totalBefore === null || totalNow === null)
      : t("figures.between", {
          share: points(difference.difference),
          low: points(difference.low),
          high: points(difference.high),
        });
  const countText = (count: number | null): string => (count === null ? HIDDEN : format.number(count));
  const title = t("figures.composition");
  const head = [
    t(`words.reader.${attribute}`),
    t("figures.before-count"),
    t("figures.before-share"),
    t("figures.now-count"),
    t("figures.now-share"),
    t("figures.difference"),
  ];
  const sure = rows.filter(({ difference }) => difference !== undefined && (difference.low > 0 || difference.high < 0));
  return (
    <Tile
      title={title}
      sub={t("figures.composition-sub")}
      className="t12"
      how="figures.composition-how"
      of="used"
      readers={totalNow}
      onReaders={() => onOpen({ tag: "active" })}
      isTold
      hidesHere
      table={{
        head,
        rows: [
          ...rows.map((row) => [
            valueName(attribute, row.value),
            countText(row.before.count),
            shareText(row.before, totalBefore),
            countText(row.now.count),
            shareText(row.now, totalNow),
            differenceText(row),
          ]),
          [t("statistics.sum"), countText(totalBefore), "", countText(totalNow), "", ""],
        ],
      }}
      say={
        rows.length === 0
          ? t("statistics.no-use")
          : sure.length === 0
            ? t("figures.composition-alike")
            : t("figures.composition-say", { names: format.list(sure.map(({ value }) => valueName(attribute, value))) })
      }
    >
      <Select
        aria-label={t("figures.by")}
        value={attribute}
        options={ATTRIBUTES.map((value) => ({ value, label: t(`words.reader.${value}`) }))}
        onChange={setAttribute}
      />
      {rows.length > 0 && (
        <table className="scores composition" aria-label={title}>
          <TableHead cells={head} nums={[]} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.value}>
                <th scope="row">{valueName(attribute, row.value)}</th>
                <td className="nums" data-no-rows title={t("words.no-rows")}>
                  {countText(row.before.count)}
                </td>
                <td className="nums">{shareText(row.before, totalBefore)}</td>
                <td className="nums">
                  {row.now.count === null ? (
                    HIDDEN
                  ) : (
                    <NumberLink
                      count={row.now.count}
                      label={t("figures.count-of", { name: valueName(attribute, row.value), count: row.now.count })}
                      onOpen={() => onOpen({ tag: "attribute", attribute, value: row.value })}
                    />
                  )}
                </td>
                <td className="nums">{shareText(row.now, totalNow)}</td>
                <td className="nums">{sure.includes(row) ? <b>{differenceText(row)}</b> : differenceText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Tile>
  );
}

const signed = (value: number, say: (value: number) => string): string =>
  value > 0 ? `+${say(value)}` : value < 0 ? `−${say(-value)}` : `±${say(0)}`;
