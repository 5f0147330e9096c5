/**
 * A backup that was made under an older library code gets the slot of the present one, and the older slots go: the
 * code on the newest sheet opens it, and no other. What it holds is not touched. Whoever is in the library may do
 * so, also for a computer that is out of it.
 */
import { ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { libraryMarker } from "#shared/replication/files/names.ts";
import { type CodeSlots, dropOlderSlots, isAhead, type OwnKeys, replaceSlot } from "../library/code-slots.ts";

export async function resealBackup(
  backup: Store,
  own: OwnKeys,
  slots: CodeSlots,
): Promise<Result<null, Locked | StoreError | PutError>> {
  const marker = await backup.get(libraryMarker(own.library));
  if (!marker.ok) return marker.error.tag === "missing" ? ok(null) : marker;
  const there = await slots.find(backup, own);
  if (!there.ok) return there;
  if (there.value !== null) return withoutOlder(backup, own, there.value.name);
  const ahead = await isAhead(backup, own.ring);
  if (!ahead.ok) return ahead;
  // an older code must not open it again; and what a newer version wrote stays
  if (ahead.value) return ok(null);
  const slot = await slots.present(own);
  if (!slot.ok) return slot;
  const put = await replaceSlot(backup, slot.value);
  if (put.ok) return withoutOlder(backup, own, slot.value.name);
  return put.error.tag === "other-content" ? ok(null) : put;
}

async function withoutOlder(backup: Store, { ring }: OwnKeys, keep: string): Promise<Result<null, StoreError>> {
  const dropped = await dropOlderSlots(backup, ring, keep);
  return dropped.ok ? ok(null) : dropped;
}
