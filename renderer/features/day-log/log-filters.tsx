/**
 * What the day may be narrowed to, each choice with how many it would leave: the counts of the other groups follow what
 * is chosen, and a zero is grey, never hidden.
 */
import {
  hoursOfPart,
  type LogFilter,
  type LogGroup,
  PARTS_OF_DAY,
  type PartOfDay,
  toggled,
} from "#shared/analysis/day-log.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useEscapeTo } from "../../desk-services/way-back.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { iconOfChannel } from "../../ui/channel-icon.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import styles from "./day-log.module.css";
import { CHIP_GROUPS, type LogWords } from "./log-words.ts";
import { type LoggedDay, useDayLogPlace } from "./use-log-day.ts";

export interface LogFiltersProps {
  readonly logged: LoggedDay;
  readonly filter: LogFilter;
  readonly words: LogWords;
  readonly isFiltered: boolean;
  readonly onFilter: (filter: LogFilter) => void;
}

export function LogFilters({ logged, filter, words, isFiltered, onFilter }: LogFiltersProps) {
  const t = useT();
  /** To the number whose rows these are. */
  const { from } = useDayLogPlace();
  const back = useEscapeTo(from ?? null);
  const { day, whole } = logged;
  const ofHours = (hours: readonly string[]): number =>
    hours.reduce((sum, hour) => sum + (day.groups.hour.get(hour)?.records ?? 0), 0);
  const chosen = filter.hour ?? [];
  const isWhole = (period: PartOfDay): boolean => hoursOfPart(period).every((hour) => chosen.includes(hour));
  // an hour alone is not its part of the day
  const single = PARTS_OF_DAY.filter((period) => !isWhole(period))
    .flatMap((period) => hoursOfPart(period))
    .filter((hour) => chosen.includes(hour));
  const choose = (group: LogGroup, keys: readonly string[]) => (): void => onFilter(toggled(filter, group, keys));
  return (
    <aside className={classNames(styles.filters, "scroll no-print")} aria-label={t("day-log.filter")}>
      <div className="row">
        <h2>{t("day-log.filter")}</h2>
        {from !== undefined && (
          <Button size="small" kind="quiet" className="push" keys="Esc" onClick={back}>
            {t("words.way-back")}
          </Button>
        )}
        <Button
          size="small"
          kind="quiet"
          className={from === undefined ? "push" : ""}
          keys={from === undefined ? "Esc" : undefined}
          disabled={!isFiltered}
          onClick={() => onFilter({})}
        >
          {t("day-log.clear-short")}
        </Button>
      </div>
      <Group title={t("day-log.group-hour")}>
        {PARTS_OF_DAY.map((period) => {
          const hours = hoursOfPart(period);
          return (
            <Chip key={period} count={ofHours(hours)} pressed={isWhole(period)} onPress={choose("hour", hours)}>
              {t(`day-log.period-${period}`)}
            </Chip>
          );
        })}
        {single.map((hour) => (
          <Chip key={hour} count={ofHours([hour])} pressed onPress={choose("hour", [hour])}>
            {words.nameOf("hour", hour)}
          </Chip>
        ))}
      </Group>
      {CHIP_GROUPS.map((group) => (
        <Group key={group} title={t(`day-log.group-${group}`)}>
          {[...new Set([...words.choices(group, whole), ...(filter[group] ?? [])])].map((key) => (
            <Chip
              key={key}
              count={day.groups[group].get(key)?.records ?? 0}
              pressed={filter[group]?.includes(key) ?? false}
              onPress={choose(group, [key])}
            >
              {group === "channel" && <Icon icon={iconOfChannel(key)} />}
              {group === "staff" ? <PersonName>{words.nameOf(group, key)}</PersonName> : words.nameOf(group, key)}
            </Chip>
          ))}
        </Group>
      ))}
    </aside>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <div className="chips">{children}</div>
    </fieldset>
  );
}

interface ChipProps {
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

/** One that would leave nothing can still be chosen: what is chosen must be seen, and taken back. */
function Chip({ count, pressed, onPress, children }: ChipProps) {
  const { number } = useFormat();
  return (
    <button
      type="button"
      className={classNames("chip", count === 0 && styles.none)}
      aria-pressed={pressed}
      onClick={onPress}
    >
      {children} <span>{number(count)}</span>
    </button>
  );
}
