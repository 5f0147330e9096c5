/**
 * The log in the data folder: what went wrong without anybody expecting it, a line each, without personal
 * data (`shared/host/defect.ts`). Two files of a fixed size at most, the older dropped when the newer is full.
 * Never throws: what the disk refuses stays in memory, up to a bound, and is written with the next line.
 */
import { join } from "node:path";
import { type Defect, defectLine } from "#shared/host/defect.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { FileSystem } from "./file-system.ts";
import { readIfThere } from "./replace-file.ts";

/** What the host itself notes: a closed list, so that nothing of a person can be among it. */
export type DeskEvent = "started" | "ended" | "folder-away" | "folder-back" | "folder-rebuilding" | "folder-rebuilt";

export interface DeskLog {
  defects(found: readonly Defect[]): Promise<void>;
  event(name: DeskEvent): Promise<void>;
  /** Both files, oldest first, and what waits for the disk. */
  read(): Promise<string>;
}

export interface DeskLogDeps {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Whether the folder is the one that this process has taken: into another nothing is written. */
  readonly isThere: () => Promise<boolean>;
  /** Of one file; there are two at most. */
  readonly fileBytes?: number;
}

const FILE_BYTES = 64 * 1024;
const MOST_WAITING = 200;

export function createDeskLog({ fs, dataFolder, clock, isThere, fileBytes = FILE_BYTES }: DeskLogDeps): DeskLog {
  const newer = join(dataFolder, "desk.log");
  const older = join(dataFolder, "desk.old.log");
  const exclusive = oneAtATime();
  let waiting: string[] = [];

  const write = async (): Promise<void> => {
    if (!(await isThere())) return;
    const bytes = new TextEncoder().encode(waiting.join(""));
    const there = await readIfThere(fs, newer);
    const full = there !== null && there.length + bytes.length > fileBytes;
    if (full) await fs.rename(newer, older);
    const file = await fs.open(newer, there === null || full ? "create" : "write");
    try {
      await file.write(bytes, full ? 0 : (there?.length ?? 0));
    } finally {
      await file.close();
    }
    waiting = [];
  };

  const add = (texts: readonly string[]): Promise<void> =>
    exclusive(async () => {
      const at = new Date(clock.now()).toISOString();
      waiting = [...waiting, ...texts.map((text) => `${at} ${text}\n`)].slice(-MOST_WAITING);
      await write().catch(() => undefined);
    });

  return {
    defects: (found) => add(found.map(defectLine)),
    event: (name) => add([`host ${name}`]),
    read: () =>
      exclusive(async () => {
        const files = await Promise.all([older, newer].map((path) => readIfThere(fs, path).catch(() => null)));
        return `${files.map((bytes) => new TextDecoder().decode(bytes ?? new Uint8Array())).join("")}${waiting.join("")}`;
      }),
  };
}
