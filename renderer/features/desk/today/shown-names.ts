/**
 * How readers are called where nobody is served: at a counter, where a queue reads the screen, as they are called out;
 * at an office desk in full.
 */
import type { CalledOut } from "#shared/model/readers/mask.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";

interface Named {
  readonly name: string;
  readonly who: CalledOut;
}

export const useNamesInFull = (): boolean => useDeviceSettings().deskPlace === "office";

export const useShownText = (text: string, reader: Named | undefined): string =>
  useNamesInFull() ? text : hideName(text, reader);

/** Words that a colleague wrote about a reader often name her. */
export const hideName = (text: string, reader: Named | undefined): string =>
  reader === undefined || reader.name === "" ? text : text.replaceAll(reader.name, reader.who);
