/** What the desk shows only after somebody has come: fetched in the first idle moment, before the search is there. */
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { LazyCardLines } from "./card/lazy-card-lines.ts";

export const LazyReaderCard = lazyPart(async () => (await import("./card/reader-card.tsx")).ReaderCard);
export const LazyNoteLine = lazyPart(async () => (await import("./log/note-line-field.tsx")).NoteLineField);

export async function warmDesk(): Promise<void> {
  await LazyReaderCard.warm();
  await LazyNoteLine.warm();
  await LazyCardLines.warm();
}
