/**
 * This computer's own settings: read from memory, written through the host, never replicated. A screen that
 * uses one is drawn again when it changes; a write that fails leaves the old value and answers why.
 */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { CallArgs, CallResult, Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { assert } from "#shared/kernel/assert.ts";

export interface DeviceSettingsStore {
  get(): DeviceSettings;
  subscribe(listener: () => void): () => void;
  update(changes: CallArgs<"settings.write">): Promise<CallResult<"settings.write">>;
  /** Takes over what the host has written by itself. */
  adopt(written: DeviceSettings): void;
}

export function createDeviceSettings(host: Host, initial: DeviceSettings): DeviceSettingsStore {
  let settings = initial;
  const listeners = new Set<() => void>();
  const set = (next: DeviceSettings): void => {
    settings = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => settings,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    adopt: (written) => set({ ...settings, ...written }),
    update: async (changes) => {
      const before = settings;
      // at once, because a zoom that waits for a disk feels broken
      set({ ...settings, ...changes });
      const answer = await host("settings.write", changes);
      set(answer.ok ? { ...settings, ...answer.value } : before);
      return answer;
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

export function useDeviceSettings(): DeviceSettings {
  const store = useDeviceSettingsStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
