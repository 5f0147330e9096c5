/** The act on the selected days: as what, why, and what it would move. */
import { useEffect, useMemo, useRef, useState } from "react";
import { DAY_MARKS, type DayMark } from "#shared/model/calendar/day-marks.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { monthText } from "../../../words/things-named.ts";
import styles from "./calendar.module.css";
import { type BranchesChange, duesChanged, markedIn, useMovedDues, useSealedMonths } from "./calendar-queries.ts";
import { createCalendarWords } from "./calendar-words.ts";
import { BETWEEN, MovedLine } from "./moved-line.tsx";
import { openDaysIn } from "./year-grid.tsx";
import { daysOf } from "./year-selection.ts";

const LONGEST_NAME = 40;

interface CalendarFootProps {
  readonly branches: readonly Row<"branch">[];
  readonly range: { readonly from: string; readonly to: string };
  readonly year: number;
  /** Counts up with each Enter in the grid. */
  readonly entered: number;
  readonly onCancel: () => void;
  readonly onDone: (change: BranchesChange, dues: number) => void;
}

/** Other days are an act of their own: they are written although those before them still are, and under no name of theirs. */
export function CalendarFoot(props: CalendarFootProps) {
  const [mark, setMark] = useState<DayMark>("closed");
  return <DaysFoot key={`${props.range.from}-${props.range.to}`} {...props} mark={mark} onMark={setMark} />;
}

interface DaysFootProps extends CalendarFootProps {
  readonly mark: DayMark;
  readonly onMark: (mark: DayMark) => void;
}

function DaysFoot({ branches, range, year, entered, onCancel, onDone, mark, onMark }: DaysFootProps) {
  const t = useT();
  const act = useAct();
  const movedDues = useMovedDues();
  const words = createCalendarWords(useLocale(), useFormat());
  const [typed, setTyped] = useState<string | null>(null);
  const { from, to } = range;
  const days = useMemo(() => daysOf({ from, to }), [from, to]);
  const name = typed === null ? undefined : typed.trim() === "" ? null : typed.trim();
  const markedAs = (called: typeof name) =>
    markedIn(
      branches,
      days.map((day) => ({ day, mark, name: called })),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: all that it is made of
  const marked = useMemo(() => markedAs(name), [branches, days, mark, name]);
  // what the days are called moves nothing
  // biome-ignore lint/correctness/useExhaustiveDependencies: all that it is made of
  const moving = useMemo(() => markedAs(undefined), [branches, days, mark]);
  const span = words.range(from, to, year, t);
  const save = useOnce(async (): Promise<void> => {
    if (marked.changes.length === 0) return;
    const dues = await movedDues(marked);
    const isSaved = await act({
      command: "branch.calendar",
      changes: [...marked.changes, ...duesChanged(dues)],
      said: { id: `calendar.did-${mark}`, values: { days: span, count: days.length } },
      ...(dues.length > 0 && { detail: t("calendar.dues-moved", { count: dues.length }) }),
    });
    if (isSaved) onDone(marked, dues.length);
  });
  const answered = useRef(entered);
  useEffect(() => {
    if (answered.current === entered) return;
    answered.current = entered;
    void save();
  }, [entered, save]);
  const usual = nameOf(branches, days);
  return (
    <section className={styles.foot} aria-label={t("calendar.act")}>
      <div className={styles.effect} role="status">
        <p>
          <b>{t("calendar.selected", { days: span, count: days.length })}</b> {t(`calendar.means-${mark}`)}
        </p>
        <p className="meta">
          {marked.changes.length === 0 ? (
            t("calendar.same")
          ) : (
            <>
              <OpenYear change={marked} year={year} />
              <MovedLine change={moving} isDone={false} />
            </>
          )}
        </p>
        <SealedNote days={days} isShown={marked.changes.length > 0} />
      </div>
      <div className={styles.controls}>
        <Select
          aria-label={t("calendar.mark")}
          value={mark}
          options={DAY_MARKS.map((value) => ({ value, label: t(`calendar.mark-${value}`) }))}
          onChange={onMark}
        />
        {mark !== "usual" && (
          <TextInput
            aria-label={t("calendar.name")}
            placeholder={t("calendar.name")}
            className={styles.name}
            maxLength={LONGEST_NAME}
            defaultValue={usual}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onEnter={() => void save()}
            onEscape={onCancel}
          />
        )}
        <Button keys="Esc" onClick={onCancel}>
          {t("calendar.cancel")}
        </Button>
        <Button kind="primary" keys="Enter" disabled={marked.changes.length === 0} onClick={() => void save()}>
          {t(`calendar.act-${mark}`)}
        </Button>
      </div>
    </section>
  );
}

interface OpenYearProps {
  readonly change: BranchesChange;
  readonly year: number;
}

/** Days that the houses are open in the year, where the change moves their number. */
function OpenYear({ change, year }: OpenYearProps) {
  const t = useT();
  const { number } = useFormat();
  const sum = (rows: readonly Row<"branch">[]): number =>
    rows.reduce((count, row) => count + openDaysIn(row, `${year}-01-01`, `${year}-12-31`), 0);
  const [before, after] = [sum(change.before), sum(change.after)];
  if (before === after) return null;
  return `${t("calendar.open-year", { before: number(before), after: number(after) })}${BETWEEN}`;
}

/** Months that are closed keep their figures, whatever is entered for them later. */
function SealedNote({ days, isShown }: { readonly days: readonly string[]; readonly isShown: boolean }) {
  const t = useT();
  const { list } = useFormat();
  const sealed = useSealedMonths();
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].filter((month) => sealed.has(month));
  if (!isShown || months.length === 0) return null;
  return (
    <p className={styles.sealed}>
      {t("calendar.sealed", { months: list(months.map((month) => monthText(month, t))) })}
    </p>
  );
}

/** What all the days are called, in every branch; nothing where they differ. */
function nameOf(branches: readonly Row<"branch">[], days: readonly string[]): string {
  const names = new Set(branches.flatMap(({ dayNames }) => days.map((day) => dayNames?.[day] ?? "")));
  const [name = ""] = names;
  return names.size === 1 ? name : "";
}
