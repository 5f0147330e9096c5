/**
 * A person's act as a feature states it: the changes, and the sentence that confirms them. The page runs
 * it through the writer and shows saving, saved with its undo, or what went wrong, in one place for all.
 */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";
import type { Message } from "../i18n/message-id.ts";
import type { Change } from "./changes.ts";
import type { RunOptions } from "./writer.ts";

export interface Act {
  /** For history, as in `feedback.assign`. */
  readonly command: string;
  readonly changes: readonly Change[];
  /** Said when the journal has it. */
  readonly said: Message;
  readonly options?: RunOptions;
}

/** @returns whether it is in the journal; a form that gets false keeps its text */
export type RunAct = (act: Act) => Promise<boolean>;

const ActsContext = createContext<RunAct | null>(null);
export const ActsContextProvider = ActsContext.Provider;

export function useAct(): RunAct {
  const run = useContext(ActsContext);
  assert(run !== null, "nobody runs acts around this component");
  return run;
}
