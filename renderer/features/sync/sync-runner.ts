/** Who does the exchange: the page's worker; in tests whatever the test hands in. */
import type { SyncProgress, SyncReport } from "#shared/replication/exchange/sync-report.ts";

export interface SyncRunner {
  /** Never two at a time. Rejects only where the exchange itself broke. */
  sync(onProgress: (progress: SyncProgress) => void): Promise<SyncReport>;
  /** Ends the exchange at its next step; it then answers with what stayed. */
  cancel(): void;
}
