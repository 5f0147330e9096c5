/** Puts one fault into the calls of several ports that are counted together. */
import { err } from "#shared/kernel/result.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";

/** Fails the n-th call, before or after it has its effect. */
export function failing<T extends object>(
  inner: T,
  fault: { left: number; after: boolean },
  methods: readonly (keyof T)[],
): T {
  const wrapped = { ...inner };
  for (const method of methods) {
    const call = inner[method] as unknown as (...args: readonly unknown[]) => Promise<unknown>; // every method of the ports is such
    const around = async (...args: readonly unknown[]): Promise<unknown> => {
      fault.left -= 1;
      if (fault.left !== 0) return call(...args);
      if (fault.after) await call(...args);
      return err({ tag: "unknown", code: "EIO" });
    };
    wrapped[method] = around as T[typeof method];
  }
  return wrapped;
}

export const STORE_CALLS: readonly (keyof Store)[] = ["list", "get", "put", "delete"];
