/**
 * Today's service records by purpose and hour, all desks: the figure is in the cell, the shade repeats it, and each
 * figure opens the day log at the records behind it.
 */
import { useMemo } from "react";
import { Link } from "wouter";
import { hourColumns, isFolded, shadeOf } from "#shared/analysis/day-tally.ts";
import { dayLogPath } from "../../../desk-services/day/day-log-place.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { useDeskDeps } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import { useDayTally } from "./day-records.ts";

/** As many columns as the pane has room for, each wide enough to be pressed. */
const MOST_COLUMNS = 6;

export function TallyTable({ today, hourNow }: { readonly today: string; readonly hourNow: number }) {
  const t = useT();
  const { number } = useFormat();
  const names = useDeskNames();
  const presets = useDeskDeps().presets();
  const purposes = useMemo(() => [...new Set([...presets.map(({ purpose }) => purpose), "other"])], [presets]);
  const tally = useDayTally(purposes, today, hourNow);
  if (tally === undefined) return null;
  const columns = hourColumns(tally.hours, MOST_COLUMNS);
  const cells = tally.rows.map(({ counts, ...row }) => ({
    ...row,
    counts: columns.map((hours) => hours.reduce((sum, hour) => sum + (counts[tally.hours.indexOf(hour)] ?? 0), 0)),
  }));
  const fullest = Math.max(...cells.flatMap(({ counts }) => counts), 0);
  return (
    <section aria-labelledby="tally-h">
      <div className="section-head">
        <h2 id="tally-h">
          {t("desk.logged-today")}{" "}
          <span className="count">
            {tally.sum === 0 ? (
              t("desk.records", { count: 0 })
            ) : (
              <Link
                href={dayLogPath({ day: today, filter: {}, from: "/" })}
                aria-label={t("desk.tally-day-door", { count: tally.sum })}
              >
                {t("desk.records", { count: tally.sum })}
              </Link>
            )}
          </span>
        </h2>
        <span className="meta push">{t("desk.by-hour")}</span>
      </div>
      <table className="heat" aria-labelledby="tally-h">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t("desk.purpose")}</span>
            </th>
            {columns.map((hours) => (
              <th key={hours[0]} scope="col" className={classNames(hours.includes(hourNow) && "now")}>
                {isFolded(hours) ? (
                  <>
                    <span className="earlier">{t("desk.tally-earlier")}</span>
                    <span className="vh">{` ${hours[0]}–${hours.at(-1)}`}</span>
                  </>
                ) : (
                  <>
                    {hours[0]}
                    <span className="vh">{`–${hours.at(-1)}`}</span>
                  </>
                )}
              </th>
            ))}
            <th className="sum" scope="col">
              {t("desk.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ purpose, purposes: among, counts, sum }) => (
            <tr key={purpose}>
              <th scope="row" className="name">
                {names.purpose(purpose)}
              </th>
              {counts.map((count, index) => (
                <td key={columns[index]?.[0]} className={`h${shadeOf(count, fullest)}`}>
                  {count === 0 ? (
                    "·"
                  ) : (
                    <Link
                      href={dayLogPath({
                        day: today,
                        filter: { purpose: among, hour: (columns[index] ?? []).map(String) },
                        from: "/",
                      })}
                      aria-label={t("desk.tally-door", {
                        from: columns[index]?.[0] ?? 0,
                        to: columns[index]?.at(-1) ?? 0,
                        kind: names.purpose(purpose),
                        count,
                      })}
                    >
                      {number(count)}
                    </Link>
                  )}
                </td>
              ))}
              <td className="sum">
                {sum === 0 ? (
                  sum
                ) : (
                  <Link
                    href={dayLogPath({ day: today, filter: { purpose: among }, from: "/" })}
                    aria-label={t("desk.tally-row-door", { kind: names.purpose(purpose), count: sum })}
                  >
                    {number(sum)}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
