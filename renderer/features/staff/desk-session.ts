/** Whether the privacy screen is up. One per window, made by the page; the choice of a name takes it away. */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import type { KeptLock } from "../../platform/kept-lock.ts";

export interface DeskSession {
  readonly locked: boolean;
  readonly lock: () => void;
  readonly unlock: () => void;
}

const LOST_WITH_THE_PAGE: KeptLock = { isLocked: () => false, keep: () => undefined };

export function createDeskSession(kept: KeptLock = LOST_WITH_THE_PAGE): StoreApi<DeskSession> {
  return createStore<DeskSession>((set) => {
    const turn = (locked: boolean): void => {
      kept.keep(locked);
      set({ locked });
    };
    return { locked: kept.isLocked(), lock: () => turn(true), unlock: () => turn(false) };
  });
}

const DeskSessionContext = createContext<StoreApi<DeskSession> | null>(null);
export const DeskSessionProvider = DeskSessionContext.Provider;

export function useDeskSession(): DeskSession {
  const store = useContext(DeskSessionContext);
  assert(store !== null, "no desk session around this component");
  return useStore(store);
}
