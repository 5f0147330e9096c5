/**
 * What other screens may ask of the counter: to serve a reader, and to open its sheets. The page hands it
 * in, because no feature knows another.
 */
import { createContext, useContext } from "react";

export interface Counter {
  /** The next entry is this reader's. */
  serve(reader: string): void;
  /** Opens the quick log for a reader. */
  openLog(reader: string): void;
  /** Asks which kind of opinion, then opens its sheet; null: from whoever the sheet says. */
  openOpinion(reader: string | null): void;
  /** Opens the sheet of a new reader. */
  newReader(): void;
}

const CounterContext = createContext<Counter | null>(null);
export const CounterProvider = CounterContext.Provider;

/** Null where the window has no counter. */
export const useCounter = (): Counter | null => useContext(CounterContext);
