/** What Today hands to each of its rows. */
import type { ContactAct } from "../today/contact-acts.ts";
import type { RowStanding } from "./row-standing.ts";

export interface RowProps {
  /** The keyboard enters the list here, or is here. */
  readonly isCurrent: boolean;
  /** The keyboard is here. */
  readonly isHeld: boolean;
  /** Of the row in hand, once it is known. */
  readonly standing: RowStanding | null;
  readonly today: string;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onAct: (what: ContactAct | "finish") => void;
}
