/**
 * From whom it is: found while it is typed by name, pinyin, card or number; what is nobody's stays as it was typed, a
 * person without a card, and an empty cell is anonymous. Enter takes nobody who was not shown.
 */
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { readPeople } from "../../db/reader-class.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { oneQuestion } from "../../ui/hooks/one-question.ts";
import { FAST_HANDS, isIme } from "../../ui/keyboard.ts";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./mail.module.css";
import type { MailReader } from "./mail-queries.ts";

const SHOWN = 6;

interface Answer {
  readonly text: string;
  readonly rows: readonly MailReader[];
  /** It is one reader's card or other number. */
  readonly isExact: boolean;
}

export interface WhoCellProps {
  readonly place: string;
  readonly label: string;
  /** Whose card was found. */
  readonly found: MailReader | undefined;
  readonly typed: string;
  readonly isMissing: boolean;
  readonly onType: (who: string) => void;
  readonly onReader: (reader: MailReader) => void;
  readonly onNext: () => void;
}

export function WhoCell({ place, label, found, typed, isMissing, onType, onReader, onNext }: WhoCellProps) {
  const t = useT();
  const id = useId();
  const ask = useAsk();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const show = (next: Answer | null): void => {
    setAnswer(next);
    setAt(0);
  };
  const isShown = answer !== null && answer.rows.length > 0;
  /** Pressed after the Enter that is still being answered: they are the next cell's. */
  const early = useRef<string[] | null>(null);
  const asking = useMemo(
    () =>
      oneQuestion(ask, (next) => {
        if (document.activeElement !== field.current) return;
        setAnswer(next);
        setAt(0);
      }),
    [ask],
  );
  const take = (reader: MailReader | undefined): void => {
    asking.drop();
    show(null);
    if (reader !== undefined) onReader(reader);
    onNext();
  };
  const decide = async (): Promise<void> => {
    const text = typed.trim();
    if (found !== undefined || text === "") return take(undefined);
    if (answer?.text === text) return take(answer.rows[at]);
    const keys: string[] = [];
    early.current = keys;
    const next = await ask(text).finally(() => {
      early.current = null;
    });
    const [only] = next.rows;
    const isSure = only === undefined || next.isExact || (next.rows.length === 1 && only.name === text);
    if (document.activeElement !== field.current) {
      // whoever has gone elsewhere meanwhile is not brought back
      if (isSure && only !== undefined) onReader(only);
    } else if (isSure) {
      take(only);
      goOn(keys);
    } else show(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    if (
      early.current !== null &&
      !event.ctrlKey &&
      !event.altKey &&
      (event.key.length === 1 || event.key === "Enter")
    ) {
      if (event.key !== "Enter") early.current.push(event.key);
      event.preventDefault();
    }
    if (!isShown) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    // the line behind them is nobody of them
    setAt((at + step + answer.rows.length + 1) % (answer.rows.length + 1));
    event.preventDefault();
  };
  return (
    <div className={styles.cell}>
      <TextInput
        ref={field}
        // a telephone number is typed there, and a card from a slow scanner is looked up all the same
        {...FAST_HANDS}
        className={styles.text ?? ""}
        data-cell={place}
        maxLength={200}
        role="combobox"
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-invalid={isMissing || undefined}
        placeholder={t("words.anonymous")}
        value={found === undefined ? typed : (found.name ?? "")}
        onChange={(event) => {
          const { value } = event.target;
          // by an input method, or pasted
          if (early.current !== null && value.startsWith(typed)) {
            early.current.push(...value.slice(typed.length));
            return;
          }
          onType(value);
          if (value.trim() === "") {
            asking.drop();
            show(null);
          } else asking.ask(value.trim());
        }}
        onBlur={() => {
          asking.drop();
          show(null);
        }}
        onKeyDown={onKeyDown}
        onEnter={() => void decide()}
      />
      <small className={styles.under}>
        {found === undefined ? typed.trim() !== "" && t("words.no-card") : <span className="mono">{found.card}</span>}
      </small>
      <div
        id={`${id}-list`}
        role="listbox"
        // no stop of its own where it is long enough to scroll: it is there while the cell has the keyboard
        tabIndex={-1}
        aria-label={label}
        className={`${styles.list} ${isShown ? "" : styles.shut}`}
      >
        {(isShown ? [...answer.rows, undefined] : []).map((reader, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the cell, which has the focus, takes the keys
          <div
            key={reader?.id ?? ""}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="menu-item"
            data-active={index === at || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(reader)}
          >
            <span className="grow">
              {reader === undefined ? t("mail.without-card", { typed: typed.trim() }) : reader.name}
            </span>
            {reader !== undefined && <span className="meta mono">{reader.card}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The first key chooses the next cell's value, and what follows it is the beginning of the words behind that. */
function goOn([first, ...words]: readonly string[]): void {
  if (first === undefined) return;
  if (words.length > 0)
    document.activeElement?.addEventListener(
      "blur",
      // once the focus has come to where it goes
      () => queueMicrotask(() => document.execCommand("insertText", false, words.join(""))),
      { once: true },
    );
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: first, bubbles: true, cancelable: true }));
}

function useAsk(): (text: string) => Promise<Answer> {
  const { db, search } = useServices();
  return useMemo(
    () => async (text: string) => {
      const { hits, exact } = await search.query({ text, limit: SHOWN, seenToday: [] });
      const rows = await readPeople(db, exact === null ? hits.map(({ id }) => id) : [exact]);
      return {
        text,
        rows: rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row])),
        isExact: exact !== null,
      };
    },
    [db, search],
  );
}
