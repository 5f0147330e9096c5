/**
 * Ctrl+K: commands and readers in one list. Always in the page, so that it opens at once; the search for
 * readers is handed in and may answer late, when an older answer is dropped.
 */

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { isIme } from "../../ui/keyboard.ts";
import { moveByKey } from "../../ui/list-keys.ts";
import type { ColleagueWays } from "./palette-colleagues.ts";
import { type LabelSyllables, matchCommands, type Syllables } from "./palette-matches.ts";

export interface FoundReader {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly commands: readonly DeskCommand[];
  /** Ways to places within a screen, too many to be listed before something is typed. */
  readonly places: readonly DeskCommand[];
  /** So many of them, the first ones, are about what is open on the screen. */
  readonly ofScreen: number;
  readonly colleagues: ColleagueWays;
  /** How labels are typed in pinyin. */
  readonly readLabels: (labels: readonly string[]) => Promise<readonly Syllables[]>;
  readonly searchReaders: (text: string) => Promise<readonly FoundReader[]>;
  readonly onReader: (id: string) => void;
}

interface Entry {
  readonly key: string;
  readonly label: string;
  readonly isPerson?: boolean;
  readonly detail?: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** So many of those that were run last stand before the others. */
const RECENT = 5;

export function Palette(props: PaletteProps) {
  const { open, onClose, commands, places, ofScreen, colleagues, readLabels, searchReaders, onReader } = props;
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [readers, setReaders] = useState<readonly FoundReader[]>([]);
  const [active, setActive] = useState(0);
  /** Ids of commands, the last one first. */
  const [recent, setRecent] = useState<readonly string[]>([]);
  const syllables = useLabelSyllables(open, commands, places, readLabels);

  useEffect(() => {
    let wanted = true;
    setActive(0);
    if (text.trim() === "") setReaders([]);
    else void searchReaders(text.trim()).then((found) => wanted && setReaders(found));
    return () => {
      wanted = false;
    };
  }, [text, searchReaders]);

  // whoever opens it next, after a lock for instance, begins anew
  useEffect(() => {
    if (open) return;
    setText("");
    if (input.current) input.current.value = "";
  }, [open]);

  const entries = useMemo<readonly Entry[]>(() => {
    // what may be done is asked as it is opened, and not drawn behind the desk after each act
    if (!open) return [];
    const { exact, others } = colleagues.match(text);
    const lately = recent.flatMap(
      (id) => [...commands, ...colleagues.all, ...places].find((command) => command.id === id) ?? [],
    );
    const ordered = inOrder(
      commands,
      ofScreen,
      text === "" ? lately : lately.filter((each) => commands.includes(each)),
    );
    return [
      ...[
        ...exact,
        ...matchCommands([...ordered, ...(text.trim() === "" ? [] : places)], text, t, syllables),
        ...others,
      ].map((command) => ({
        key: command.id,
        label: t(command.label, command.values),
        keys: command.keys?.[0],
        run: () => {
          setRecent((before) => [command.id, ...before.filter((id) => id !== command.id)].slice(0, RECENT));
          void command.run();
        },
      })),
      ...readers.map((reader) => ({
        key: reader.id,
        label: reader.name,
        isPerson: true,
        detail: reader.detail,
        run: () => onReader(reader.id),
      })),
    ];
  }, [open, commands, places, ofScreen, colleagues, recent, syllables, readers, text, t, onReader]);

  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    if (event.key === "Enter") choose(entries[active]);
    else {
      // in a line of text Home and End belong to the caret
      const next =
        event.key === "Home" || event.key === "End"
          ? null
          : moveByKey(event.nativeEvent, { row: active, column: -1 }, { rows: entries.length, columns: 0, page: 8 });
      if (next === null) return;
      setActive(Math.max(0, next.row));
      document.getElementById(`${id}-${Math.max(0, next.row)}`)?.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };

  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal keepMounted>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Popup className="dialog palette" initialFocus={input}>
          <BaseDialog.Title className="vh">{t("frame.palette-open")}</BaseDialog.Title>
          <input
            ref={input}
            className="palette-input"
            type="text"
            role="combobox"
            aria-label={t("frame.palette-hint")}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
            placeholder={t("frame.palette-hint")}
            autoComplete="off"
            spellCheck={false}
            defaultValue=""
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <div id={`${id}-list`} role="listbox" aria-label={t("frame.palette-open")} className="palette-list scroll">
            {entries.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and takes the keys
              <div
                key={entry.key}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="menu-item"
                onClick={() => choose(entry)}
                onMouseMove={() => setActive(index)}
              >
                <span className="clip">{entry.isPerson ? <PersonName>{entry.label}</PersonName> : entry.label}</span>
                {entry.detail !== undefined && <span className="meta clip grow">{entry.detail}</span>}
                {entry.keys !== undefined && <Kbd keys={entry.keys} />}
              </div>
            ))}
          </div>
          {entries.length === 0 && <p className="menu-empty">{t("frame.palette-nothing")}</p>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** What is about whatever is open, then what was run last, then the rest. */
function inOrder(
  commands: readonly DeskCommand[],
  ofScreen: number,
  lately: readonly DeskCommand[],
): readonly DeskCommand[] {
  const first = commands.filter((command, place) => place < ofScreen || command.isAboutOpen?.() === true);
  return [...new Set([...first, ...lately, ...commands])];
}

/** Asked when it opens; what is typed before the answer is found by the labels themselves. */
function useLabelSyllables(
  open: boolean,
  commands: readonly DeskCommand[],
  places: readonly DeskCommand[],
  readLabels: PaletteProps["readLabels"],
): LabelSyllables {
  const t = useT();
  const [held, setHeld] = useState<LabelSyllables>(new Map());
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    const labels = [...new Set([...commands, ...places].map(({ label, values }) => t(label, values)))];
    readLabels(labels).then(
      (found) => isWanted && setHeld(new Map(labels.map((label, place) => [label, found[place] ?? []]))),
      // without the worker the labels find themselves
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [open, commands, places, readLabels, t]);
  return held;
}
