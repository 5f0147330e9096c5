/** The day log's parts together: head, filters, hours and the list with its keys. */
import { CalendarDays } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { LogFilter } from "#shared/analysis/day-log.ts";
import { addDays } from "#shared/kernel/day.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useRecordSheet } from "../../desk-services/open-record-sheet.ts";
import { PaperFoot } from "../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../desk-services/paper/print-words.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useReadersCalledOut } from "../../desk-services/use-reader-names.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { usePrintMany } from "../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { isInside } from "../../ui/keyboard.ts";
import styles from "./day-log.module.css";
import { HourBars } from "./hour-bars.tsx";
import { KeyLine } from "./key-line.tsx";
import { logCommands } from "./log-commands.ts";
import { LogFilters } from "./log-filters.tsx";
import { LogHead } from "./log-head.tsx";
import { LogList } from "./log-list.tsx";
import { LogPaper } from "./log-paper.tsx";
import type { LogWords } from "./log-words.ts";
import { useRecordActs } from "./record-acts.ts";
import { RecordEdit } from "./record-edit.tsx";
import type { OpenedRecord } from "./record-form.ts";
import { useInHand } from "./use-in-hand.ts";
import { type LoggedDay, type LoggedRecord, useDayLogPlace } from "./use-log-day.ts";
import { useLogExport } from "./use-log-export.ts";

export interface LogBodyProps {
  readonly day: string;
  readonly today: string;
  /** Undefined while it is read. */
  readonly logged: LoggedDay | undefined;
  readonly filter: LogFilter;
  readonly isFiltered: boolean;
  readonly words: LogWords;
  /** The record that was in hand. */
  readonly first: string | undefined;
  readonly onDay: (day: string) => void;
  readonly onFilter: (filter: LogFilter) => void;
  readonly onReader: (reader: string, record: string) => void;
}

type Form =
  | { readonly act: "edit"; readonly record: LoggedRecord; readonly opened: OpenedRecord }
  | { readonly act: "note"; readonly record: LoggedRecord };

const NO_ROWS: readonly LoggedRecord[] = [];
/** Some of them of two lines, and a heading for each hour. */
const ROWS_A_PAGE = 30;

export function LogBody(props: LogBodyProps) {
  const { day, today, logged, filter, isFiltered, words, first, onDay, onFilter, onReader } = props;
  const t = useT();
  // then Escape leads there, and widens nothing
  const { from } = useDayLogPlace();
  const { show } = useToasts();
  const counter = useCounter();
  const { singleKeys = true } = useDeviceSettings();
  const exportRows = useLogExport();
  const acts = useRecordActs(words);
  const openRecord = useRecordSheet();
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  const place = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<Form | null>(null);

  const shown = logged?.day.shown;
  // what is being written stays in sight, whatever becomes of its record meanwhile
  const rows = useMemo(() => withRecord(shown, form?.record), [shown, form]);
  // as it stands now
  const writing = rows?.find(({ id }) => id === form?.record.id);
  const { place: active, record, onActive, leave } = useInHand(rows, `${day} ${JSON.stringify(filter)}`, first);
  const { whoOf, aboutOf } = useReadersIn(rows ?? NO_ROWS);

  const focusList = (): void => {
    const list = place.current?.querySelector<HTMLElement>('[role="grid"]');
    (list ?? place.current)?.focus();
  };
  const isRead = logged !== undefined;
  const isEmpty = rows === undefined || rows.length === 0;
  useEffect(() => {
    if (!isRead) return;
    takeFocus(place.current, "grid");
    const { activeElement } = document;
    if (isEmpty && (activeElement === null || activeElement === document.body)) place.current?.focus();
  }, [isRead, isEmpty]);

  const close = (): void => {
    setForm(null);
    // once the row is a row again
    requestAnimationFrame(focusList);
  };
  const edit = async (): Promise<void> => {
    if (record === undefined) return;
    const opened = await acts.open(record.id);
    if (opened !== null) setForm({ act: "edit", record, opened });
  };
  const give = (onClosed: () => void = focusList): void => {
    const id = form?.record.id ?? record?.id;
    if (id !== undefined) openRecord({ id, give: true, onClosed });
  };
  const takeBack = async (which: LoggedRecord | undefined): Promise<void> => {
    if (which === undefined || !(await acts.takeBack(which))) return;
    leave(which.id);
    close();
  };
  const open = (which: LoggedRecord | undefined): void => {
    if (which === undefined) return;
    if (which.reader !== undefined) onReader(which.reader, which.id);
    else show({ text: t(which.contact === undefined ? "day-log.nobody" : "day-log.no-card") });
  };
  const print = (): void => askToPrint(rows?.length ?? 0, async () => window.print(), ROWS_A_PAGE);
  const exportAll = (): Promise<void> =>
    exportRows(
      day,
      (shown ?? NO_ROWS).map(({ id }) => id),
    );
  const now = {
    record,
    form,
    day,
    today,
    isFiltered,
    from,
    isEmpty,
    edit,
    give,
    takeBack,
    print,
    exportAll,
    onDay,
    onFilter,
  };
  const latest = useRef(now);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = now;
  });
  const canNote = counter !== null;
  const commands = useMemo(
    () =>
      logCommands({
        singleKeys,
        hasRecord: () => latest.current.record !== undefined && latest.current.form === null,
        isWriting: () => latest.current.form !== null,
        isHere: (pressed) => isInside(place.current, pressed),
        canClear: () => latest.current.isFiltered && latest.current.from === undefined && latest.current.form === null,
        canGoOn: () => latest.current.day < latest.current.today,
        isEmpty: () => latest.current.isEmpty,
        onEdit: () => latest.current.edit(),
        onNote: canNote
          ? () => setForm(latest.current.record === undefined ? null : { act: "note", record: latest.current.record })
          : null,
        onGive: () => latest.current.give(),
        onRemove: () => latest.current.takeBack(latest.current.record),
        onDay: (by) => latest.current.onDay(addDays(latest.current.day, by)),
        onClear: () => latest.current.onFilter({}),
        onPrint: () => latest.current.print(),
        onExport: () => latest.current.exportAll(),
      }),
    [singleKeys, canNote],
  );
  useScreenCommands(commands);

  return (
    <div className={`work ${styles.screen}`}>
      <LogHead
        day={day}
        today={today}
        logged={logged}
        filter={filter}
        onDay={onDay}
        onFilter={onFilter}
        onRows={focusList}
        onPrint={print}
        onExport={() => void exportAll()}
      />
      {logged === undefined ? (
        <main className="centre" id="main" aria-busy="true" />
      ) : (
        <div className={styles.columns}>
          <LogFilters logged={logged} filter={filter} words={words} isFiltered={isFiltered} onFilter={onFilter} />
          <main className={styles.main} id="main">
            <LogPaper day={day} logged={logged} filter={filter} words={words} />
            <HourBars logged={logged} filter={filter} words={words} onFilter={onFilter} />
            <div className={styles.holder} ref={place} tabIndex={-1}>
              {isEmpty ? (
                <Nothing {...props} logged={logged} />
              ) : (
                <LogList
                  rows={rows}
                  hours={logged.day.groups.hour}
                  words={words}
                  whoOf={whoOf}
                  aboutOf={aboutOf}
                  active={active}
                  onActive={onActive}
                  onOpen={(row) => open(rows[row])}
                  singleKeys={singleKeys}
                  form={
                    form === null
                      ? null
                      : {
                          row: rows.findIndex(({ id }) => id === form.record.id),
                          content:
                            form.act === "edit" ? (
                              <RecordEdit
                                key={form.record.id}
                                record={form.record}
                                opened={form.opened}
                                who={whoOf(writing ?? form.record)}
                                words={words}
                                onGive={give}
                                onRemove={() => void takeBack(form.record)}
                                onClose={close}
                              />
                            ) : (
                              <Noted
                                record={form.record}
                                words={words}
                                who={whoOf(form.record)}
                                about={aboutOf(form.record, form.record.question)}
                              >
                                {counter?.noteLine(
                                  {
                                    id: form.record.id,
                                    reader: form.record.reader ?? null,
                                    purpose: form.record.purpose ?? "other",
                                    at: form.record.at ?? 0,
                                  },
                                  close,
                                )}
                              </Noted>
                            ),
                        }
                  }
                />
              )}
            </div>
            <PaperFoot />
            <KeyLine
              singleKeys={singleKeys}
              canNote={canNote}
              count={logged.day.total.records}
              isFiltered={isFiltered}
            />
          </main>
        </div>
      )}
      {printDialog}
    </div>
  );
}

