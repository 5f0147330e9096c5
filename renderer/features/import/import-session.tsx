/**
 * Keeps the conversation while the screen is away: writing goes on when the librarian turns to a reader.
 * Without a provider around it a screen has a conversation of its own.
 */
import { createContext, type ReactNode, useContext, useState } from "react";
import { useStore } from "zustand";
import { assert } from "#shared/kernel/assert.ts";
import { useServices } from "../../db/services.ts";
import { useToasts } from "../../ui/toast.tsx";
import { createImportFlow, type ImportFlow } from "./import-flow.ts";
import { createImportStore, type ImportState, type ImportStore } from "./import-store.ts";

interface ImportSession {
  readonly store: ImportStore;
  readonly flow: ImportFlow;
}

const ImportContext = createContext<ImportSession | null>(null);

export function ImportProvider({ children }: { readonly children: ReactNode }) {
  const around = useContext(ImportContext);
  const { worker, clock } = useServices();
  const { clear } = useToasts();
  const [own] = useState<ImportSession>(() => {
    const store = createImportStore();
    return { store, flow: createImportFlow(store, worker.imports, clock, clear) };
  });
  return <ImportContext value={around ?? own}>{children}</ImportContext>;
}

function useSession(): ImportSession {
  const session = useContext(ImportContext);
  assert(session !== null, "no import around this component");
  return session;
}

export const useImportFlow = (): ImportFlow => useSession().flow;
export const useImportState = <T,>(select: (state: ImportState) => T): T => useStore(useSession().store, select);
