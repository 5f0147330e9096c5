/** What a desk remembers of stores, kept for as long as the test. */
import type { StoreMemory, UnreadHeads } from "#shared/replication/exchange/ports.ts";

export function createStoreMemory(seen: Map<string, Readonly<Record<string, number>>> = new Map()): StoreMemory {
  let unread: UnreadHeads = {};
  return {
    read: async (store) => seen.get(store) ?? {},
    write: async (store, heads) => void seen.set(store, heads),
    unread: async () => unread,
    noteUnread: async (heads) => {
      unread = heads;
    },
  };
}
