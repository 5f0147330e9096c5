/** What the page asks of its worker about the exchange. */

import type { SyncProgress, SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { Vector } from "#shared/replication/rows/entry.ts";

export interface SyncApi {
  /** One at a time: asked again meanwhile, the answer is that of the one under way. Rejects for bugs only. */
  sync(onProgress: (progress: SyncProgress) => void): Promise<SyncReport>;
  /** Ends the exchange at its next step; it then answers with what stayed. */
  cancel(): void;
  /**
   * Applies other computers' batches from the copy in the data folder, as far as `needed` or as far as it goes.
   * For a database that was lost or is stale.
   */
  applyFromCopy(needed: Vector): Promise<Vector>;
  /** Rebuilds an empty database on the newest checkpoint of that copy; does nothing where there is none. */
  refillFromCopy(onProgress: (progress: SyncProgress) => void): Promise<void>;
  /** Own entries that are on no share yet. */
  pending(): Promise<number>;
}
