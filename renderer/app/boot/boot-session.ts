/**
 * Tells a host that was started anew who is at the desk: whoever was there last, unless a PIN has to be shown for it.
 * Then the privacy screen is up, as it is after Ctrl+L.
 */
import type { Host } from "#shared/host/contract.ts";
import type { DeskDb } from "../../db/database.ts";
import type { KeptLock } from "../../platform/kept-lock.ts";

export async function resumeSession(
  { host, db, lock }: { readonly host: Host; readonly db: DeskDb; readonly lock: KeptLock },
  staff: string | undefined,
): Promise<void> {
  if (staff === undefined || lock.isLocked()) return;
  const session = await host("session.state", {});
  if (!session.ok || session.value.staff === staff) return;
  const self = await db.staff.get(staff);
  if (self?.pin !== undefined && self.gone !== 1) lock.keep(true);
  else await host("session.enter", { staff });
}
