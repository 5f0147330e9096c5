/**
 * The one way to change records: a command is one strict transaction that writes the rows and one entry
 * of the change log; the entry then goes to the host's journal, and only its answer confirms.
 */
import type { Result } from "#shared/kernel/result.ts";
import type { Change } from "./changes.ts";

export type SaveFailure =
  /** No answer for ten seconds: kept here, not confirmed; forms keep their text. */
  | { readonly tag: "journal-silent" }
  | { readonly tag: "disk-full"; readonly freeBytes: number }
  | { readonly tag: "journal-refused"; readonly reason: string };

export interface Written {
  readonly seq: number;
  /** Answers when the journal has it: only then is it saved. */
  readonly confirmed: Promise<Result<null, SaveFailure>>;
}

export interface Undone {
  readonly written: Written;
  /** The command that was taken back or done again. */
  readonly command: string;
  /** Cells that a colleague has changed since, and that were left: `kind/id/cell`. */
  readonly left: readonly string[];
}

export interface RunOptions {
  /** Chains commands that are undone together. */
  readonly batchId?: string;
  /** False for what Ctrl+Z must not reach. Default true. */
  readonly undoable?: boolean;
}

export interface Writer {
  /** @param command name for history, as in `interaction.log` */
  run(command: string, changes: readonly Change[], options?: RunOptions): Promise<Written>;
  /** Takes back the last own command; null when there is none. */
  undo(): Promise<Undone | null>;
  redo(): Promise<Undone | null>;
  /** Takes back one given command (a toast's button), or every command of a batch. */
  undoCommand(seq: number): Promise<Undone | null>;
  undoBatch(batchId: string, onProgress?: (done: number, total: number) => void): Promise<{ left: readonly string[] }>;
  /** Who is at the desk; every entry names them. */
  setStaff(staff: string): void;
  /** Whether the journal answers; forms refuse to save while it does not. */
  readonly health: { get(): "ok" | "silent" | "full"; subscribe(listener: () => void): () => void };
}
