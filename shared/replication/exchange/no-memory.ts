/** For work that meets no share: nothing was seen of any store, and nothing is remembered. */
import type { StoreMemory } from "./ports.ts";

export const NO_MEMORY: StoreMemory = {
  read: async () => ({}),
  write: async () => undefined,
  unread: async () => ({}),
  noteUnread: async () => undefined,
};
