/** What the desk shows only after somebody has come: fetched in the first idle moment, before the search is there. */
import { late } from "../../ui/hooks/late.tsx";
import { LateCardLines } from "./card/late-card-lines.ts";

export const LateReaderCard = late(async () => (await import("./card/reader-card.tsx")).ReaderCard);
export const LateNoteLine = late(async () => (await import("./log/note-line-field.tsx")).NoteLineField);

export async function warmDesk(): Promise<void> {
  await LateReaderCard.warm();
  await LateNoteLine.warm();
  await LateCardLines.warm();
}
