/**
 * Readers who stay away: how many, and the first of them with the reason in words. Counts of few stay off paper and out
 * of files; names stand on the screen only.
 */

import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { figureWhy } from "../../../desk-services/figures/figure-why.ts";
import { inFile, Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { AwayCount, KeepFigures } from "../../../platform/worker/keep-page-api.ts";
import type { Figure, StatisticsAsked } from "../../../platform/worker/statistics-api.ts";
import { difference } from "../difference.ts";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { useFigureReaders } from "../use-figure-readers.ts";

const SHOWN = 8;
const FIGURES = {
  "not-seen": { tag: "stage", state: "not-seen" },
  lapsed: { tag: "stage", state: "inactive" },
} as const satisfies Readonly<Record<string, Figure>>;

interface AwayTileProps {
  readonly asked: StatisticsAsked;
  readonly which: keyof typeof FIGURES;
  readonly away: AwayCount;
  /** By which rule they were found. */
  readonly notSeen?: KeepFigures["notSeen"];
  readonly onOpen: (figure: Figure) => void;
}

export function AwayTile({ asked, which, away, notSeen, onOpen }: AwayTileProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const [, navigate] = useLocation();
  const figure = FIGURES[which];
  const list = useFigureReaders(asked, figure, SHOWN, away);
  const shown = list?.first ?? [];
  const { tells } = useTold();
  const safeText = (name: string, count: number): string => inFile(!tells(name), format.number(count));
  const [state, owned] =
    which === "lapsed" ? (["inactive", TOLD.lapsedOwned] as const) : ([which, TOLD.notSeenOwned] as const);
  // as the five steps tell the same change
  const hidesChange =
    !tells(TOLD.state(state), TOLD.state(state, "before")) || isSmall(Math.abs(away.count - away.before));
  const title = t(`keep.${which}`);
  const all = (
    <button type="button" className="link" disabled={away.count === 0} onClick={() => onOpen(figure)}>
      <strong>{t("figures.persons", { count: away.count })}</strong>
    </button>
  );
  const bare = (count: number): ReactNode => (
    <span data-no-rows title={t("words.no-rows")}>
      {format.number(count)}
    </span>
  );
  return (
    <Tile
      title={title}
      sub={
        <Unprinted isHidden={hidesChange}>
          {t("keep.change", { change: difference(away.count, away.before, format.number) })}
        </Unprinted>
      }
      className="t6 away"
      how={`keep.${which}-how`}
      of="here"
      table={{
        head: [t("keep.what"), t("statistics.readers")],
        rows: [
          [title, safeText(TOLD.state(state), away.count)],
          [t("keep.month-before"), inFile(hidesChange, format.number(away.before))],
          [t("keep.with-owner"), safeText(owned, away.withOwner)],
          ...(notSeen === undefined
            ? []
            : [
                [t("keep.by-absence"), safeText(TOLD.notSeenBy("absence"), notSeen.byAbsence)],
                [t("keep.by-decline"), safeText(TOLD.notSeenBy("decline"), notSeen.byDecline)],
                // whose whole group stays away goes by whom one looks at: that stays in the house
                [t("keep.alike"), inFile(notSeen.alike > 0, format.number(notSeen.alike))],
              ]),
        ],
      }}
      say={
        notSeen === undefined ? (
          <Unprinted isHidden={!tells(TOLD.state(state), owned)}>
            {rich("keep.lapsed-say", { count: all, owned: bare(away.withOwner) })}
          </Unprinted>
        ) : (
          <Unprinted
            isHidden={
              notSeen.alike > 0 ||
              !tells(TOLD.state(state), owned, TOLD.notSeenBy("absence"), TOLD.notSeenBy("decline"))
            }
          >
            {rich("keep.not-seen-say", {
              count: all,
              owned: bare(away.withOwner),
              absent: bare(notSeen.byAbsence),
              declined: bare(notSeen.byDecline),
              alike: bare(notSeen.alike),
            })}
          </Unprinted>
        )
      }
    >
      {list !== undefined && shown.length === 0 ? (
        <p className="meta">
          {list.failure === null ? t("statistics.nobody") : t("figures.failed", { reason: list.failure })}
        </p>
      ) : (
        <table className="away-list no-print" aria-label={title}>
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
                    {reader.name === "" ? t("words.no-name") : <PersonName>{reader.name}</PersonName>}
                  </button>
                </th>
                <td>{figureWhy(figure, reader, t, format)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Tile>
  );
}
