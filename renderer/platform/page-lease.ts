/**
 * The page's hold on its host: one page at a time writes. Renewed while the page lives; when another page
 * has taken it over, this one must stop.
 */
import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";

const RENEW_MS = 5_000;

export interface HeldElsewhere {
  /** Takes the lease from the other page, which will notice and stop. */
  takeOver(): Promise<void>;
}

/** @param onLost the lease went to another page: nothing may be written any more */
export async function holdLease(host: Host, onLost: () => void): Promise<Result<null, HeldElsewhere>> {
  const page = crypto.randomUUID();
  const take = (force: boolean) => host("lease.take", { page, force });
  const taken = await take(false);
  if (!taken.ok) {
    return err({
      async takeOver() {
        // released at once, so that the reloaded page finds it free
        await take(true);
        await host("lease.release", { page });
      },
    });
  }
  const timer = setInterval(() => {
    void host("lease.renew", { page }).then((renewed) => {
      if (renewed.ok || renewed.error.tag !== "lost") return;
      clearInterval(timer);
      onLost();
    });
  }, RENEW_MS);
  addEventListener("pagehide", () => {
    clearInterval(timer);
    void host("lease.release", { page });
  });
  return ok(null);
}
