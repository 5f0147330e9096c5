/** When the desk is busiest: a week by hours, the figure in the cell. */
import type { BusyWeek } from "#shared/analysis/busy-week.ts";
import { shadeOf } from "#shared/analysis/day-tally.ts";
import { roundedParts } from "#shared/analysis/rounded-parts.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import type { Overview } from "../../platform/worker/statistics-api.ts";
import { classNames } from "../../ui/class-names.ts";
import { Tile } from "./tile.tsx";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const DAY_NAMES: Readonly<Record<number, MessageId>> = Object.fromEntries(
  WEEKDAYS.map((day) => [day, `statistics.weekday-${day}` as const]),
);

export function BusyTile({ busy, closed }: { busy: BusyWeek; closed: Overview["closed"] }) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const nameOf = (weekday: number): string => t(DAY_NAMES[weekday] ?? "statistics.weekday-1");
  const whole = (count: number): string => format.number(Math.round(count));
  // the hours of a day add up to its sum
  const days = busy.days.map((day) => ({ ...day, counts: roundedParts(day.counts), sum: Math.round(day.sum) }));
  const fullest = Math.max(0, ...days.flatMap(({ counts }) => counts));
  const isClosed = (day: BusyWeek["days"][number]): boolean =>
    closed[day.weekday - 1]?.every((hour) => hour) === true && day.sum === 0;
  const isShut = (weekday: number, hour: number | undefined, count: number): boolean =>
    count === 0 && closed[weekday - 1]?.[hour ?? 0] === true;
  return (
    <Tile
      title={t("statistics.busy")}
      sub={t("statistics.busy-sub")}
      className="t5"
      how="statistics.busy-how"
      of="records"
      table={{
        head: [t("statistics.weekday"), ...busy.hours.map(String), t("statistics.sum")],
        rows: days.map(({ weekday, counts, sum }) => [nameOf(weekday), ...counts.map(whole), whole(sum)]),
      }}
      say={
        busy.busiest === null
          ? t("statistics.busy-none")
          : rich("statistics.busy-say", {
              when: (
                <strong>
                  {t("statistics.day-hour", { day: nameOf(busy.busiest.weekday), hour: busy.busiest.hour })}
                </strong>
              ),
              // of few records less than one a week
              count: format.number(Math.round(busy.busiest.count * 10) / 10),
            })
      }
    >
      <table className="heat heat-week" aria-label={t("statistics.busy")} data-no-rows title={t("words.no-rows")}>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t("statistics.weekday")}</span>
            </th>
            {busy.hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
            <th scope="col" className="sum">
              {t("statistics.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.weekday}>
              <th scope="row">{nameOf(day.weekday)}</th>
              {isClosed(day) ? (
                <td className="h0 closed" colSpan={busy.hours.length}>
                  {t("statistics.closed")}
                </td>
              ) : (
                day.counts.map((count, index) => (
                  <td
                    key={busy.hours[index]}
                    className={classNames(
                      `h${shadeOf(count, fullest)}`,
                      isShut(day.weekday, busy.hours[index], count) && "shut",
                    )}
                    title={isShut(day.weekday, busy.hours[index], count) ? t("statistics.closed") : undefined}
                  >
                    {/* on paper it would look like the sign for hidden */}
                    {count === 0 ? <span className="no-print">·</span> : whole(count)}
                  </td>
                ))
              )}
              <td className="sum">{isClosed(day) ? "–" : whole(day.sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
