/**
 * This computer's own settings: read from memory, written through the host, never replicated. A screen that
 * uses one is drawn again when it changes; a write that fails leaves the old value and answers why. A late answer
 * touches only what it was asked for, and nothing that was written since.
 */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { CallArgs, CallResult, Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { assert } from "#shared/kernel/assert.ts";

export interface DeviceSettingsStore extends Omit<StoreApi<DeviceSettings>, "setState"> {
  update(changes: CallArgs<"settings.write">): Promise<CallResult<"settings.write">>;
  /** Takes over what the host has written by itself. */
  adopt(written: DeviceSettings): void;
}

export function createDeviceSettings(host: Host, initial: DeviceSettings): DeviceSettingsStore {
  const { setState, ...store } = createStore<DeviceSettings>(() => initial);
  /** As the host has it; what it has not answered yet comes on top, in order. */
  let kept = initial;
  const pending = new Set<DeviceSettings>();
  const answered = new Map<string, number>();
  let turn = 0;
  const draw = (): void => setState(Object.assign({}, kept, ...pending), true);
  const keep = (changes: DeviceSettings, written: DeviceSettings, mine: number): void => {
    const names = Object.keys(changes).filter((name) => (answered.get(name) ?? 0) < mine);
    for (const name of names) answered.set(name, mine);
    kept = { ...kept, ...Object.fromEntries(Object.entries(written).filter(([name]) => names.includes(name))) };
  };
  return {
    ...store,
    adopt: (written) => {
      kept = { ...kept, ...written };
      draw();
    },
    update: async (changes) => {
      const mine = ++turn;
      // one of its own: two equal writes are two
      const asked = { ...changes };
      pending.add(asked);
      // at once, because a zoom that waits for a disk feels broken
      draw();
      try {
        const answer = await host("settings.write", changes);
        if (answer.ok) keep(changes, answer.value, mine);
        return answer;
      } finally {
        pending.delete(asked);
        draw();
      }
    },
  };
}

const DeviceSettingsContext = createContext<DeviceSettingsStore | null>(null);
export const DeviceSettingsProvider = DeviceSettingsContext.Provider;

export function useDeviceSettingsStore(): DeviceSettingsStore {
  const store = useContext(DeviceSettingsContext);
  assert(store !== null, "no device settings around this component");
  return store;
}

export const useDeviceSettings = (): DeviceSettings => useStore(useDeviceSettingsStore());
