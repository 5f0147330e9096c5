/** Whether the privacy screen is up. One per window, made by the page; the choice of a name takes it away. */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";

export interface DeskSession {
  readonly locked: boolean;
  readonly lock: () => void;
  readonly unlock: () => void;
}

export const createDeskSession = (): StoreApi<DeskSession> =>
  createStore<DeskSession>((set) => ({
    locked: false,
    lock: () => set({ locked: true }),
    unlock: () => set({ locked: false }),
  }));

const DeskSessionContext = createContext<StoreApi<DeskSession> | null>(null);
export const DeskSessionProvider = DeskSessionContext.Provider;

export function useDeskSession(): DeskSession {
  const store = useContext(DeskSessionContext);
  assert(store !== null, "no desk session around this component");
  return useStore(store);
}
