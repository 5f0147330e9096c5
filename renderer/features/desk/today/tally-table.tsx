/**
 * Today's service records by purpose and hour, all desks: the figure is in the cell, the shade repeats it, and each
 * figure opens the day log at the records behind it.
 */
import { useMemo } from "react";
import { Link } from "wouter";
import { shadeOf } from "#shared/analysis/day-tally.ts";
import { dayLogPath } from "../../../desk-services/day-log-place.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { useDeskDeps } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import { useTodayTally } from "./today-queries.ts";

/** As many hours as the pane has room for; earlier ones are in the sum. */
const MOST_HOURS = 9;

export function TallyTable({ today, hourNow }: { readonly today: string; readonly hourNow: number }) {
  const t = useT();
  const { number } = useFormat();
  const names = useDeskNames();
  const presets = useDeskDeps().presets();
  const purposes = useMemo(() => [...new Set([...presets.map(({ purpose }) => purpose), "other"])], [presets]);
  const tally = useTodayTally(purposes, today, hourNow);
  if (tally === undefined) return null;
  const from = Math.max(0, tally.hours.length - MOST_HOURS);
  const hours = tally.hours.slice(from);
  const fullest = Math.max(...tally.rows.flatMap(({ counts }) => counts), 0);
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
                href={dayLogPath({ day: today, filter: {} })}
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
            {hours.map((hour) => (
              <th key={hour} scope="col" className={classNames(hour === hourNow && "now")}>
                {hour}
              </th>
            ))}
            <th className="sum" scope="col">
              {t("desk.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {tally.rows.map(({ purpose, purposes: among, counts, sum }) => (
            <tr key={purpose}>
              <th scope="row" className="clip">
                {names.purpose(purpose)}
              </th>
              {counts.slice(from).map((count, index) => (
                <td key={hours[index]} className={`h${shadeOf(count, fullest)}`}>
                  {count === 0 ? (
                    "·"
                  ) : (
                    <Link
                      href={dayLogPath({ day: today, filter: { purpose: among, hour: [String(hours[index])] } })}
                      aria-label={t("desk.tally-door", {
                        hour: hours[index] ?? 0,
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
                    href={dayLogPath({ day: today, filter: { purpose: among } })}
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
