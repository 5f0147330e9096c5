/** Runs a command by its id, as its key would, from a screen that does not know where it comes from. */
import { createContext, useContext } from "react";

const RunCommandContext = createContext<(id: string) => void>(() => undefined);
export const RunCommandProvider = RunCommandContext.Provider;

export const useRunCommand = (): ((id: string) => void) => useContext(RunCommandContext);
