/**
 * Commands that exist only while a screen is shown. The screen states them, the frame reads them, so that
 * keyboard, palette and help sheet know the same list.
 */
import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { assert } from "#shared/kernel/assert.ts";
import type { DeskCommand } from "../platform/command.ts";

export interface ScreenCommands {
  get(): readonly DeskCommand[];
  subscribe(listener: () => void): () => void;
  /** @returns takes them away again */
  show(commands: readonly DeskCommand[]): () => void;
}

export function createScreenCommands(): ScreenCommands {
  let lists: readonly (readonly DeskCommand[])[] = [];
  let all: readonly DeskCommand[] = [];
  const listeners = new Set<() => void>();
  const set = (next: typeof lists): void => {
    lists = next;
    all = next.flat();
    for (const listener of listeners) listener();
  };
  return {
    get: () => all,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // the latest first: what lies on top is asked first
    show: (commands) => {
      set([commands, ...lists]);
      return () => set(lists.filter((list) => list !== commands));
    },
  };
}

const ScreenCommandsContext = createContext<ScreenCommands | null>(null);
export const ScreenCommandsProvider = ScreenCommandsContext.Provider;

const useStore = (): ScreenCommands => {
  const store = useContext(ScreenCommandsContext);
  assert(store !== null, "no screen commands around this component");
  return store;
};

/** For the frame. */
export function useShownCommands(): readonly DeskCommand[] {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** For a screen. @param commands memoised: a new list replaces the one before */
export function useScreenCommands(commands: readonly DeskCommand[]): void {
  const store = useStore();
  useEffect(() => store.show(commands), [store, commands]);
}
