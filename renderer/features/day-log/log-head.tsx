/** Which day, what is left of it in one sentence, and the ways to paper and file. */

import { ChevronLeft, ChevronRight, FileSpreadsheet, Printer } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { type LogFilter, toggled } from "#shared/analysis/day-log.ts";
import { addDays, weekdayOf } from "#shared/kernel/day.ts";
import { readTypedDay } from "#shared/model/input/typed-day.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useLocale, useRich, useT } from "../../i18n/use-t.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Pill } from "../../ui/pill.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./day-log.module.css";
import type { LoggedDay } from "./use-log-day.ts";

export interface LogHeadProps {
  readonly day: string;
  readonly today: string;
  /** Undefined while it is read. */
  readonly logged: LoggedDay | undefined;
  readonly filter: LogFilter;
  readonly onDay: (day: string) => void;
  readonly onFilter: (filter: LogFilter) => void;
  /** The rows behind the sum. */
  readonly onRows: () => void;
  readonly onPrint: () => void;
  readonly onExport: () => void;
}

export function LogHead({ day, today, logged, filter, onDay, onFilter, onRows, onPrint, onExport }: LogHeadProps) {
  const t = useT();
  const isLast = day >= today;
  const isEmpty = logged === undefined || logged.day.shown.length === 0;
  return (
    <header className="page-head no-print">
      <h1>{t("day-log.title")}</h1>
      <nav className={styles.day} aria-label={t("day-log.days")}>
        <IconButton
          icon={ChevronLeft}
          label={t("day-log.earlier")}
          keys="["
          kind="plain"
          large
          onClick={() => onDay(addDays(day, -1))}
        />
        <DayField key={day} day={day} today={today} onDay={onDay} />
        <IconButton
          icon={ChevronRight}
          label={t(isLast ? "day-log.no-later" : "day-log.later")}
          keys="]"
          kind="plain"
          large
          disabled={isLast}
          onClick={() => onDay(addDays(day, 1))}
        />
      </nav>
      {day === today && <Pill tone="line">{t("day-log.today")}</Pill>}
      {logged !== undefined && <Sums logged={logged} filter={filter} onFilter={onFilter} onRows={onRows} />}
      <span className="push row">
        <Button icon={Printer} keys="Ctrl+P" disabled={isEmpty} onClick={onPrint}>
          {t("day-log.print")}
        </Button>
        <Button icon={FileSpreadsheet} disabled={isEmpty} onClick={onExport}>
          {t("day-log.export")}
        </Button>
      </span>
    </header>
  );
}

/** Typed as everywhere else (11-20, yesterday, a whole day); Enter goes there, Esc leaves it as it was. */
function DayField({ day, today, onDay }: Pick<LogHeadProps, "day" | "today" | "onDay">) {
  const t = useT();
  const { place } = useHouse();
  const { shownDay } = useFormat();
  const weekday = useWeekday(day);
  const field = useRef<HTMLInputElement>(null);
  const [isUnread, setUnread] = useState(false);
  const shown = `${shownDay(day)} ${weekday}`;
  const go = (): void => {
    const typed = field.current?.value ?? "";
    const read = typed.trim() === shown ? day : readTypedDay("past-day", typed, today, place);
    setUnread(read === null);
    if (read !== null) onDay(read);
  };
  return (
    <TextInput
      // another language calls the day otherwise
      key={shown}
      ref={field}
      className={styles.date}
      aria-label={t("day-log.date")}
      aria-invalid={isUnread || undefined}
      title={t(isUnread ? "day-log.day-unread" : "day-log.day-hint")}
      defaultValue={shown}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onEnter={go}
      onEscape={() => {
        if (field.current !== null) field.current.value = shown;
        setUnread(false);
        field.current?.select();
      }}
      onBlur={() => {
        if (field.current !== null && !isUnread) field.current.value = shown;
      }}
    />
  );
}

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function useWeekday(day: string): string {
  const locale = useLocale();
  const name = useMemo(() => new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }), [locale]);
  return name.format(MONDAY + (weekdayOf(day) - 1) * DAY_MS);
}

function Sums({
  logged: { day },
  filter,
  onFilter,
  onRows,
}: Pick<LogHeadProps, "filter" | "onFilter" | "onRows"> & { logged: LoggedDay }) {
  const t = useT();
  const rich = useRich();
  const { number } = useFormat();
  const who = (key: "named" | "anonymous") => (
    <button
      type="button"
      className="link"
      aria-pressed={filter.who?.includes(key) ?? false}
      aria-label={`${t(`day-log.${key}`)} ${number(day.groups.who.get(key)?.records ?? 0)}`}
      onClick={() => onFilter(toggled(filter, "who", [key]))}
    >
      {number(day.groups.who.get(key)?.records ?? 0)}
    </button>
  );
  return (
    <p className="soft" aria-live="polite">
      {rich("day-log.sum", {
        records: (
          <button type="button" className="link" onClick={onRows}>
            {t("day-log.records", { count: day.total.records })}
          </button>
        ),
        minutes: day.total.minutes,
        named: who("named"),
        anonymous: who("anonymous"),
      })}
    </p>
  );
}
