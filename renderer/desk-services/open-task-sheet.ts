/**
 * The form of a task or promise, which any screen may open about its own record. The page hands it in,
 * because no feature knows another.
 */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";

export interface TaskAsked {
  /** Absent: a new one. */
  readonly task?: string;
  /** What a new one is about. */
  readonly about?: { readonly kind: string; readonly id: string };
  /** Who may be promised it; of a task that is there, it is known from the task. */
  readonly reader?: string | undefined;
  /** When the form is gone: a list takes the focus back. */
  readonly onClosed?: () => void;
}

export type OpenTaskSheet = (asked: TaskAsked) => void;

const TaskSheetContext = createContext<OpenTaskSheet | null>(null);
export const TaskSheetProvider = TaskSheetContext.Provider;

export function useTaskSheet(): OpenTaskSheet {
  const open = useContext(TaskSheetContext);
  assert(open !== null, "no task sheet around this component");
  return open;
}
