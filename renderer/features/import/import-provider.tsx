/**
 * Keeps the conversation while the screen is away: writing goes on when the librarian turns to a reader.
 * Without a provider around it a screen has a conversation of its own.
 */
import { createContext, type ReactNode, useContext, useState } from "react";
import type { Clock } from "#shared/kernel/clock.ts";
import { useServices } from "../../desk-services/services.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import type { BackupBeforeImport, ImportFlow, Imports } from "./import-flow.ts";
import { createImportStore, type ImportStore } from "./import-store.ts";

export interface ImportSession {
  readonly store: ImportStore;
  readonly imports: Imports;
  readonly backups: BackupBeforeImport;
  readonly clock: Clock;
  readonly clear: () => void;
  readonly purge: () => Promise<boolean>;
  /** Made by the screen, which brings its code: the frame is loaded without it. */
  flow: ImportFlow | null;
}

export const ImportContext = createContext<ImportSession | null>(null);

export function ImportProvider({ children }: { readonly children: ReactNode }) {
  const around = useContext(ImportContext);
  const { worker, clock } = useServices();
  const { clear } = useToasts();
  const [own] = useState(
    (): ImportSession => ({
      store: createImportStore(),
      imports: worker.imports,
      backups: worker.backups,
      clock,
      clear,
      purge: () => worker.erasing.purge(),
      flow: null,
    }),
  );
  return <ImportContext value={around ?? own}>{children}</ImportContext>;
}
