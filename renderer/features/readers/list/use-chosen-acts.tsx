/**
 * What can be done to readers of the list: to those that are selected, else to the one under the cursor. One act is one
 * batch with one undo; the selection, the cursor and the focus stay where they are.
 */
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { BatchDialog } from "../../../acts/batch-dialog.tsx";
import { useBatch } from "../../../acts/use-batch.ts";
import { useListOut } from "../../../acts/use-list-out.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useRunCommand } from "../../../desk-services/run-command.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { isInside } from "../../../ui/keyboard.ts";
import type { ReaderList } from "../readers-in-view.ts";
import { ACT_KEYS, ACTS, CHOSEN_ACTS, type ChosenAct, ChosenBar } from "./chosen-bar.tsx";
import { type ChosenReaders, useChosenFacts, useListed } from "./chosen-readers.ts";
import { ContactDialog } from "./contact-dialog.tsx";

interface ChosenOf {
  readonly list: ReaderList | undefined;
  readonly chosen: ChosenReaders;
  /** Under the cursor. */
  readonly current: string | undefined;
  readonly holder: RefObject<HTMLElement | null>;
  readonly focusList: () => void;
  /** What the list is called, also as a file. */
  readonly title: string;
  /** What a task for those behind a figure says, and who of them needs none: the whole group stays away alike. */
  readonly figure: { readonly text: string; readonly alike: ReadonlySet<string> } | null;
  readonly onOutreach: () => Promise<void>;
}

/** @returns the bar, null while nobody is selected, and the dialog of an act */
export function useChosenActs({ list, chosen, current, holder, focusList, title, figure, onOutreach }: ChosenOf): {
  readonly bar: ReactNode;
  readonly dialog: ReactNode;
} {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const batch = useBatch();
  const run = useRunCommand();
  const [asked, setAsked] = useState<{ readonly act: ChosenAct; readonly ids: readonly string[] } | null>(null);
  const { ids } = chosen;
  const facts = useChosenFacts(ids);
  const exportAs = useListOut(title, async () => [...ids]);
  const targets = ids.size > 0 ? [...ids] : current === undefined ? [] : [current];

  const begin = (act: ChosenAct): void => {
    // the dialog gives the focus back to where it was
    focusList();
    const isAll = targets.length === 1 || act !== "task" || figure === null;
    setAsked({ act, ids: isAll ? targets : targets.filter((id) => !figure.alike.has(id)) });
  };
  const clear = (): void => {
    chosen.clear();
    focusList();
  };
  const undo = (): void => {
    focusList();
    run("desk.undo");
  };
  const now = { begin, clear, chosen, current, targets };
  const latest = useRef(now);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = now;
  });
  useScreenCommands(
    useMemo((): readonly DeskCommand[] => {
      const section = "reader" as const;
      const inList = {
        isAt: (pressed: EventTarget | null): boolean => isInside(holder.current, pressed),
        enabled: (): boolean => latest.current.targets.length > 0,
      };
      return [
        {
          id: "readers.choose",
          label: "readers.choose",
          section,
          ...(singleKeys && { keys: ["X"] }),
          ...inList,
          run: () => {
            const { current: id } = latest.current;
            if (id !== undefined) latest.current.chosen.toggle(id);
          },
        },
        {
          id: "readers.choose-all",
          label: "readers.choose-all",
          section,
          keys: ["Ctrl+A"],
          ...inList,
          run: () => latest.current.chosen.addAll(),
        },
        ...ACTS.map(
          (act): DeskCommand => ({
            id: `readers.chosen-${act}`,
            label: `readers.chosen-${act}`,
            section,
            ...(singleKeys && { keys: [ACT_KEYS[act]] }),
            ...inList,
            run: () => latest.current.begin(act),
          }),
        ),
        {
          id: "readers.chosen-clear",
          label: "readers.chosen-clear",
          section,
          keys: ["Esc"],
          enabled: () => latest.current.chosen.ids.size > 0,
          run: () => latest.current.clear(),
        },
      ];
    }, [singleKeys, holder]),
  );

  const alike = asked === null ? 0 : targets.length - asked.ids.length;
  const warning = alike > 0 ? t("figures.alike-count", { count: alike }) : null;
  const hidden = ids.size - (useListed(list, ids) ?? ids.size);
  return {
    bar:
      ids.size === 0 ? null : (
        <ChosenBar
          count={ids.size}
          hidden={hidden}
          facts={facts}
          singleKeys={singleKeys}
          onAct={begin}
          onExport={(format) => void exportAs(format).then(focusList)}
          onOutreach={() => void onOutreach()}
          onUndo={undo}
          onDrop={() => void chosen.dropHidden().then(focusList)}
          onClear={clear}
        />
      ),
    dialog:
      asked === null ? null : asked.act === "contact" ? (
        <ContactDialog ids={asked.ids} onClose={() => setAsked(null)} />
      ) : (
        <BatchDialog
          ids={asked.ids}
          batch={batch}
          acts={CHOSEN_ACTS[asked.act]}
          {...(figure !== null && asked.ids.length > 1 && { taskText: figure.text })}
          warning={asked.act === "task" ? warning : null}
          onClose={() => setAsked(null)}
        />
      ),
  };
}
