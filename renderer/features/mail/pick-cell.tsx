/** A cell of few choices: the digit takes one and goes on; arrows and Enter do it too, and so does the mouse. */
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { isIme } from "../../ui/keyboard.ts";
import styles from "./mail.module.css";

export interface CellChoice<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** One that has none is reached by the arrows. */
  readonly digit?: string;
  readonly hint?: string | undefined;
}

export interface PickCellProps<V extends string> {
  readonly place: string;
  readonly label: string;
  readonly value: V | null;
  readonly choices: readonly CellChoice<V>[];
  /** How the choice is drawn in the cell, where it is not its name. */
  readonly drawn?: ReactNode;
  readonly isMissing: boolean;
  readonly onPick: (value: V | null) => void;
  readonly onNext: () => void;
}

export function PickCell<V extends string>({
  place,
  label,
  value,
  choices,
  drawn,
  isMissing,
  onPick,
  onNext,
}: PickCellProps<V>) {
  const id = useId();
  const [at, setAt] = useState<number | null>(null);
  const isOpen = at !== null;
  const chosen = choices.findIndex((choice) => choice.value === value);
  const active = at === null ? -1 : at < 0 ? chosen : at;
  const take = (choice: CellChoice<V>): void => {
    onPick(choice.value);
    onNext();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = choices.find(({ digit }) => digit !== undefined && digit === event.key.normalize("NFKC"));
    const current = choices[active];
    if (choice !== undefined) take(choice);
    else if (event.key === "ArrowDown") setAt(Math.min(choices.length - 1, active + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, active - 1));
    else if (event.key === "Backspace" || event.key === "Delete") onPick(null);
    else if (event.key !== "Enter" || event.shiftKey) return;
    else if (!event.repeat) {
      if (current === undefined) onNext();
      else take(current);
    }
    event.preventDefault();
  };
  const digit = choices[chosen]?.digit;
  return (
    <div className={styles.cell}>
      <button
        type="button"
        role="combobox"
        className={styles.pick}
        data-cell={place}
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={active < 0 || at === null ? undefined : `${id}-${active}`}
        aria-invalid={isMissing || undefined}
        onFocus={() => setAt(-1)}
        onBlur={() => setAt(null)}
        onClick={() => setAt((before) => before ?? -1)}
        onKeyDown={onKeyDown}
      >
        {chosen >= 0 && (
          <>
            <span className={styles.digit}>{digit}</span>
            {drawn ?? choices[chosen]?.label}
          </>
        )}
      </button>
      <div
        id={`${id}-list`}
        role="listbox"
        // no stop of its own where it is long enough to scroll: it is there while the cell has the keyboard
        tabIndex={-1}
        aria-label={label}
        className={classNames(styles.list, !isOpen && styles.shut)}
      >
        {(isOpen ? choices : []).map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the cell, which has the focus, takes the keys
          <div
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="menu-item"
            data-active={index === active || undefined}
            // the cell keeps the focus
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            {choice.digit === undefined ? <span className={styles.digit} /> : <Kbd keys={choice.digit} />}
            <span className="grow">{choice.label}</span>
            {choice.hint !== undefined && <span className="meta">{choice.hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
