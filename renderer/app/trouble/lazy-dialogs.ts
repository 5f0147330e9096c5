/**
 * What asks in trouble alone, fetched while the window is idle. What all dialogs stand on is a third of the code: a
 * start that loads it is that much later with the scan box.
 */
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

export const LazyRebuildDialog = lazyPart(async () => (await import("./rebuild-dialog.tsx")).RebuildDialog);
export const LazyDatabaseGone = lazyPart(async () => (await import("./database-gone.tsx")).DatabaseGoneNotice);

export async function warmTroubleDialogs(): Promise<void> {
  await LazyDatabaseGone.warm();
  await LazyRebuildDialog.warm();
}
