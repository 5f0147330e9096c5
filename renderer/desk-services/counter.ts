/**
 * What other screens may ask of the counter: to serve a reader, and to open its sheets. The page hands it
 * in, because no feature knows another.
 */
import { createContext, type ReactNode, useContext } from "react";

/** A service record to which a note is added where it stands. */
export interface NotedRecord {
  readonly id: string;
  /** Null: nobody's by name. */
  readonly reader: string | null;
  readonly purpose: string;
  readonly at: number;
}

export interface Counter {
  /** The next entry is this reader's. */
  serve(reader: string): void;
  /** Opens the quick log for a reader. */
  openLog(reader: string): void;
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
