/**
 * The calls of a renewal: only for the page that holds the lease, and only where the journal has all that was written.
 */
import type { CallName, Handlers } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DeskServices } from "../desk-services.ts";

type RenewalHandlers = Pick<Handlers, Extract<CallName, `renewal.${string}`>>;

/** Time for the answer to reach the page that is about to be closed. */
const ANSWER_MS = 100;

export const renewalHandlers = ({
  journal,
  lease,
  renewal,
}: Pick<DeskServices, "journal" | "lease" | "renewal">): RenewalHandlers => {
  const held = async <T, E>(
    page: string | undefined,
    run: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly tag: "lease-lost" }>> => (lease.holds(page) ? run() : err({ tag: "lease-lost" }));
  return {
    "renewal.mark": ({ database }) => renewal.mark(database),
    "renewal.state": async ({ database }) => ok(renewal.state(database)),
    "renewal.put": ({ page, database, part, text }) => held(page, () => renewal.put(database, part, text)),
    "renewal.begin": async ({ page, stream, seq, ...rows }) => {
      if (!lease.holds(page)) return err({ tag: "lease-lost" });
      if (!renewal.state(rows.database).hasWindow) return err({ tag: "no-window" });
      // the copy is not the only way back: the journal alone must lead there too
      const state = await journal.state(stream);
      if (!state.ok) return state;
      if (state.value.lastSeq < seq) return err({ tag: "not-whole" });
      const begun = await renewal.begin(rows);
      if (begun.ok) setTimeout(() => renewal.closeWindow(page), ANSWER_MS);
      return begun;
    },
    "renewal.part": ({ part }) => renewal.part(part),
    "renewal.end": ({ page }) => held(page, renewal.end),
    "renewal.drop": ({ page }) => held(page, renewal.drop),
  };
};
