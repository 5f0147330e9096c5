/** The three sheets by name: commands speak of them from any screen. */
import type { MessageId } from "../../../i18n/message-id.ts";

export const SHEET_IDS = ["lost-code", "lost-computer", "lost-share"] as const;
export type SheetId = (typeof SHEET_IDS)[number];

export const SHEET_TITLES: Readonly<Record<SheetId, MessageId>> = {
  "lost-code": "sync.sheet-lost-code",
  "lost-computer": "sync.sheet-lost-computer",
  "lost-share": "sync.sheet-lost-share",
};
