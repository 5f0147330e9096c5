/**
 * A real file system that fails where a test says: the n-th write with part of its bytes on the disk, the
 * n-th sync with nothing known of its effect, a disk without space.
 */
import { type FileSystem, nodeFileSystem, type OpenFile } from "../../electron/services/file-system.ts";

export interface Faults {
  /** Asked before each write; `written` of its bytes reach the disk before it fails. */
  write?: (count: number) => { readonly code: string; readonly written: number } | null;
  sync?: (count: number) => string | null;
  truncate?: () => string | null;
  freeBytes?: number;
  /** Asked before every call of the port, those on open files too; a code is what it rejects with. */
  call?: () => string | null;
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

export function faultyFileSystem(faults: Faults): FileSystem {
  let writes = 0;
  let syncs = 0;
  const wrap = (file: OpenFile): OpenFile => ({
    ...file,
    write: async (bytes, position) => {
      writes += 1;
      const fault = faults.write?.(writes) ?? null;
      if (fault === null) return await file.write(bytes, position);
      await file.write(bytes.subarray(0, fault.written), position);
      throw failure(fault.code);
    },
    sync: async () => {
      syncs += 1;
      const code = faults.sync?.(syncs) ?? null;
      if (code !== null) throw failure(code);
      await file.sync();
    },
    truncate: async (length) => {
      const code = faults.truncate?.() ?? null;
      if (code !== null) throw failure(code);
      await file.truncate(length);
    },
  });
  return asked(faults, {
    ...nodeFileSystem,
    open: async (path, mode) => asked(faults, wrap(await nodeFileSystem.open(path, mode))),
    freeBytes: async (folder) => faults.freeBytes ?? (await nodeFileSystem.freeBytes(folder)),
  });
}

/** Every function of the port, or of an open file, behind the question. */
function asked<P extends object>({ call }: Faults, port: P): P {
  if (call === undefined) return port;
  return new Proxy(port, {
    get: (target, name, receiver): unknown => {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found !== "function") return found;
      return async (...args: unknown[]) => {
        const code = call();
        // a handle that is not closed would be the test's own leak
        if (code !== null && name === "close") await found.apply(target, args);
        if (code !== null) throw failure(code);
        return await found.apply(target, args);
      };
    },
  });
}