/** By the time of the record, where the filter or the day has lost it. */
function withRecord(
  rows: readonly LoggedRecord[] | undefined,
  kept: LoggedRecord | undefined,
): readonly LoggedRecord[] | undefined {
  if (rows === undefined || kept === undefined || rows.some(({ id }) => id === kept.id)) return rows;
  const later = rows.filter(({ at = 0 }) => at > (kept.at ?? 0));
  return [...later, kept, ...rows.slice(later.length)];
}

interface ReadersIn {
  /** Whoever a record is about. */
  readonly whoOf: (record: LoggedRecord) => ReactNode;
  /** Words of a record. */
  readonly aboutOf: (record: LoggedRecord, words: string | undefined) => string;
}

/** As a queue may read it. */
function useReadersIn(rows: readonly LoggedRecord[]): ReadersIn {
  const t = useT();
  const ids = useMemo(() => [...new Set(rows.flatMap(({ reader }) => reader ?? []))].sort(), [rows]);
  const { names, wordsAbout } = useReadersCalledOut(ids);
  return {
    whoOf: ({ reader, contact }) => {
      if (reader !== undefined) return <PersonName>{names.get(reader) ?? "…"}</PersonName>;
      const name = contact?.name ?? contact?.phone;
      return name === undefined ? t("words.anonymous") : <PersonName>{name}</PersonName>;
    },
    aboutOf: ({ reader }, words = "") => wordsAbout(reader, words),
  };
}

function Noted({
  record,
  words,
  who,
  about,
  children,
}: {
  record: LoggedRecord;
  words: LogWords;
  who: ReactNode;
  about: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.edit}>
      <p className="row">
        <b>{words.nameOf("purpose", record.purpose ?? "other")}</b> {who}
        <span className="clip">{about}</span>
      </p>
      {children}
    </div>
  );
}

function Nothing({ day, today, logged, onDay, onFilter }: LogBodyProps & { logged: LoggedDay }) {
  const t = useT();
  const { from } = useDayLogPlace();
  const toToday = <Button onClick={() => onDay(today)}>{t("day-log.to-today")}</Button>;
  if (logged.whole.shown.length > 0)
    return (
      <EmptyState
        icon={CalendarDays}
        action={
          <Button keys={from === undefined ? "Esc" : undefined} onClick={() => onFilter({})}>
            {t("day-log.clear")}
          </Button>
        }
      >
        {t("day-log.none-left")}
      </EmptyState>
    );
  return (
    <EmptyState icon={CalendarDays} action={day === today ? undefined : toToday}>
      {t(day > today ? "day-log.future" : day === today ? "day-log.none-today" : "day-log.none")}
    </EmptyState>
  );
}
