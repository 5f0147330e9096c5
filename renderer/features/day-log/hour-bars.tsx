/** The day by hour: the same filter as the periods at the side. */
import { type LogFilter, toggled } from "#shared/analysis/day-log.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import styles from "./day-log.module.css";
import { hoursShown, type LogWords } from "./log-words.ts";
import type { LoggedDay } from "./use-log-day.ts";

/** In CSS pixels, of the fullest hour. */
const TALLEST = 40;
const LEAST = 3;

export interface HourBarsProps {
  readonly logged: LoggedDay;
  readonly filter: LogFilter;
  readonly words: LogWords;
  readonly onFilter: (filter: LogFilter) => void;
}

export function HourBars({ logged: { day, whole }, filter, words, onFilter }: HourBarsProps) {
  const t = useT();
  const { number } = useFormat();
  const hours = hoursShown(whole).map(String);
  const countOf = (hour: string): number => day.groups.hour.get(hour)?.records ?? 0;
  const fullest = Math.max(1, ...hours.map(countOf));
  const all = [...day.groups.hour.values()].reduce((sum, { records }) => sum + records, 0);
  const chosen = filter.hour ?? [];
  const mark = (hour: string): string => classNames(chosen.includes(hour) && styles.on);
  return (
    <section className={classNames(styles.hours, "no-print")} aria-label={t("day-log.by-hour")}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t("day-log.item")}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" className={mark(hour)}>
                <span className={styles.wide}>{words.nameOf("hour", hour)}</span>
                <span className={styles.short} aria-hidden="true">
                  {hour}
                </span>
              </th>
            ))}
            <th scope="col">{t("day-log.all")}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.bar}>
            <th scope="row">{t("day-log.count")}</th>
            {hours.map((hour) => (
              <td key={hour} className={mark(hour)}>
                {(countOf(hour) > 0 || chosen.includes(hour)) && (
                  <button
                    type="button"
                    className={styles.door}
                    aria-pressed={chosen.includes(hour)}
                    aria-label={`${words.nameOf("hour", hour)} ${number(countOf(hour))}`}
                    onClick={() => onFilter(toggled(filter, "hour", [hour]))}
                  >
                    <i style={{ height: Math.max(LEAST, Math.round((countOf(hour) / fullest) * TALLEST)) }} />
                    <span>{number(countOf(hour))}</span>
                  </button>
                )}
              </td>
            ))}
            <td className={styles.sum}>
              {chosen.length === 0 ? number(all) : t("day-log.of-all", { shown: day.total.records, all })}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
