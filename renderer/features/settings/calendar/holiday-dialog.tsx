/** What a file of holidays would enter, line by line, what of it could not be read, and what it would move. */
import { useMemo, useState } from "react";
import type {
  HolidayList,
  HolidayMark,
  HolidayProblem,
  HolidaySpan,
} from "#shared/import-export/holidays/holiday-days.ts";
import type { MarkedDay } from "#shared/model/calendar/day-marks.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { monthText } from "../../../words/things-named.ts";
import styles from "./calendar.module.css";
import { type BranchesChange, duesChanged, markedIn, useMovedDues, useSealedMonths } from "./calendar-queries.ts";
import { type CalendarWords, createCalendarWords } from "./calendar-words.ts";
import { BETWEEN, MovedLine } from "./moved-line.tsx";
import { daysOf } from "./year-selection.ts";

const ALL = "";
/** A file that says nothing of days would fill the screen with its lines. */
const MOST_TOLD = 8;

interface HolidayDialogProps {
  readonly branches: readonly Row<"branch">[];
  readonly shown: string | null;
  readonly year: number;
  readonly file: string;
  readonly list: HolidayList;
  readonly onClose: () => void;
  readonly onDone: (change: BranchesChange, dues: number) => void;
}

export function HolidayDialog({ branches, shown, year, file, list, onClose, onDone }: HolidayDialogProps) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const movedDues = useMovedDues();
  const words = createCalendarWords(useLocale(), format);
  const sealed = useSealedMonths();
  const [target, setTarget] = useState(shown ?? ALL);
  const [left, setLeft] = useState<ReadonlySet<HolidaySpan>>(new Set());
  /** What a person has turned: no list says of every day what it is. */
  const [turned, setTurned] = useState<ReadonlySet<HolidaySpan>>(new Set());
  const [isClosed, setIsClosed] = useState(false);
  const change = useMemo(() => {
    const given = list.spans
      .filter((span) => !left.has(span))
      .flatMap((span) => marksOf({ ...span, mark: markOf(span, turned) }, isClosed));
    const rows = target === ALL ? branches : branches.filter(({ id }) => id === target);
    return { ...markedIn(rows, given), days: given.map(({ day }) => day) };
  }, [list, left, turned, isClosed, target, branches]);
  const years = [...new Set(change.days.map((day) => day.slice(0, 4)))].filter((each) => each !== String(year));
  const elsewhere = change.days.filter((day) => !day.startsWith(String(year))).length;
  const closed = [...new Set(change.days.map((day) => day.slice(0, 7)))].filter((month) => sealed.has(month));
  const hasDays = list.spans.length > 0;
  const save = useOnce(async (): Promise<void> => {
    const dues = await movedDues(change);
    const isSaved = await act({
      command: "branch.calendar",
      changes: [...change.changes, ...duesChanged(dues)],
      said: { id: "calendar.did-file", values: { file, count: change.days.length } },
      ...(dues.length > 0 && { detail: t("calendar.dues-moved", { count: dues.length }) }),
    });
    if (isSaved) onDone(change, dues.length);
  });
  return (
    <Dialog
      open
      wide
      title={t("calendar.file-title", { file })}
      closeLabel={t("calendar.file-cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("calendar.file-act", { count: change.days.length })}
          cancel={t("calendar.file-cancel")}
          disabled={change.changes.length === 0}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <div className="settings-fields">
          {branches.length > 1 && (
            <Field label={t("calendar.file-into")}>
              {(control) => (
                <Select
                  {...control}
                  value={target}
                  options={[
                    { value: ALL, label: t("words.all-branches") },
                    ...branches.map(({ id, name = "" }) => ({ value: id, label: name })),
                  ]}
                  onChange={setTarget}
                />
              )}
            </Field>
          )}
          <Checkbox checked={isClosed} onChange={(event) => setIsClosed(event.currentTarget.checked)}>
            {t("calendar.file-closed")}
          </Checkbox>
        </div>
        {list.problems.length > 0 && (
          <div className={styles.problems} role="alert">
            <p>
              {t(hasDays ? "calendar.file-problems" : "calendar.file-problems-all", { count: list.problems.length })}
            </p>
            <ul>
              {list.problems.slice(0, MOST_TOLD).map((problem) => (
                <li key={`${problem.line}-${problem.tag}`}>{problemText(problem, year, words, t)}</li>
              ))}
              {list.problems.length > MOST_TOLD && (
                <li>{t("calendar.file-more", { count: list.problems.length - MOST_TOLD })}</li>
              )}
            </ul>
          </div>
        )}
        {elsewhere > 0 && (
          <p className={styles.sealed}>
            {t("calendar.file-years", {
              count: elsewhere,
              shown: t("calendar.year", { year: String(year) }),
              others: format.list(years.map((each) => t("calendar.year", { year: each }))),
            })}
          </p>
        )}
        {closed.length > 0 && (
          <p className={styles.sealed}>
            {t("calendar.sealed", { months: format.list(closed.map((month) => monthText(month, t))) })}
          </p>
        )}
        {hasDays && <p className="meta">{t("calendar.file-turn-hint")}</p>}
        <ul className={`list ${styles.spans}`} aria-label={t("calendar.file-days")}>
          {list.spans.map((span) => (
            <Line
              key={`${span.from}-${span.mark}`}
              name={span.name}
              days={words.range(span.from, span.to, year, t)}
              mark={markOf(span, turned)}
              isTaken={!left.has(span)}
              onTake={() => setLeft(toggled(left, span))}
              onTurn={() => setTurned(toggled(turned, span))}
            />
          ))}
        </ul>
        <p className="meta" role="status">
          {!hasDays ? (
            t("calendar.file-empty", { file })
          ) : change.changes.length === 0 ? (
            t("calendar.file-nothing")
          ) : (
            <MovedLine change={change} isDone={false} />
          )}
        </p>
      </div>
    </Dialog>
  );
}

interface LineProps {
  readonly days: string;
  readonly name: string | undefined;
  readonly mark: HolidayMark;
  readonly isTaken: boolean;
  readonly onTake: () => void;
  readonly onTurn: () => void;
}

function Line({ days, name, mark, isTaken, onTake, onTurn }: LineProps) {
  const t = useT();
  const turn = t(`calendar.file-turn-${OTHER[mark]}`, { days });
  return (
    <li>
      <button type="button" className={styles.day} data-look={mark} aria-label={turn} title={turn} onClick={onTurn}>
        {t(`calendar.sign-${mark}`)}
      </button>
      <Checkbox checked={isTaken} onChange={onTake}>
        {[days, t(`calendar.said-${mark}`), name].filter((part) => part !== undefined).join(BETWEEN)}
      </Checkbox>
    </li>
  );
}

const OTHER = { rest: "work", work: "rest" } as const satisfies Record<HolidayMark, HolidayMark>;

const markOf = (span: HolidaySpan, turned: ReadonlySet<HolidaySpan>): HolidayMark =>
  turned.has(span) ? OTHER[span.mark] : span.mark;

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

const marksOf = (span: HolidaySpan, isClosed: boolean): readonly MarkedDay[] =>
  daysOf(span).map((day) => ({
    day,
    mark: span.mark === "rest" && isClosed ? "rest-closed" : span.mark,
    name: span.name,
  }));

function problemText(problem: HolidayProblem, year: number, words: CalendarWords, t: Translate): string {
  const { line } = problem;
  if ("value" in problem)
    return t(`calendar.problem-${problem.tag}`, { line, value: problem.value === "" ? "—" : problem.value });
  if ("day" in problem)
    return t("calendar.problem-both", { line, other: problem.other, day: words.day(problem.day, year) });
  const [from, to] = [words.day(problem.from, year), words.day(problem.to, year)];
  return t(`calendar.problem-${problem.tag}`, { line, from, to });
}
