/** How the screens and commands of the window ask for the sheet of the end of a shift. */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";

const HandoverContext = createContext<(() => void) | null>(null);
export const HandoverProvider = HandoverContext.Provider;

export function useHandover(): () => void {
  const open = useContext(HandoverContext);
  assert(open !== null, "nobody hands over around this component");
  return open;
}
