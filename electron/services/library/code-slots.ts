/**
 * Slots of the present library code: the file that opens all keys with the code on the newest sheet. One lies on
 * the share, one in the local copy and one in every backup. None is believed by its name, nor by what it says in
 * the open: it counts once the code has opened it here and every key that is held was in it.
 */
import { createHash } from "node:crypto";
import { toBase32 } from "#shared/kernel/base32.ts";
import { equalBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { KEYS, keySlot, parseName } from "#shared/replication/files/names.ts";
import { heldKeys } from "../sealing/batch-file.ts";
import { isNewerSlot, type StretchCode, slotKeys, unwrapSlot, wrapRing } from "../sealing/library-code.ts";
import { keyId } from "../sealing/sealed-body.ts";
import { sha256 } from "../sealing/signatures.ts";
import type { Secrets } from "../secrets.ts";
import { type KeyRing, libraryKey } from "./key-ring.ts";
import type { StoreFile } from "./membership.ts";

/** What a slot must open. */
export interface OwnKeys {
  readonly library: string;
  readonly ring: KeyRing;
}

export interface CodeSlots {
  /** The slot in a store that the code of the key that seals now opens, with every key that is held; null for none. */
  find(store: Store, own: OwnKeys): Promise<Result<StoreFile | null, StoreError>>;
  /** The one of the local copy; made and kept there where it has none. */
  present(own: OwnKeys): Promise<Result<StoreFile, Locked | StoreError | PutError>>;
}

interface CodeSlotDeps {
  readonly secrets: Pick<Secrets, "get" | "put">;
  readonly local: Store;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
}

/** Hash of a code and of the slot that it opened last: the work is done once for a slot, not at each start. */
const OPENED = "library.opened-slot";

export function createCodeSlots({ secrets, local, stretch }: CodeSlotDeps): CodeSlots {
  const tried = new Map<string, Promise<boolean>>();

  const opens = async (own: OwnKeys, slot: Uint8Array): Promise<boolean> => {
    const { code } = own.ring.current;
    if (code === null || !mayOpen(own.ring, slot)) return false;
    const pair = sha256(new Uint8Array([...new TextEncoder().encode(code), ...slot]));
    const known = secrets.get(OPENED);
    if (known !== null && equalBytes(known, pair)) return true;
    const attempt = tried.get(toBase32(pair)) ?? open(own, code, slot, pair);
    tried.set(toBase32(pair), attempt);
    return attempt;
  };

  const open = async (
    { library, ring }: OwnKeys,
    code: string,
    slot: Uint8Array,
    pair: Uint8Array,
  ): Promise<boolean> => {
    const opened = await unwrapSlot(code, library, slot, stretch);
    const found = new Set(opened.ok ? heldKeys(opened.value).map(({ key }) => keyId(key)) : []);
    if (!idsOf(ring).every((id) => found.has(id))) return false;
    // where it cannot be noted the work is done again, no more
    await secrets.put(OPENED, pair);
    return true;
  };

  const find: CodeSlots["find"] = async (store, own) => {
    const names = await slotNames(store);
    if (!names.ok) return names;
    const likely = codeSlotName(own.ring);
    for (const name of names.value.toSorted((a, b) => Number(b === likely) - Number(a === likely))) {
      const bytes = await store.get(name);
      if (!bytes.ok && bytes.error.tag !== "missing") return bytes;
      if (bytes.ok && (await opens(own, bytes.value))) return ok({ name, bytes: bytes.value });
    }
    return ok(null);
  };

  return {
    find,
    present: async (own) => {
      const { code } = own.ring.current;
      if (code === null) return err({ tag: "locked" });
      const there = await find(local, own);
      if (!there.ok) return there;
      if (there.value !== null) return ok(there.value);
      const made = {
        name: codeSlotName(own.ring),
        bytes: await wrapRing(code, libraryKey(own.library, own.ring), stretch),
      };
      // not handed out unopened
      if (!(await opens(own, made.bytes))) return err({ tag: "unknown", code: "code-slot" });
      const kept = await replaceSlot(local, made);
      return kept.ok ? ok(made) : kept;
    },
  };
}

/**
 * Puts a slot that was opened. Another content under its name is none that the code opens, and makes room; but not what
 * a newer version wrote.
 */
export async function replaceSlot(
  store: Store,
  { name, bytes }: StoreFile,
): Promise<Result<null, StoreError | PutError>> {
  const put = await store.put(name, bytes);
  if (put.ok || put.error.tag !== "other-content") return put;
  const there = await store.get(name);
  if (there.ok && isNewerSlot(there.value)) return put;
  const deleted = await store.delete(name);
  return deleted.ok ? store.put(name, bytes) : deleted;
}

/** Takes away slots for codes that open no more than the one that is kept; answers how many. */
export async function dropOlderSlots(store: Store, ring: KeyRing, keep: string): Promise<Result<number, StoreError>> {
  const slots = await readKeys(store);
  if (!slots.ok) return slots;
  let count = 0;
  for (const { name, keys } of slots.value) {
    if (name === keep || !opensNoMore(ring, keys)) continue;
    const deleted = await store.delete(name);
    if (!deleted.ok) return deleted;
    count += 1;
  }
  return ok(count);
}

/** Whether somebody has put a slot there that opens a key which is not held here. */
export async function isAhead(store: Store, ring: KeyRing): Promise<Result<boolean, StoreError>> {
  const slots = await readKeys(store);
  return slots.ok ? ok(slots.value.some(({ keys }) => !opensNoMore(ring, keys))) : slots;
}

const idsOf = ({ keys }: KeyRing): readonly string[] => keys.map(({ key }) => keyId(key));

const opensNoMore = (ring: KeyRing, keys: SlotKeys): boolean =>
  keys === "first" || keys.every((key) => idsOf(ring).includes(key));

/** By what it says in the open: the key that seals first, and every other one that is held. */
function mayOpen(ring: KeyRing, slot: Uint8Array): boolean {
  const keys = slotKeys(slot);
  if (keys === null) return false;
  if (keys === "first") return ring.keys.length === 1;
  return keys[0] === keyId(ring.current.key) && idsOf(ring).every((id) => keys.includes(id));
}

type SlotKeys = NonNullable<ReturnType<typeof slotKeys>>;

/** Of every slot for a code, what it says that it opens. */
async function readKeys(
  store: Store,
): Promise<Result<readonly { readonly name: string; readonly keys: SlotKeys }[], StoreError>> {
  const names = await slotNames(store);
  if (!names.ok) return names;
  const slots: { readonly name: string; readonly keys: SlotKeys }[] = [];
  for (const name of names.value) {
    const bytes = await store.get(name);
    if (!bytes.ok && bytes.error.tag !== "missing") return bytes;
    const keys = bytes.ok ? slotKeys(bytes.value) : null;
    if (keys !== null) slots.push({ name, keys });
  }
  return ok(slots);
}

async function slotNames(store: Store): Promise<Result<readonly string[], StoreError>> {
  const names = await store.list(KEYS);
  if (names.ok)
    return ok(names.value.map((each) => `${KEYS}/${each}`).filter((name) => parseName(name)?.tag === "key"));
  return names.error.tag === "missing" ? ok([]) : names;
}

/** The same on every device that holds these keys. */
const codeSlotName = (ring: KeyRing): string => slotName("code", keyId(ring.current.key), ...idsOf(ring).toSorted());

export const slotName = (...parts: readonly string[]): string =>
  keySlot(toBase32(createHash("sha256").update(parts.join(" ")).digest().subarray(0, 10)));
