/**
 * The page's hold on its host: one page at a time writes. Renewed while the page lives; when another page
 * has taken it over, this one must stop. A page that waits for it learns when nobody holds it any more.
 */
import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { hostOfPage } from "./host-of-page.ts";

const RENEW_MS = 5_000;
const LOOK_MS = 2_000;
/** Longer than a page needs that is only being opened again: it gets its lease back. */
const SETTLED_MS = 1_500;

export interface HeldLease {
  readonly page: string;
  /** The same host, with this page's name on what it appends. */
  readonly host: Host;
}

/** After either the lease is free, so that the reloaded page finds it so. */
export interface HeldElsewhere {
  /** Takes the lease from the other page, which will notice and stop. */
  takeOver(): Promise<void>;
  /** Waits until no page has held it for a moment. A hidden window takes nothing from whoever comes next. */
  freed(): Promise<void>;
}

/** @param onLost the lease went to another page: nothing may be written any more */
export async function holdLease(
  host: Host,
  onLost: (elsewhere: HeldElsewhere) => void,
): Promise<Result<HeldLease, HeldElsewhere>> {
  const page = crypto.randomUUID();
  const taken = await host("lease.take", { page, force: false });
  if (!taken.ok) return err(heldElsewhere(host, page));
  const timer = setInterval(() => {
    void host("lease.renew", { page }).then((renewed) => {
      if (renewed.ok || renewed.error.tag !== "lost") return;
      clearInterval(timer);
      onLost(heldElsewhere(host, page));
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

function heldElsewhere(host: Host, page: string): HeldElsewhere {
  const takeAndRelease = async (force: boolean): Promise<boolean> => {
    const taken = await host("lease.take", { page, force });
    if (taken.ok) await host("lease.release", { page });
    return taken.ok;
  };
  const isFree = async (): Promise<boolean> => document.visibilityState === "visible" && (await takeAndRelease(false));
  return {
    async takeOver() {
      await takeAndRelease(true);
    },
    async freed() {
      for (;;) {
        await wait(LOOK_MS);
        if (!(await isFree())) continue;
        await wait(SETTLED_MS);
        if (await isFree()) return;
      }
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
