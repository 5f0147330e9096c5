/**
 * The library's own small files of the local copy, held in memory as they were read or written: marker, key slots and
 * cards. Each has one content for ever, and no other desk may be at hand to give it back.
 */

import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, KEYS, parseName } from "#shared/replication/files/names.ts";

export type SmallFiles = Map<string, Uint8Array>;

const isSmall = (name: string): boolean => {
  const tag = parseName(name)?.tag;
  return tag === "library" || tag === "key" || tag === "device";
};

export const rememberingStore = (store: Store, files: SmallFiles): Store => ({
  ...store,
  get: async (name) => {
    const got = await store.get(name);
    if (got.ok && isSmall(name)) files.set(name, got.value);
    return got;
  },
  put: async (name, bytes) => {
    const put = await store.put(name, bytes);
    if (put.ok && isSmall(name)) files.set(name, bytes);
    return put;
  },
  delete: async (name) => {
    const deleted = await store.delete(name);
    if (deleted.ok) files.delete(name);
    return deleted;
  },
});

/** At a start; whatever cannot be read now is remembered when it is. */
export async function readSmallFiles(store: Store, stream: string | null): Promise<void> {
  const [root, keys] = await Promise.all([store.list(""), store.list(KEYS)]);
  const names = [
    ...(root.ok ? root.value : []),
    ...(keys.ok ? keys.value.map((slot) => `${KEYS}/${slot}`) : []),
    ...(stream === null ? [] : [deviceName(stream)]),
  ];
  for (const name of names.filter(isSmall)) await store.get(name);
}
