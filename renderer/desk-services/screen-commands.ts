/**
 * Commands that exist only while a screen is shown. The screen states them, the frame reads them, so that
 * keyboard, palette and help sheet know the same list.
 */
import { createContext, useContext, useEffect } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import type { DeskCommand } from "../platform/command.ts";

interface ScreenCommands {
  /** The latest list first: what lies on top is asked first. */
  readonly lists: readonly (readonly DeskCommand[])[];
  /** Those of all lists. */
  readonly shown: readonly DeskCommand[];
  /** @returns takes them away again */
  readonly show: (commands: readonly DeskCommand[]) => () => void;
}

type ScreenCommandsStore = StoreApi<ScreenCommands>;

export const createScreenCommands = (): ScreenCommandsStore =>
  createStore<ScreenCommands>((set) => {
    const keep = (change: (lists: ScreenCommands["lists"]) => ScreenCommands["lists"]): void =>
      set(({ lists }) => {
        const next = change(lists);
        return { lists: next, shown: next.flat() };
      });
    return {
      lists: [],
      shown: [],
      show: (commands) => {
        keep((lists) => [commands, ...lists]);
        return () => keep((lists) => lists.filter((list) => list !== commands));
      },
    };
  });

const ScreenCommandsContext = createContext<ScreenCommandsStore | null>(null);
export const ScreenCommandsProvider = ScreenCommandsContext.Provider;

const useScreenCommandsStore = (): ScreenCommandsStore => {
  const store = useContext(ScreenCommandsContext);
  assert(store !== null, "no screen commands around this component");
  return store;
};

/** For the frame. */
export const useShownCommands = (): readonly DeskCommand[] => useStore(useScreenCommandsStore(), ({ shown }) => shown);

/** For a screen. @param commands memoised: a new list replaces the one before */
export function useScreenCommands(commands: readonly DeskCommand[]): void {
  const store = useScreenCommandsStore();
  useEffect(() => store.getState().show(commands), [store, commands]);
}
