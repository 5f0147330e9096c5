/** A feature's way to the acts of the page: forms wait until theirs is safe, and keep their text when it is not. */
import { createContext, useCallback, useContext, useState } from "react";
import { assert } from "#shared/kernel/assert.ts";
import type { Act, Acts } from "./acts.ts";

const ActsContext = createContext<Acts | null>(null);
export const ActsContextProvider = ActsContext.Provider;

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  assert(acts !== null, "nobody runs acts around this component");
  return acts;
}

/** @returns whether it is in the journal; a form that gets false keeps its text */
export type RunAct = (act: Act) => Promise<boolean>;

/** For one form, which writes nothing more while what it wrote is not safe. */
export function useAct(): RunAct {
  const acts = useActs();
  const [form] = useState(() => ({}));
  return useCallback(async (act) => (await acts.run(act, form))?.saved ?? false, [acts, form]);
}
