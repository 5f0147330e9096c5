/**
 * Makes the data folder anew at its path, once it is gone, from what this process holds in memory: keys first, the note
 * last, and nothing over a folder that stands there. The journal begins empty; until the page has filled it to the
 * number in the note, every start says so.
 */
import { dirname, join } from "node:path";
import * as v from "valibot";
import type { FolderNotWhole, FolderStands } from "#shared/host/folder-calls.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { deviceName } from "#shared/replication/files/names.ts";
import type { TakenFolder } from "../data-folder.ts";
import { type DiskError, onDisk } from "../disk-errors.ts";
import type { FileSystem } from "../file-system.ts";
import type { Installation, LibraryMembership } from "../installation.ts";
import type { Journal } from "../journal.ts";
import { type DamagedFile, openJsonFile } from "../json-file.ts";
import { replaceFile } from "../replace-file.ts";
import type { HostTrail } from "../trust/trail.ts";
import { besideOf, isFree, isOfThisDesk, NOTE, putInPlace } from "./place-beside.ts";
import type { SmallFiles } from "./small-files.ts";

export interface FolderRebuilding {
  /** The number up to which the own stream's journal is to be filled; null where nothing is owed. */
  owed(): number | null;
  begin(lastSeq: number): Promise<Result<null, DiskError | FolderStands | { readonly tag: "no-library" }>>;
  end(anyway: boolean): Promise<Result<null, DiskError | FolderNotWhole>>;
}

/** A file of the folder that is held in memory. */
export interface HeldFile {
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

export interface FolderRebuildingDeps {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  readonly folder: TakenFolder;
  /** The name in it of the profile of the browser that this desk opens; null where that lies elsewhere. */
  readonly profile: string | null;
  readonly installation: Pick<Installation, "id" | "library">;
  /** In this order. */
  readonly files: readonly HeldFile[];
  readonly smallFiles: SmallFiles;
  readonly journal: Pick<Journal, "state" | "close">;
  readonly trail: Pick<HostTrail, "close">;
  /** Forgets what lay in the lost folder alone. */
  readonly dropLost: () => Promise<Result<null, DiskError>>;
}

const schema = v.nullable(v.object({ format: v.literal(1), stream: v.string(), lastSeq: v.number() }));
type Note = v.InferOutput<typeof schema>;

export async function openFolderRebuilding(
  deps: FolderRebuildingDeps,
): Promise<Result<FolderRebuilding, DiskError | DamagedFile>> {
  const { fs, dataFolder, folder, profile, installation, files, smallFiles, journal, trail, dropLost } = deps;
  const opened = await openJsonFile(fs, join(dataFolder, NOTE), schema, null);
  if (!opened.ok) return opened;
  let note: Note = opened.value.get();
  const exclusive = oneAtATime();
  const beside = besideOf(dataFolder);

  const fill = async ({ stream }: LibraryMembership, lastSeq: number): Promise<Result<() => void, DiskError>> => {
    for (const file of files) {
      const copied = await file.copyTo(beside);
      if (!copied.ok) return copied;
    }
    return onDisk(fs, beside, async () => {
      for (const [name, bytes] of smallFiles) {
        const path = join(beside, "store", ...name.split("/"));
        await fs.makeFolder(dirname(path));
        await replaceFile(fs, path, bytes);
      }
      const taken = await folder.retake(beside);
      await replaceFile(
        fs,
        join(beside, NOTE),
        new TextEncoder().encode(JSON.stringify({ format: 1, stream, lastSeq })),
      );
      return taken;
    });
  };

  const begin: FolderRebuilding["begin"] = async (lastSeq) => {
    const own = installation.library();
    if (own === null) return err({ tag: "no-library" });
    // an earlier try has put it in place
    if (note !== null && (await folder.away()) === null) return settle();
    if (!(await isFree(fs, dataFolder, profile))) return err({ tag: "folder-stands", path: dataFolder });
    if (!smallFiles.has(deviceName(own.stream))) return err({ tag: "io", code: "ENODATA", name: "store" });
    const made = await onDisk(fs, beside, async () => {
      await fs.makeFolder(beside);
      return isOfThisDesk(fs, beside, installation.id);
    });
    if (!made.ok) return made;
    if (!made.value) return err({ tag: "folder-stands", path: beside });
    const filled = await fill(own, lastSeq);
    if (!filled.ok) return filled;
    // what is open leads into the lost folder
    await journal.close();
    await trail.close();
    if (!(await isFree(fs, dataFolder, profile))) return err({ tag: "folder-stands", path: dataFolder });
    const placed = await onDisk(fs, dataFolder, async () => {
      await putInPlace(fs, dataFolder, profile);
      filled.value();
      note = { format: 1, stream: own.stream, lastSeq };
    });
    return placed.ok ? settle() : placed;
  };

  const settle = async (): Promise<Result<null, DiskError>> => {
    const synced = await onDisk(fs, dataFolder, () => fs.syncFolder(dirname(dataFolder)));
    return synced.ok ? dropLost() : synced;
  };

  const end: FolderRebuilding["end"] = async (anyway) => {
    if (note === null) return ok(null);
    const state = await journal.state(note.stream);
    if (!state.ok) return state;
    if (!anyway && state.value.lastSeq < note.lastSeq) return err({ tag: "not-whole", lastSeq: state.value.lastSeq });
    return onDisk(fs, dataFolder, async () => {
      await fs.remove(join(dataFolder, NOTE));
      await fs.syncFolder(dataFolder);
      note = null;
      return null;
    });
  };

  return ok({
    owed: () => (note !== null && note.stream === installation.library()?.stream ? note.lastSeq : null),
    begin: (lastSeq) => exclusive(() => begin(lastSeq)),
    end: (anyway) => exclusive(() => end(anyway)),
  });
}
