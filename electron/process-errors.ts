/**
 * What nobody has caught in the host: noted in the log and on the terminal, never swallowed. After an exception
 * nothing is known of the process's state, so it ends, and what was confirmed is on the disk; a promise that was
 * refused without anybody listening has only lost its own work, and the desk goes on.
 */
import type { EventEmitter } from "node:events";
import { toDefect } from "#shared/host/defect.ts";
import type { DeskLog } from "./services/desk-log.ts";

/** A disk that hangs must not keep a broken process alive. */
const WRITTEN_WITHIN_MS = 2_000;

/**
 * @param end of the process, once the log has it
 * @returns what stops the watching
 */
export function watchProcess(
  process: Pick<EventEmitter, "on" | "off">,
  log: Pick<DeskLog, "defects">,
  end: (error: unknown) => void,
): () => void {
  const note = (error: unknown): Promise<void> => log.defects([toDefect(error, "host", "act")]);
  const onRejection = (error: unknown): void => {
    console.error("Reader Desk met an error that nobody expected, and goes on:", error);
    void note(error);
  };
  const onException = (error: unknown): void => {
    console.error(
      "Reader Desk met an error that nobody expected, and ends. What was confirmed as saved is in the data folder.",
      error,
    );
    const late = new Promise<void>((resolve) => setTimeout(resolve, WRITTEN_WITHIN_MS));
    void Promise.race([note(error), late]).then(() => end(error));
  };
  process.on("unhandledRejection", onRejection);
  process.on("uncaughtException", onException);
  return () => {
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onException);
  };
}
