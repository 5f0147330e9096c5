/**
 * The slot of the present library code on the share, and those of the codes before it. A folder that was brought back
 * from an old copy holds the slot of a replaced code and not the present one: whoever holds the newest key that is
 * known puts its own back and takes the older ones away, in this order, and the own one is read back first. Who may be
 * behind does neither: an old slot never comes back over a newer one.
 */
import { ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import type { StretchCode } from "../sealing/library-code.ts";
import type { Secrets } from "../secrets.ts";
import { createCodeSlots, dropOlderSlots, isAhead, type OwnKeys, replaceSlot } from "./code-slots.ts";
import type { StoreFile } from "./membership.ts";

interface SlotDeps {
  readonly secrets: Pick<Secrets, "get" | "put">;
  readonly local: Store;
  readonly stretch?: StretchCode | undefined;
}

type SlotError = Locked | StoreError | PutError;

/**
 * Puts the slot of the present code where the share has none that it opens; in the local copy too, from which backups
 * take it. Where the share's is whole, it is that one.
 * @returns its name, and whether the share lacked it
 */
export async function keepCodeSlot(
  deps: SlotDeps,
  share: Store,
  own: OwnKeys,
): Promise<Result<{ readonly name: string; readonly lacked: boolean }, SlotError>> {
  const slots = createCodeSlots(deps);
  const there = await slots.find(share, own);
  if (!there.ok) return there;
  const lacked = there.value === null;
  const slot = there.value === null ? await slots.present(own) : ok(there.value);
  if (!slot.ok) return slot;
  const put = await replaceSlot(lacked ? share : deps.local, slot.value);
  return put.ok || put.error.tag === "other-content" ? ok({ name: slot.value.name, lacked }) : put;
}

/**
 * Looks at the share's slots as they are. One that opens a key which is not held here is somebody's newer code: beside
 * it no older one is put, and it is never taken away. Older ones go only where the own one stands.
 * @param mayBeBehind somebody may have made a newer code: the own one is not put back
 * @returns whether something was put back or taken away there
 */
export async function mendCodeSlots(
  deps: SlotDeps,
  share: Store,
  own: OwnKeys,
  mayBeBehind: boolean,
): Promise<Result<boolean, SlotError>> {
  const there = await createCodeSlots(deps).find(share, own);
  if (!there.ok) return there;
  if (there.value === null) {
    const ahead = await isAhead(share, own.ring);
    if (!ahead.ok) return ahead;
    if (ahead.value || mayBeBehind) return ok(false);
  }
  const kept = await keepCodeSlot(deps, share, own);
  if (!kept.ok) return kept;
  const dropped = await dropOlder(deps.local, share, own, kept.value);
  return dropped.ok ? ok(kept.value.lacked || dropped.value > 0) : dropped;
}

/** @returns how many the share had */
export async function dropOlder(
  local: Store,
  share: Store,
  { ring }: OwnKeys,
  { name }: Pick<StoreFile, "name">,
): Promise<Result<number, StoreError>> {
  const there = await dropOlderSlots(share, ring, name);
  if (!there.ok) return there;
  const here = await dropOlderSlots(local, ring, name);
  return here.ok ? there : here;
}
