/** Why readers have left in a year, beside the year before. */
import { codeName } from "../../../db/house.ts";
import { useHouse } from "../../../db/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { LeavingReason } from "../../../platform/keep-page-api.ts";
import type { Figure } from "../../../platform/statistics-api.ts";
import { difference } from "../difference.ts";
import { NumberLink } from "../readers-page/number-link.tsx";
import { TableHead } from "../table-head.tsx";
import { Tile } from "../tile.tsx";

export function LeavingTile({ leaving, onOpen }: { leaving: readonly LeavingReason[]; onOpen: (figure: Figure) => void }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const locale = useLocale();
  const nameOf = (reason: string): string => codeName(house, "reason", reason, locale);
  const most = Math.max(1, ...leaving.map(({ now }) => now));
  const total = leaving.reduce((sum, { now }) => sum + now, 0);
  const [first] = leaving;
  const title = t("keep.leaving");
  const head = [t("keep.reason"), t("keep.this-year"), t("keep.year-before"), t("statistics.change")];
  return (
    <Tile
      title={title}
      sub={t("figures.twelve-months")}
      className="t6"
      how="keep.leaving-how"
      table={{ head, rows: leaving.map(({ reason, now, before }) => [nameOf(reason), format.number(now), format.number(before), difference(now, before, format.number)]) }}
      say={first === undefined || total === 0 ? t("keep.leaving-nobody") : t("keep.leaving-say", { count: total, reason: nameOf(first.reason), most: first.now })}
    >
      {leaving.length > 0 && (
        <table className="scores leaving" aria-label={title}>
          <TableHead cells={head} hasPicture />
          <tbody>
            {leaving.map(({ reason, now, before }) => (
              <tr key={reason}>
                <th scope="row">{nameOf(reason)}</th>
                <td className="nums">
                  <NumberLink count={now} label={t("figures.count-of", { name: nameOf(reason), count: now })} onOpen={() => onOpen({ tag: "leaving", reason })} />
                </td>
                <td className="nums">{format.number(before)}</td>
                <td className="nums">{difference(now, before, format.number)}</td>
                <td>
                  <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <rect className="f1" y="2" width={(now / most) * 100} height="8" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Tile>
  );
}
