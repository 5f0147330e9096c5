/** The import's acts and state for the screen's parts. */
import { useContext } from "react";
import { useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import { createImportFlow, type ImportFlow } from "./import-flow.ts";
import { ImportContext, type ImportSession } from "./import-provider.tsx";
import type { ImportState } from "./import-store.ts";

function useSession(): ImportSession {
  const session = useContext(ImportContext);
  assert(session !== null, "no import around this component");
  return session;
}

export function useImportFlow(): ImportFlow {
  const session = useSession();
  session.flow ??= createImportFlow(session);
  return session.flow;
}

export const useImportState = <T,>(select: (state: ImportState) => T): T => useStore(useSession().store, select);
