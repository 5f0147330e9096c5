/**
 * One choice for a key press: a few lines, found by typing, taken with Enter. Enter that confirms a
 * composition takes nothing. Typed text that is no line may be a choice of its own.
 */
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { isEnter, isIme } from "../keyboard.ts";
import { Dialog } from "./dialog.tsx";

export interface PickItem {
  readonly value: string;
  readonly label: string;
  /** In which language the line is, where not in that of the screen. */
  readonly lang?: string | undefined;
  readonly hint?: string;
  readonly chosen?: boolean;
}

export interface PickDialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly filterLabel: string;
  /** What the choice will be done to. */
  readonly note?: string;
  readonly items: readonly PickItem[];
  /** Said when nothing fits. */
  readonly empty: string;
  /** What typed text means where it is no line; null: nothing. */
  readonly custom?: (text: string) => PickItem | null;
  /** What finds a line by its label, where more than case does not matter. */
  readonly fold?: (text: string) => string;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}

const lowerCase = (text: string): string => text.toLowerCase();

export function PickDialog({
  title,
  closeLabel,
  filterLabel,
  note,
  items,
  empty,
  custom,
  fold = lowerCase,
  onPick,
  onClose,
}: PickDialogProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const wanted = fold(text.trim());
  const found = items.filter(
    ({ label, hint }) => fold(label).includes(wanted) || (hint !== undefined && fold(hint).includes(wanted)),
  );
  const own =
    wanted === "" || found.some(({ label }) => fold(label) === wanted) ? null : (custom?.(text.trim()) ?? null);
  const lines = own === null ? found : [...found, own];
  const active = Math.min(at, lines.length - 1);

  const pick = (item: PickItem | undefined): void => {
    if (item === undefined) return;
    onClose();
    onPick(item.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    // Ctrl+Enter ends what is behind, and chooses nothing
    if (isEnter(event) && (event.ctrlKey || event.metaKey)) return;
    if (isEnter(event)) pick(lines[active]);
    else if (event.key === "ArrowDown") setAt(Math.min(lines.length - 1, active + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, active - 1));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog open title={title} closeLabel={closeLabel} onClose={onClose} initialFocus={input}>
      {note !== undefined && <p className="field-hint pick-note">{note}</p>}
      <input
        ref={input}
        className="input pick-filter"
        role="combobox"
        aria-label={filterLabel}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={lines.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="pick-list scroll" id={`${id}-list`} role="listbox" aria-label={title}>
        {lines.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above, which has the focus, takes the keys
          <div
            key={item.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-active={index === active || undefined}
            data-chosen={item.chosen || undefined}
            className="menu-item"
            ref={index === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            onClick={() => pick(item)}
          >
            <span className="grow">
              <bdi lang={item.lang} dir="auto">
                {item.label}
              </bdi>
            </span>
            {item.hint !== undefined && <span className="meta">{item.hint}</span>}
          </div>
        ))}
      </div>
      {lines.length === 0 && <p className="menu-empty">{empty}</p>}
    </Dialog>
  );
}
