/** When a step of the practice is done: by what was written since it began, or by what is open. */
import { assertNever } from "#shared/kernel/assert.ts";
import type { LogRow } from "../../db/database.ts";
import type { PracticeStep } from "./practice-state.ts";

interface Seen {
  readonly written: readonly { readonly entry: Pick<LogRow["entry"], "command" | "undoes"> }[];
  readonly served: string | null;
  readonly reader: string | undefined;
  readonly path: string;
}

export function isStepDone(step: PracticeStep, { written, served, reader, path }: Seen): boolean {
  switch (step) {
    case "scan":
      return served !== null && served === reader;
    case "log":
      return written.some(({ entry }) => entry.command === "interaction.log");
    case "undo":
      return written.some(({ entry }) => (entry.undoes?.length ?? 0) > 0);
    case "reply":
      return written.some(({ entry }) => entry.command === "feedback.answer");
    case "sync":
      return path === "/sync";
    default:
      return assertNever(step);
  }
}
