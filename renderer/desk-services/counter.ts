/**
 * What other screens may ask of the counter: to serve a reader, and to open its sheets. The page hands it
 * in, because no feature knows another.
 */
import { createContext, type ReactNode, useContext } from "react";
import type { About, ComposedForm } from "./open-task-sheet.ts";

/** A service record to which a note is added where it stands. */
export interface NotedRecord {
  readonly id: string;
  /** Null: nobody's by name. */
  readonly reader: string | null;
  readonly purpose: string;
  readonly at: number;
}

/** A service record with its words, in one act. */
export interface ComposedRecord {
  /** Of the record and of the work that it asks for: the form's, not the press's. */
  readonly ids: { readonly record: string; readonly task: string };
  /** Null: nobody's by name, or a person without a card. */
  readonly reader: string | null;
  readonly contact: { readonly name?: string; readonly phone?: string } | undefined;
  readonly purpose: string;
  readonly text: string;
  /** Who does the work that it asks for, where its words name a colleague. */
  readonly assignee: string | undefined;
  readonly promised: boolean;
}

/** What was begun in the composer, for whom and about what. */
export interface ComposedDraft {
  readonly reader: string | null;
  readonly about?: About;
  readonly form: ComposedForm;
}

/** What is written at the end of a shift. */
export interface HandoverForm {
  /** To the next colleague. */
  readonly line: string;
  /** What was found in the house, and where it lies. */
  readonly found: string;
}

export interface Counter {
  /** The next entry is this reader's. */
  serve(reader: string): void;
  /** Opens the note line of the log that was just made for this reader. @returns whether there is one */
  noteLast(reader: string): boolean;
  /** What a service record may be of, in the order of the desk's keys. */
  purposes(): readonly { readonly purpose: string; readonly name: string }[];
  /** @returns whether the journal has it */
  record(entry: ComposedRecord): Promise<boolean>;
  draftOf(reader: string | null, about: About | undefined): ComposedForm | undefined;
  keepDraft(draft: ComposedDraft): void;
  dropDraft(draft: Omit<ComposedDraft, "form">): void;
  handoverDraft(): HandoverForm | undefined;
  /** One without words is taken away. */
  keepHandover(form: HandoverForm): void;
  /** Asks which kind of opinion, then opens its sheet; null: from whoever the sheet says. */
  openOpinion(reader: string | null): void;
  /** Opens the sheet of a new reader. */
  newReader(): void;
  /** The line of words under a record, drawn by a list that shows it. @param onClosed saved, or left as a draft */
  noteLine(record: NotedRecord, onClosed: () => void): ReactNode;
}

const CounterContext = createContext<Counter | null>(null);
export const CounterProvider = CounterContext.Provider;

/** Null where the window has no counter. */
export const useCounter = (): Counter | null => useContext(CounterContext);
