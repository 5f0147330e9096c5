/** What is done on a reader's page: by key and in the palette, and of it what stands in the menu of its head. */
import {
  CopyMinus,
  CopyPlus,
  Eraser,
  History,
  IdCard,
  ListTodo,
  type LucideIcon,
  Printer,
  Scale,
  Trash2,
  UserMinus,
} from "lucide-react";
import type { Translate } from "../../i18n/i18n.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { MenuItems } from "../../ui/menu.tsx";
import type { ReaderDialogName } from "./reader-dialog.tsx";

interface ReaderCommandsOn {
  readonly hasCard: boolean;
  readonly hasLeft: boolean;
  readonly isMerged: boolean;
  readonly onCompose: () => void;
  /** Null where the window has no counter; then nothing is composed either. */
  readonly onOpinion: (() => void) | null;
  readonly onTab: (step: number) => void;
  readonly onTask: () => void;
  readonly onDelete: () => void;
  readonly onHistory: () => void;
  readonly onDialog: (name: ReaderDialogName) => void;
}

export function readerCommands(on: ReaderCommandsOn): readonly DeskCommand[] {
  const { hasCard, hasLeft, onOpinion } = on;
  const section = "reader" as const;
  const keyed = (key: string) => ({ keys: [key], inFields: true });
  const opens = (name: ReaderDialogName) => ({ run: () => on.onDialog(name) });
  const ofCounter: readonly DeskCommand[] =
    onOpinion === null
      ? []
      : [
          { id: "reader.log", label: "readers.log", section, ...keyed("F4"), run: on.onCompose },
          { id: "reader.opinion", label: "readers.opinion", section, ...keyed("Ctrl+N"), run: onOpinion },
        ];
  const ofMerged: readonly DeskCommand[] = on.isMerged
    ? [{ id: "reader.part", label: "readers.part", section, ...opens("part") }]
    : [];
  const tab = { section: "view", inFields: true } as const;
  return [
    ...ofCounter,
    { ...tab, id: "reader.next-tab", label: "readers.next-tab", keys: ["Ctrl+PgDn"], run: () => on.onTab(1) },
    { ...tab, id: "reader.previous-tab", label: "readers.previous-tab", keys: ["Ctrl+PgUp"], run: () => on.onTab(-1) },
    { id: "reader.print", label: "readers.print", section: "file", ...keyed("Ctrl+P"), ...opens("print") },
    { id: "reader.task", label: "readers.new-task", section, run: on.onTask },
    {
      id: "reader.make-card",
      label: "readers.make-card",
      section,
      enabled: () => !(hasLeft || hasCard),
      ...opens("card"),
    },
    { id: "reader.leave", label: "readers.leave", section, enabled: () => !hasLeft, ...opens("leave") },
    { id: "reader.merge", label: "readers.merge", section, ...opens("merge") },
    ...ofMerged,
    { id: "reader.delete", label: "readers.delete", section, run: on.onDelete },
    { id: "reader.erase", label: "readers.erase", section, ...opens("erase") },
    { id: "reader.rules", label: "rules.reasons", section, ...opens("rules") },
    { id: "reader.history", label: "readers.history", section, run: on.onHistory },
  ];
}

/** Commands by id; a null draws a line. */
const MENU: readonly (readonly [id: string, icon: LucideIcon] | null)[] = [
  ["reader.task", ListTodo],
  ["reader.make-card", IdCard],
  ["reader.leave", UserMinus],
  ["reader.merge", CopyPlus],
  ["reader.part", CopyMinus],
  ["reader.rules", Scale],
  ["reader.history", History],
  ["reader.print", Printer],
  null,
  ["reader.delete", Trash2],
  ["reader.erase", Eraser],
];

/** Without what cannot be done now. */
export const readerMenu = (t: Translate, commands: readonly DeskCommand[]): MenuItems =>
  MENU.flatMap((entry) => {
    if (entry === null) return [null];
    const [id, icon] = entry;
    const command = commands.find((each) => each.id === id && each.enabled?.() !== false);
    if (command === undefined) return [];
    return [{ id, label: t(command.label), icon, keys: command.keys?.[0], onSelect: () => void command.run() }];
  });
