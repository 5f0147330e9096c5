/** The desk's conversation and acts, as everything inside `<DeskProvider>` reaches them. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import type { DeskActions } from "./desk-actions.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { DeskState, DeskStore } from "./desk-store.ts";

export interface Desk {
  readonly store: DeskStore;
  readonly actions: DeskActions;
  readonly deps: DeskDeps;
}

export const DeskContext = createContext<Desk | null>(null);

function useDesk(): Desk {
  const desk = useContext(DeskContext);
  assert(desk !== null, "no desk around this component");
  return desk;
}

export const useDeskActions = (): DeskActions => useDesk().actions;
export const useDeskStore = (): DeskStore => useDesk().store;
export const useDeskDeps = (): DeskDeps => useDesk().deps;
export const useDeskState = <T>(select: (state: DeskState) => T): T => useStore(useDesk().store, select);
