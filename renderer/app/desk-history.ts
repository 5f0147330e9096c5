/**
 * Where the window is, and where it was: a location in memory with back and forward, in the form that wouter
 * asks for. Nothing of it stands in an address that another person could read or a browser could keep.
 */
import type { BaseLocationHook } from "wouter";
import { createStore, type StoreApi, useStore } from "zustand";

export interface DeskHistory {
  readonly hook: BaseLocationHook;
  readonly navigate: (path: string, options?: { replace?: boolean }) => void;
  readonly back: () => void;
  readonly forward: () => void;
  /** Out of what was opened from there: back, where that is the place before. Null: to that, whichever it is. */
  readonly backTo: (path: string | null) => void;
  /** Back at the start, with no way back to where it was. */
  readonly reset: () => void;
  readonly get: () => HistoryState;
  readonly store: StoreApi<HistoryState>;
}

export interface HistoryState {
  /** With its search part. */
  readonly location: string;
  readonly canBack: boolean;
  readonly canForward: boolean;
  /** It was left before, and the last move came back to it. */
  readonly isReturn: boolean;
}

/** Far enough for a morning at the desk. */
const KEPT = 200;

export function createHistory(start = "/"): DeskHistory {
  let entries = [start];
  let at = 0;
  const store = createStore<HistoryState>(() => ({
    location: start,
    canBack: false,
    canForward: false,
    isReturn: false,
  }));

  const settle = (isReturn: boolean): void =>
    store.setState({ location: entries[at] ?? "/", canBack: at > 0, canForward: at < entries.length - 1, isReturn });
  const navigate = (path: string, options?: { replace?: boolean }): void => {
    if (path === entries[at]) return;
    // the way out of what was opened here leads back as "back" does
    const isReturn = path === entries[at - 1] && pathnameOf(path) === pathnameOf(entries[at] ?? "");
    const kept = entries.slice(0, options?.replace ? at : at + 1).slice(-KEPT);
    entries = [...kept, path];
    at = entries.length - 1;
    settle(isReturn);
  };
  const go = (step: number): void => {
    const target = at + step;
    if (target < 0 || target >= entries.length) return;
    at = target;
    settle(step < 0);
  };
  const backTo = (path: string | null): void => {
    if (path === null || path === entries[at - 1]) go(-1);
    else {
      navigate(path);
      settle(true);
    }
  };
  const reset = (): void => {
    entries = ["/"];
    at = 0;
    settle(false);
  };

  const hook: BaseLocationHook = () => [useStore(store, pathOf), navigate];
  hook.searchHook = () => useStore(store, searchOf);

  return { hook, navigate, reset, backTo, back: () => go(-1), forward: () => go(1), get: store.getState, store };
}

const pathnameOf = (location: string): string => location.split("?")[0] ?? "/";
const pathOf = ({ location }: HistoryState): string => pathnameOf(location);
const searchOf = ({ location }: HistoryState): string => location.split("?")[1] ?? "";

export const useHistoryState = (history: DeskHistory): HistoryState => useStore(history.store);
