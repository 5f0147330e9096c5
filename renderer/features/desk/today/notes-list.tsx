/**
 * What colleagues left at this branch and nobody has taken over yet, the latest first. Enter opens the book where a note
 * stands, E takes it over; the note in hand stays where it is, and says so, until a person moves on.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useAct } from "../../../acts/use-acts.ts";
import { readLeft, takeChanges } from "../../../db/left-lines.ts";
import type { Masked } from "../../../db/masked.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRunCommand } from "../../../desk-services/run-command.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { isIme, matchKeys } from "../../../ui/keyboard.ts";
import { moveByKey, withLetters } from "../../../ui/list-keys.ts";
import styles from "../today-list/today.module.css";

/** The book has all. */
const SHOWN = 5;

type Note = Masked<"handover">;

export function NotesList({ now }: { readonly now: number }) {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const { branch, staff, singleKeys = true } = useDeviceSettings();
  const run = useRunCommand();
  const [, navigate] = useLocation();
  const take = useTake();
  const list = useRef<HTMLUListElement>(null);
  const [held, setHeld] = useState<Note | null>(null);
  const today = format.day(now);
  const left = useLiveQuery(
    async () => (branch === undefined ? [] : (await readLeft(db, { branch, staff, today })).toReversed()),
    [db, branch, staff, today],
  );
  // one that was withdrawn meanwhile does not stay
  const isThere = useLiveQuery(
    async () => held !== null && (await db.handover.get(held.id))?.gone !== 1,
    [db, held],
    true,
  );
  const rows = left === undefined ? [] : withHeld(left, isThere ? held : null).slice(0, SHOWN);
  const focusRow = (index: number): void => list.current?.querySelectorAll<HTMLElement>("[data-opens]")[index]?.focus();
  useLayoutEffect(() => {
    // another desk's note above it has moved it to another element
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    if (held !== null && isNowhere) focusRow(rows.findIndex(({ id }) => id === held.id));
  });
  if (left === undefined) return null;
  const open = ({ at = now }: Note): void => navigate(`/handover?day=${format.day(at)}`);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event) || held === null) return;
    const at = rows.findIndex(({ id }) => id === held.id);
    const next = moveByKey(
      withLetters(event.nativeEvent, singleKeys),
      { row: at, column: -1 },
      { rows: rows.length, columns: 0, page: SHOWN },
    );
    const isUp = matchKeys(event, "↑") || (singleKeys && matchKeys(event, "K"));
    if (isUp && at === 0) focusLastRowOfToday();
    else if (next !== null) focusRow(next.row);
    else if (singleKeys && matchKeys(event, "E")) void take(held);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Element && list.current?.contains(relatedTarget) === false) setHeld(null);
  };
  return (
    <section aria-labelledby="notes-h">
      <div className="section-head">
        <h2 id="notes-h">
          {t("today.notes")} {left.length > 0 && <span className="count">{left.length}</span>}
        </h2>
        <Link className="meta" href="/handover">
          {t("today.book")}
        </Link>
        <Button kind="quiet" size="small" className="push" onClick={() => run("staff.handover")}>
          {t("words.leave-note")}
        </Button>
      </div>
      {rows.length === 0 && <p className="meta">{t("today.no-notes")}</p>}
      <ul className="list" ref={list} data-notes="" data-rows-by-arrows="" onKeyDown={onKeyDown} onBlur={onBlur}>
        {rows.map((row, index) => (
          <NoteRow
            key={row.id}
            row={row}
            now={now}
            isCurrent={held === null ? index === 0 : held.id === row.id}
            isHeld={held?.id === row.id}
            isTaken={left.every(({ id }) => id !== row.id)}
            onFocus={() => setHeld((before) => (before?.id === row.id ? before : row))}
            onOpen={() => open(row)}
            onTake={() => void take(row)}
          />
        ))}
      </ul>
    </section>
  );
}

interface NoteRowProps {
  readonly row: Note;
  readonly now: number;
  /** The keyboard enters the list here, or is here. */
  readonly isCurrent: boolean;
  readonly isHeld: boolean;
  readonly isTaken: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onTake: () => void;
}

function NoteRow({ row, now, isCurrent, isHeld, isTaken, onFocus, onOpen, onTake }: NoteRowProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { singleKeys = true } = useDeviceSettings();
  const colleague = house.staff.get(row.staff ?? "") ?? t("today.no-name");
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <li className={styles.note} onFocus={onFocus}>
      <p className="row">
        <button
          type="button"
          className="link"
          data-opens=""
          aria-current={isCurrent ? "true" : undefined}
          tabIndex={tabIndex}
          onClick={onOpen}
        >
          <b>
            <PersonName>{colleague}</PersonName>
          </b>
        </button>{" "}
        <span className="meta">{format.moment(row.at ?? 0, now)}</span>
        {isTaken ? (
          <span className="meta push">{t("today.note-taken")}</span>
        ) : (
          <Button
            kind="quiet"
            size="small"
            className="push"
            tabIndex={tabIndex}
            keys={singleKeys && isHeld ? "E" : undefined}
            aria-label={t("today.take-note-of", { colleague })}
            onClick={onTake}
          >
            {t("today.take-note")}
          </Button>
        )}
      </p>
      <p className={styles.noteText}>{row.text}</p>
    </li>
  );
}

const focusLastRowOfToday = (): void =>
  [...document.querySelectorAll<HTMLElement>("[data-row] [data-opens]")].at(-1)?.focus();

/** What a colleague has taken over meanwhile is not taken twice. */
function useTake(): (row: Note) => Promise<unknown> {
  const act = useAct();
  const { db, clock } = useServices();
  const { staff } = useDeviceSettings();
  return useOnce(async ({ id }: Note): Promise<void> => {
    const row = await db.handover.get(id);
    if (row === undefined || row.gone === 1 || row.takenAt !== undefined) return;
    await act({
      command: "handover.take-note",
      changes: takeChanges([id], { staff, at: clock.now() }),
      said: { id: "today.did-take-note" },
    });
  });
}

function withHeld(left: readonly Note[], held: Note | null): readonly Note[] {
  if (held === null || left.some(({ id }) => id === held.id)) return left;
  return [...left, held].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}
