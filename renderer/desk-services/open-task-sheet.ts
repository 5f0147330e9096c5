/**
 * The composer: a service record, a task, a promise or a call-back, which any screen may open about its own record. The
 * page hands it in, because no feature knows another.
 */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";

/** In the order in which its key goes through them. */
export const COMPOSED = ["note", "task", "promise", "call"] as const;
export type ComposedKind = (typeof COMPOSED)[number];

/** The composer as typed. */
export interface ComposedForm {
  readonly kind: ComposedKind;
  readonly who: "reader" | "contact" | "nobody";
  /** Of a person without a card. */
  readonly name: string;
  readonly phone: string;
  readonly text: string;
  /** `YYYY-MM-DD`, empty, or what could not be read. */
  readonly due: string;
  /** Absent: whoever is meant where nothing is said, her responsible colleague or who is here. */
  readonly assignee?: string | undefined;
  /** Of a service record: a code of the list `purpose`. */
  readonly purpose: string;
  /** The work that a service record asks for was promised. */
  readonly promised: boolean;
  /** Of a promise: nobody waits for a word about it. */
  readonly noReply?: boolean | undefined;
}

export interface About {
  readonly kind: string;
  readonly id: string;
}

export interface TaskAsked {
  /** Absent: a new one. */
  readonly task?: string;
  /** What a new one is about. */
  readonly about?: About;
  /** Who may be promised it; of a task that is there, it is known from the task. */
  readonly reader?: string | null | undefined;
  /** What a new one begins as; a task where nothing is said. */
  readonly kind?: ComposedKind;
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
