/**
 * The way to the diagnostics, for whichever screen offers them: the host's log, what it has not taken, and saving it.
 */
import { createContext, useContext } from "react";
import type { Host } from "#shared/host/contract.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { LastResort } from "../platform/last-resort.ts";
import { type FileNotSaved, saveFile } from "../platform/save-file.ts";

export interface Diagnostics {
  readonly lastResort: LastResort;
  /** All that there is, as it would be saved; `partly` where the host's own log could not be read. */
  read(): Promise<{ readonly text: string; readonly partly: boolean }>;
  save(text: string): Promise<Result<null, FileNotSaved>>;
}

export const createDiagnostics = (host: Host, lastResort: LastResort): Diagnostics => ({
  lastResort,
  read: async () => {
    const kept = await host("log.read", {});
    const own = lastResort.unsent().map((line) => `${line}\n`);
    return { text: `${kept.ok ? kept.value.text : ""}${own.join("")}`, partly: !kept.ok };
  },
  save: (text) => saveFile(host, "reader-desk-diagnostics.txt", new TextEncoder().encode(text)),
});

/** Null in a part of the page that is shown alone, as by a test. */
const DiagnosticsContext = createContext<Diagnostics | null>(null);
export const DiagnosticsProvider = DiagnosticsContext.Provider;
export const useDiagnostics = (): Diagnostics | null => useContext(DiagnosticsContext);
