/** A store in memory that passes the contract of the real one. It counts its calls and can be made to fail. */
import { equalBytes } from "#shared/kernel/bytes.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";

export interface MemoryStore extends Store {
  readonly files: Map<string, Uint8Array>;
  readonly calls: { list: number; get: number; put: number; delete: number };
}

export function createMemoryStore(files: Map<string, Uint8Array> = new Map()): MemoryStore {
  const calls = { list: 0, get: 0, put: 0, delete: 0 };
  return {
    files,
    calls,
    list: async (folder) => {
      calls.list += 1;
      const prefix = folder === "" ? "" : `${folder}/`;
      const names = new Set<string>();
      for (const name of files.keys())
        if (name.startsWith(prefix)) names.add(name.slice(prefix.length, endOfPart(name, prefix.length)));
      return names.size === 0 && folder !== "" ? err({ tag: "missing" }) : ok([...names].sort());
    },
    get: async (name) => {
      calls.get += 1;
      const bytes = files.get(name);
      return bytes === undefined ? err({ tag: "missing" }) : ok(new Uint8Array(bytes));
    },
    put: async (name, bytes) => {
      calls.put += 1;
      const standing = files.get(name);
      if (standing !== undefined) return equalBytes(standing, bytes) ? ok(null) : err({ tag: "other-content" });
      files.set(name, new Uint8Array(bytes));
      return ok(null);
    },
    delete: async (name) => {
      calls.delete += 1;
      files.delete(name);
      return ok(null);
    },
  };
}

function endOfPart(name: string, from: number): number {
  const slash = name.indexOf("/", from);
  return slash === -1 ? name.length : slash;
}
