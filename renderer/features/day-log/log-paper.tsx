/** What stands on paper around the list: of which day, what of it, and the sums; at the foot by whom and when. */
import { LOG_GROUPS, type LogFilter } from "#shared/analysis/day-log.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { LogWords } from "./log-words.ts";
import type { LoggedDay } from "./use-log-day.ts";

export interface LogPaperProps {
  readonly day: string;
  readonly logged: LoggedDay;
  readonly filter: LogFilter;
  readonly words: LogWords;
}

export function LogPaper({ day, logged, filter, words }: LogPaperProps) {
  const t = useT();
  const { longDay, list, number } = useFormat();
  const named = (group: (typeof LOG_GROUPS)[number]): readonly string[] =>
    (filter[group] ?? []).map((key) => words.nameOf(group, key));
  const branches = named("branch");
  const choices = LOG_GROUPS.filter((group) => group !== "branch").flatMap(named);
  const { total, groups } = logged.day;
  return (
    <>
      <PaperHead
        title={t("day-log.title")}
        scope={branches.length === 0 ? t("words.all-branches") : list(branches)}
        period={longDay(day)}
      />
      <p className="print-only">
        {t("day-log.sum", {
          records: t("day-log.records", { count: total.records }),
          minutes: total.minutes,
          named: number(groups.who.get("named")?.records ?? 0),
          anonymous: number(groups.who.get("anonymous")?.records ?? 0),
        })}
        {choices.length > 0 && ` · ${t("day-log.filtered-by", { choices: list(choices) })}`}
      </p>
    </>
  );
}
