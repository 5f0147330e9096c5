/** Why readers have left in a year, beside the year before; reasons of few stay off paper and out of files. */

import type { ReactNode } from "react";
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import { codeName } from "../../../db/read-house.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useRich, useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import type { KeepFigures, LeavingReason } from "../../../platform/worker/keep-page-api.ts";
import type { Figure } from "../../../platform/worker/statistics-api.ts";
import { monthText } from "../../../words/things-named.ts";
import { difference } from "../difference.ts";
import { FigureHead } from "../figure-head.tsx";
import { NumberLink } from "../readers-page/number-link.tsx";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";

export function LeavingTile({
  leaving,
  leftByMonth,
  onOpen,
}: {
  leaving: readonly LeavingReason[];
  leftByMonth: KeepFigures["leftByMonth"];
  onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const house = useHouse();
  const locale = useLocale();
  const nameOf = (reason: string): string => codeName(house, "reason", reason, locale);
  const most = Math.max(1, ...leaving.map(({ now }) => now));
  const mostInMonth = Math.max(1, ...leftByMonth.map(({ count }) => count));
  const total = leaving.reduce((sum, { now }) => sum + now, 0);
  const [first] = leaving;
  const { tells } = useTold();
  // of a reason that nobody has left for in a year nothing was decided
  const hides = (count: number, name: string): boolean => count > 0 && !tells(name);
  const rows = leaving.map((each) => ({
    ...each,
    hidesNow: hides(each.now, TOLD.leftFor(each.reason, "now")),
    hidesBefore: hides(each.before, TOLD.leftFor(each.reason, "before")),
  }));
  const door = ({ reason, now }: Pick<LeavingReason, "reason" | "now">): ReactNode => (
    <NumberLink
      count={now}
      label={t("figures.count-of", { name: nameOf(reason), count: now })}
      onOpen={() => onOpen({ tag: "leaving", reason })}
    />
  );
  const title = t("keep.leaving");
  const head = [t("keep.reason"), t("keep.this-year"), t("keep.year-before"), t("statistics.change")];
  return (
    <Tile
      title={title}
      sub={t("figures.twelve-months")}
      className="t6"
      how="keep.leaving-how"
      of="gone"
      table={{
        head,
        rows: rows.map(({ reason, now, before, hidesNow, hidesBefore }) => [
          nameOf(reason),
          hidesNow ? HIDDEN : format.number(now),
          hidesBefore ? HIDDEN : format.number(before),
          hidesNow || hidesBefore ? HIDDEN : difference(now, before, format.number),
        ]),
      }}
      say={
        first === undefined || total === 0 ? (
          t("keep.leaving-nobody")
        ) : (
          <Unprinted isHidden={!tells(TOLD.left("now"), TOLD.leftFor(first.reason, "now"))}>
            {rich("keep.leaving-say", { count: total, reason: nameOf(first.reason), most: door(first) })}
          </Unprinted>
        )
      }
    >
      {leaving.length > 0 && (
        <table className="scores leaving" aria-label={title}>
          <FigureHead cells={head} />
          <tbody>
            {rows.map(({ reason, now, before, hidesNow, hidesBefore }) => (
              <tr key={reason}>
                <th scope="row">{nameOf(reason)}</th>
                <td className="nums">
                  <Unprinted isHidden={hidesNow}>{door({ reason, now })}</Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={hidesBefore}>
                    <NumberLink
                      count={before}
                      label={t("figures.count-of", {
                        name: t("keep.figure-leaving-before", { reason: nameOf(reason) }),
                        count: before,
                      })}
                      onOpen={() => onOpen({ tag: "leaving", reason, when: "before" })}
                    />
                  </Unprinted>
                </td>
                <td className="nums">
                  <Unprinted isHidden={hidesNow || hidesBefore}>{difference(now, before, format.number)}</Unprinted>
                </td>
                <td>
                  <svg
                    className={hidesNow ? "no-print" : undefined}
                    viewBox="0 0 100 12"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect className="f1" y="2" width={(now / most) * 100} height="8" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {leftByMonth.some(({ count }) => count > 0) && (
        // of so few in a month that they stay in the house
        <div className="left-months no-print" role="group" aria-label={t("keep.left-by-month")}>
          <p className="meta">{t("keep.left-by-month")}</p>
          <ol>
            {leftByMonth.map(({ month, count }) => (
              <li key={month}>
                <NumberLink
                  count={count}
                  label={t("figures.count-of", {
                    name: t("keep.figure-left-in", { month: monthText(month, t) }),
                    count,
                  })}
                  onOpen={() => onOpen({ tag: "left-in", month })}
                />
                <svg viewBox="0 0 12 100" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    className="f1"
                    x="2"
                    width="8"
                    y={100 - (count / mostInMonth) * 100}
                    height={(count / mostInMonth) * 100}
                  />
                </svg>
                <span className="meta">{month.slice(2).replace("-", "/")}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Tile>
  );
}
