/**
 * The desk's commands, for keyboard, palette, menu and help sheet. They work from every screen; what they
 * do shows on the desk. The keys inside the scan box belong to the box itself, its Escape too.
 */
import { useMemo } from "react";
import { useLocation } from "wouter";
import { presetKey } from "#shared/model/settings/quick-log-presets.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { useDeskActions, useDeskDeps, useDeskStore } from "./desk-context.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { useDeskNames } from "./desk-names.ts";
import { isUnsolved, nextWhose } from "./desk-store.ts";
import { usePrintSlip } from "./slip/print-slip.ts";

export function useDeskCommands(): readonly DeskCommand[] {
  const actions = useDeskActions();
  const deps = useDeskDeps();
  const store = useDeskStore();
  const names = useDeskNames();
  const printSlip = usePrintSlip();
  const presets = deps.presets();
  const [location] = useLocation();
  const compose = useTaskSheet();
  return useMemo(() => {
    const onDesk = location === "/";
    const hasReader = (): boolean => deps.ways().isAtDesk() && store.getState().reader !== null;
    const counts = (): boolean => store.getState().mode.tag !== "card";
    const noSheet = (): boolean => store.getState().panel.tag === "none" || store.getState().panel.tag === "note";
    const inFields = true as const;
    const presetCommands = presets.map(
      ({ purpose }, index): DeskCommand => ({
        id: `desk.preset-${presetKey(index)}`,
        label: "desk.command.preset",
        values: { name: names.purpose(purpose) },
        section: "reader",
        keys: [`Alt+${presetKey(index)}`],
        inFields,
        isAboutOpen: hasReader,
        enabled: noSheet,
        run: () => actions.logPreset(index),
      }),
    );
    const commands: readonly DeskCommand[] = [
      {
        id: "desk.scan",
        label: "desk.command.scan",
        section: "reader",
        keys: ["F3", "Ctrl+E"],
        inFields,
        run: actions.focusScan,
      },
      {
        id: "desk.open-held",
        label: "desk.command.open-held",
        section: "reader",
        keys: ["Shift+F3"],
        inFields,
        enabled: () => store.getState().held.length > 0,
        run: actions.openHeld,
      },
      ...presetCommands,
      {
        id: "desk.note",
        label: "desk.command.note",
        section: "reader",
        keys: ["F4"],
        inFields,
        isAboutOpen: hasReader,
        enabled: noSheet,
        run: () => {
          if (!actions.noteLast()) compose({ kind: "note", reader: nextWhose(store.getState()) });
        },
      },
      {
        id: "desk.anonymous",
        label: "desk.command.anonymous",
        section: "reader",
        keys: ["Alt+-"],
        inFields,
        run: actions.anonymousNext,
      },
      {
        id: "desk.channel",
        label: "desk.command.channel",
        section: "reader",
        keys: ["F12"],
        inFields,
        run: actions.setChannel,
      },
      {
        id: "desk.caller",
        label: "desk.command.caller",
        section: "reader",
        keys: ["Alt+F12"],
        inFields,
        isAboutOpen: hasReader,
        enabled: () => noSheet() && store.getState().reader !== null,
        run: actions.askCaller,
      },
      {
        id: "desk.visits",
        label: "attend.command-visits",
        section: "reader",
        keys: ["Shift+F12"],
        inFields,
        enabled: noSheet,
        run: actions.toggleVisits,
      },
      {
        id: "desk.event",
        label: "attend.command-event",
        section: "reader",
        keys: ["Ctrl+F12"],
        inFields,
        enabled: noSheet,
        run: actions.askEvent,
      },
      {
        id: "desk.leave-mode",
        label: "attend.command-leave",
        section: "reader",
        keys: ["Esc"],
        enabled: () => onDesk && counts() && noSheet() && !isUnsolved(store.getState()),
        run: actions.leaveMode,
      },
      {
        id: "desk.escape",
        label: "desk.command.escape",
        section: "reader",
        keys: ["Esc"],
        enabled: () => onDesk && noSheet(),
        run: actions.escape,
      },
      {
        id: "desk.new-reader",
        label: "desk.command.new-reader",
        section: "reader",
        keys: ["Ctrl+N"],
        inFields,
        enabled: noSheet,
        run: () => actions.newReader(),
      },
      {
        id: "desk.new-reader-scanned",
        label: "desk.command.new-reader-scanned",
        section: "reader",
        keys: ["F2"],
        inFields,
        enabled: () => store.getState().outcome.tag === "not-found" && noSheet(),
        run: () => actions.newReader(),
      },
      {
        id: "desk.full-page",
        label: "desk.command.full-page",
        section: "reader",
        keys: ["Ctrl+Enter"],
        inFields,
        isAboutOpen: hasReader,
        enabled: () => hasReader() && store.getState().panel.tag === "none",
        run: () => deps.ways().toReader(store.getState().reader ?? ""),
      },
      {
        id: "desk.previous",
        label: "desk.command.previous",
        section: "reader",
        keys: ["F7", "Ctrl+Tab"],
        inFields,
        run: actions.flip,
      },
      {
        id: "desk.slip",
        label: "desk.command.slip",
        section: "file",
        keys: ["Ctrl+P"],
        inFields,
        enabled: () => onDesk && store.getState().lastSlip !== null,
        run: printSlip,
      },
      {
        id: "desk.undo",
        label: "desk.command.undo",
        section: "edit",
        keys: ["Ctrl+Z"],
        run: () => actions.undo("undo", onDesk && !isOnRow()),
      },
      {
        id: "desk.redo",
        label: "desk.command.redo",
        section: "edit",
        keys: ["Ctrl+Y", "Ctrl+Shift+Z"],
        run: () => actions.undo("redo", onDesk && !isOnRow()),
      },
    ];
    return commands.map((command) => (MEANS_WHOEVER_IS_SERVED.has(command.id) ? behindScan(command, deps) : command));
  }, [actions, deps, store, names, presets, printSlip, location, compose]);
}

/** Who works in a list of the desk goes on there. */
const isOnRow = (): boolean => document.activeElement?.closest("[data-row], [data-rows-by-arrows]") != null;

const MEANS_WHOEVER_IS_SERVED: ReadonlySet<string> = new Set([
  "desk.note",
  "desk.anonymous",
  "desk.new-reader-scanned",
  "desk.full-page",
  "desk.previous",
]);

/** Pressed while a card is still looked up it means whoever was scanned: it waits for her, as a log does. */
const behindScan = (command: DeskCommand, { lookingUp }: DeskDeps): DeskCommand => ({
  ...command,
  enabled: () => lookingUp.current !== null || (command.enabled?.() ?? true),
  run: async () => {
    if (lookingUp.current !== null) {
      await lookingUp.current;
      if (command.enabled?.() === false) return;
    }
    await command.run();
  },
});
