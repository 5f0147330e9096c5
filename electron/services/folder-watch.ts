/**
 * Names a data folder that is gone while the desk runs (renamed, unplugged, its right taken away). Asked before
 * every call that stands on it, so that nothing is written elsewhere or made anew under its name, and once more
 * where the disk has refused one: a person can bring a folder back, and can do nothing with `io`.
 */
import type { Serve } from "#shared/host/serve.ts";
import { err } from "#shared/kernel/result.ts";
import type { DeskLog } from "./desk-log.ts";

export interface HeldFolder {
  readonly path: string;
  /** Null while the folder at the path is the one that this process has taken; else the system's code. */
  away(): Promise<string | null>;
}

const STANDS_ON_IT =
  /^(?:journal|ledger|store|backup|library|share|settings|renewal|trail|trial)\.|^folder\.rebuilt$|^refresh\.(?:choose|forget)$/;
/** Keys in memory, and no file. */
const IN_MEMORY: readonly unknown[] = ["library.derive", "backup.hold", "backup.release"];

export function namingFolder(serve: Serve, folder: HeldFolder, log: Pick<DeskLog, "event">): Serve {
  let wasAway = false;
  const look = async (): Promise<string | null> => {
    const code = await folder.away();
    if ((code !== null) !== wasAway) {
      wasAway = code !== null;
      void log.event(wasAway ? "folder-away" : "folder-back");
    }
    return code;
  };
  return async (name, args) => {
    if (typeof name !== "string" || !STANDS_ON_IT.test(name) || IN_MEMORY.includes(name))
      return await serve(name, args);
    const before = await look();
    const answer = before === null ? await serve(name, args) : null;
    const code = before ?? (hasFailed(answer) ? await look() : null);
    return code === null ? answer : err({ tag: "folder-away", path: folder.path, code });
  };
}

const hasFailed = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false;
