/** The library's part of the host: the local copy in `store/` of the data folder, and the calls over it. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { toBase32 } from "#shared/kernel/base32.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import type { AskForFolder } from "./chosen-folders.ts";
import type { DeskServices } from "./desk-services.ts";
import type { LibraryHandlers } from "./handlers.ts";
import { coverKeys } from "./library/key-ring.ts";
import { libraryHandlers } from "./library/library-handlers.ts";
import { readSmallFiles, rememberingStore } from "./rebuilding/small-files.ts";
import type { StretchCode } from "./sealing/library-code.ts";
import { createFolderStore, type Owner } from "./stores/folder-store.ts";

export async function openLibraryHandlers(
  {
    fs,
    dataFolder,
    secrets,
    installation,
    settings,
    evidence,
    out,
    trail,
    journal,
    smallFiles,
  }: Pick<
    DeskServices,
    | "fs"
    | "dataFolder"
    | "secrets"
    | "installation"
    | "settings"
    | "evidence"
    | "out"
    | "trail"
    | "journal"
    | "smallFiles"
  >,
  clock: Clock,
  askForFolder: AskForFolder,
  stretch?: StretchCode,
): Promise<LibraryHandlers> {
  const folder = join(dataFolder, "store");
  await fs.makeFolder(folder);
  const owner: Owner = { id: installation.id.slice(0, 8), run: toBase32(randomBytes(5)) };
  const openStore = (path: string): Store => createFolderStore(path, undefined, undefined, owner);
  const local = rememberingStore(openStore(folder), smallFiles);
  await readSmallFiles(local, installation.library()?.stream ?? null);
  const handlers = libraryHandlers({
    dataFolder,
    freeBytes: (path) => fs.freeBytes(path),
    secrets,
    installation,
    settings,
    evidence,
    out,
    trail,
    journal,
    clock,
    local,
    openShare: openStore,
    askForFolder,
    stretch,
  });
  // where disk or keychain refuses, the next call or start tries again: nobody is kept from the desk by it
  const cover = (): Promise<unknown> => coverKeys(secrets).catch(() => null);
  // also of a desk that was founded before keys were covered
  await cover();
  const covered =
    <A, R>(call: (args: A) => Promise<R>) =>
    async (args: A): Promise<R> => {
      const answer = await call(args);
      await cover();
      return answer;
    };
  return {
    ...handlers,
    "library.found": covered(handlers["library.found"]),
    "library.join": covered(handlers["library.join"]),
    "library.adopt-epochs": covered(handlers["library.adopt-epochs"]),
    "library.readmit": covered(handlers["library.readmit"]),
    "backup.enter": covered(handlers["backup.enter"]),
  };
}
