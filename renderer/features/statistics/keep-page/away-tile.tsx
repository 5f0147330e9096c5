/** Readers who stay away: how many, and the first of them with the reason in words. Counts of few stay out of files. */
import { useLocation } from "wouter";
import { hideSmallCells, isSmall } from "#shared/analysis/small-cells.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import type { AwayCount, KeepPage } from "../../../platform/keep-page-api.ts";
import type { Figure, StatisticsAsked } from "../../../platform/statistics-api.ts";
import { difference } from "../difference.ts";
import { useFigureColumns } from "../figure-columns.tsx";
import { Tile } from "../tile.tsx";
import { inFile } from "../unprinted.tsx";
import { useFigureReaders } from "../use-figure-readers.ts";

const SHOWN = 8;
const FIGURES = { "not-seen": { tag: "stage", state: "not-seen" }, lapsed: { tag: "stage", state: "inactive" } } as const satisfies Readonly<Record<string, Figure>>;

interface AwayTileProps {
  readonly asked: StatisticsAsked;
  readonly which: keyof typeof FIGURES;
  readonly away: AwayCount;
  /** By which rule they were found. */
  readonly notSeen?: KeepPage["notSeen"];
  readonly onOpen: (figure: Figure) => void;
}

export function AwayTile({ asked, which, away, notSeen, onOpen }: AwayTileProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const [, navigate] = useLocation();
  const figure = FIGURES[which];
  const { whyOf } = useFigureColumns(figure);
  const list = useFigureReaders(asked, figure, away);
  const shown = Array.from({ length: Math.min(SHOWN, list?.total ?? 0) }, (_, place) => list?.at(place)).filter((reader) => reader !== undefined);
  const safeText = (count: number): string => inFile(isSmall(count), format.number(count));
  const byRule = notSeen === undefined ? [] : hideSmallCells([notSeen.byAbsence, notSeen.byDecline]).counts;
  const title = t(`keep.${which}`);
  const all = (
    <button type="button" className="link" disabled={away.count === 0} onClick={() => onOpen(figure)}>
      <strong>{t("statistics.persons", { count: away.count })}</strong>
    </button>
  );
  return (
    <Tile
      title={title}
      sub={t("keep.change", { change: difference(away.count, away.before, format.number) })}
      className="t6 away"
      how={`keep.${which}-how`}
      of="here"
      table={{
        head: [t("keep.what"), t("statistics.readers")],
        rows: [
          [title, safeText(away.count)],
          [t("keep.month-before"), safeText(away.before)],
          [t("keep.with-owner"), safeText(away.withOwner)],
          ...(notSeen === undefined
            ? []
            : [
                [t("keep.by-absence"), inFile(byRule[0] === null, format.number(notSeen.byAbsence))],
                [t("keep.by-decline"), inFile(byRule[1] === null, format.number(notSeen.byDecline))],
                [t("keep.alike"), safeText(notSeen.alike)],
              ]),
        ],
      }}
      say={
        notSeen === undefined
          ? rich("keep.lapsed-say", { count: all, owned: format.number(away.withOwner) })
          : rich("keep.not-seen-say", {
              count: all,
              owned: format.number(away.withOwner),
              absent: format.number(notSeen.byAbsence),
              declined: format.number(notSeen.byDecline),
              alike: format.number(notSeen.alike),
            })
      }
    >
      {list !== undefined && shown.length === 0 ? (
        <p className="meta">{list.failure === null ? t("statistics.nobody") : t("statistics.failed", { reason: list.failure })}</p>
      ) : (
        <table className="away-list" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t("words.reader.name")}</th>
              <th scope="col">{t("statistics.why")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((reader) => (
              <tr key={reader.id}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => navigate(`/readers/${reader.id}`)}>
                    {reader.name === "" ? t("keep.no-name") : reader.name}
                  </button>
                </th>
                <td>{whyOf(reader)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Tile>
  );
}
