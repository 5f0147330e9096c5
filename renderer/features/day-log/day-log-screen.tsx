/**
 * 工作日志: what was logged on a day, at all desks. Every choice is a filter with its number; a record is changed, added
 * to and taken back where it stands. Day, filter and the record in hand stand in the address, so that back works.
 */
import { useLocation } from "wouter";
import { isFiltered, type LogFilter } from "#shared/analysis/day-log.ts";
import { dayLogPath } from "../../desk-services/day/day-log-place.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { LogBody } from "./log-body.tsx";
import { useLogWords } from "./log-words.ts";
import { useDayLogPlace, useLogDay } from "./use-log-day.ts";

export function DayLogScreen() {
  const format = useFormat();
  const { clock } = useServices();
  const [, navigate] = useLocation();
  const place = useDayLogPlace();
  const today = format.day(clock.now());
  const day = place.day ?? today;
  const words = useLogWords();
  const logged = useLogDay(day, place.filter);
  const go = (to: {
    readonly day?: string;
    readonly filter?: LogFilter;
    readonly record?: string;
    readonly from?: string | undefined;
  }): void => navigate(dayLogPath({ day: place.day, filter: place.filter, ...to }), { replace: true });
  return (
    <LogBody
      day={day}
      today={today}
      logged={logged}
      filter={place.filter}
      isFiltered={isFiltered(place.filter)}
      words={words}
      first={place.record}
      onDay={(next) => go({ day: next })}
      onFilter={(filter) => go({ filter })}
      onReader={(reader, record) => {
        // back is at this record
        go({ record, from: place.from });
        navigate(`/readers/${reader}`);
      }}
    />
  );
}
