/**
 * Three sheets for the day on which something is lost, as data: numbered steps, and in each the names of what is to
 * be pressed, taken from the catalogue so that they are always those on the screen.
 */
import type { MessageId } from "../../../i18n/message-id.ts";
import type { SheetId } from "./sheet-titles.ts";

export interface SheetStep {
  readonly says: MessageId;
  /** By placeholder, what stands on the button or above the section. */
  readonly names: Readonly<Record<string, MessageId>>;
}

export interface EmergencySheet {
  /** When it is needed, and what is safe. */
  readonly when: MessageId;
  readonly steps: readonly SheetStep[];
}

/** What tells on the screen that an old code sheet is needed still. */
const OLD_SHEET = { backups: "backup.open", mark: "backup.state-other-code", make: "backup.now" } as const;

const step = (says: MessageId, names: SheetStep["names"] = {}): SheetStep => ({ says, names });

export const SHEETS: Readonly<Record<SheetId, EmergencySheet>> = {
  "lost-code": {
    when: "centre.sheet-code-when",
    steps: [
      step("centre.sheet-code-1", { screen: "centre.title", folder: "sync.folder", sheet: "sync.code-open" }),
      step("centre.sheet-code-2", { print: "centre.print" }),
      // before a new code is made: the removal makes another one
      step("centre.sheet-code-3", { sync: "sync.now", computers: "centre.devices", lost: "sync.sheet-lost-computer" }),
      step("centre.sheet-code-4", { sheet: "sync.code-open", fresh: "centre.new-code", make: "centre.new-code-do" }),
      step("centre.sheet-code-5", { sync: "sync.now" }),
      step("centre.sheet-old-sheet", OLD_SHEET),
    ],
  },
  "lost-computer": {
    when: "centre.sheet-computer-when",
    steps: [
      step("centre.sheet-computer-1", { screen: "centre.title", sync: "sync.now" }),
      step("centre.sheet-computer-2", { computers: "centre.devices", remove: "centre.out-remove" }),
      step("centre.sheet-computer-3", { remove: "centre.out-removed-do" }),
      step("centre.sheet-computer-4", { print: "centre.print" }),
      step("centre.sheet-computer-5", { sync: "sync.now" }),
      step("centre.sheet-old-sheet", OLD_SHEET),
      step("centre.sheet-computer-6"),
      step("centre.sheet-computer-7", { join: "centre.join-library" }),
      step("centre.sheet-computer-8", { sync: "sync.now", rejoin: "notices.do-rejoin", reopen: "notices.do-reopen" }),
    ],
  },
  "lost-share": {
    when: "centre.sheet-share-when",
    steps: [
      step("centre.sheet-share-1"),
      step("centre.sheet-share-2", { screen: "centre.title", folder: "sync.folder", change: "centre.folder-change" }),
      step("centre.sheet-share-3", { use: "centre.folder-use", browse: "centre.folder-browse" }),
      step("centre.sheet-share-4", { prepare: "notices.do-prepare", rebuild: "notices.do-rebuild", sync: "sync.now" }),
      step("centre.sheet-share-5", { sync: "sync.now" }),
      step("centre.sheet-share-6", { done: "sync.done", same: "sync.nothing-new" }),
    ],
  },
};
