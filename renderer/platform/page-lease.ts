/**
 * The page's hold on its host: one page at a time writes. Renewed while the page lives; when another page
 * has taken it over, this one must stop.
 */
import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { hostOfPage } from "./host-of-page.ts";

const RENEW_MS = 5_000;

export interface HeldLease {
  readonly page: string;
  /** The same host, with this page's name on what it appends. */
  readonly host: Host;
}

export interface HeldElsewhere {
  /** Takes the lease from the other page, which will notice and stop. */
  takeOver(): Promise<void>;
}

/** @param onLost the lease went to another page: nothing may be written any more */
export async function holdLease(host: Host, onLost: () => void): Promise<Result<HeldLease, HeldElsewhere>> {
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
  // come back from the browser's store of pages, it holds nothing any more
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  return ok({ page, host: hostOfPage(host, page) });
}
