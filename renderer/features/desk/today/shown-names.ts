/**
 * How readers are called where nobody is served: at a counter, where a queue reads the screen, as they are called out;
 * at an office desk in full.
 */
import { type CalledOut, hideName } from "#shared/model/readers/mask.ts";
import { useNamesInFull } from "../../../desk-services/use-reader-names.ts";

interface Named {
  readonly name: string;
  readonly who: CalledOut;
}

export const useShownText = (text: string, reader: Named | undefined): string =>
  useNamesInFull() ? text : withoutName(text, reader);

/** Words that a colleague wrote about a reader often name her. */
export const withoutName = (text: string, reader: Named | undefined): string =>
  reader === undefined ? text : hideName(text, reader.name, reader.who);
