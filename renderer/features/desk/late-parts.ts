/** What the desk shows only after somebody has come: fetched in the first idle moment, before the search is there. */
import { late } from "../../ui/hooks/late.tsx";
import { LateCardLines } from "./card/late-card-lines.ts";

export const ReaderCard = late(async () => (await import("./card/reader-card.tsx")).ReaderCard);
export const NoteLine = late(async () => (await import("./log/note-line.tsx")).NoteLine);

export async function warmDesk(): Promise<void> {
  await ReaderCard.warm();
  await NoteLine.warm();
  await LateCardLines.warm();
}
