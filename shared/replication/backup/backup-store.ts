/**
 * The local copy with a backup's folder laid over it: a checkpoint's files go to the backup, everything else
 * stays where it is. So a backup is written by what writes every checkpoint.
 */
import { err, ok } from "../../kernel/result.ts";
import type { PutError, StoreError } from "../../kernel/store-outcome.ts";
import type { Store } from "../exchange/ports.ts";

export interface LaidOver {
  readonly store: Store;
  /** What the backup's folder answered last where it could not do what was asked. */
  readonly lastError: () => StoreError | PutError | null;
  /** Bytes that were put into the backup. */
  readonly bytes: () => number;
}

const isState = (name: string): boolean => /^streams\/[^/]+\/state-/.test(name);
const isStream = (folder: string): boolean => /^streams\/[^/]+$/.test(folder);

export function layOver(local: Store, backup: Store): LaidOver {
  let last: StoreError | PutError | null = null;
  let bytes = 0;
  const note = <R extends { readonly ok: boolean; readonly error?: StoreError | PutError }>(answer: R): R => {
    if (!answer.ok && answer.error !== undefined && answer.error.tag !== "missing") last = answer.error;
    return answer;
  };
  const listStream: Store["list"] = async (folder) => {
    const [here, there] = [await local.list(folder), note(await backup.list(folder))];
    if (!here.ok && here.error.tag !== "missing") return here;
    if (!there.ok && there.error.tag !== "missing") return there;
    if (!here.ok && !there.ok) return err({ tag: "missing" });
    const plain = here.ok ? here.value.filter((name) => !name.startsWith("state-")) : [];
    return ok([...plain, ...(there.ok ? there.value.filter((name) => name.startsWith("state-")) : [])]);
  };
  return {
    store: {
      list: async (folder) =>
        isState(folder) ? note(await backup.list(folder)) : isStream(folder) ? listStream(folder) : local.list(folder),
      get: async (name) => (isState(name) ? note(await backup.get(name)) : local.get(name)),
      put: async (name, content) => {
        if (!isState(name)) return local.put(name, content);
        bytes += content.length;
        return note(await backup.put(name, content));
      },
      delete: async (name) => (isState(name) ? note(await backup.delete(name)) : local.delete(name)),
    },
    lastError: () => last,
    bytes: () => bytes,
  };
}
