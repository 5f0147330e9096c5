/**
 * What only the page that holds the lease may ask: whatever changes something, has something signed, or gives the
 * library code. Page and worker say who they are with each such call; the host looks before it parses the rest.
 */
import { isObject } from "../kernel/json.ts";
import type { CallName } from "./contract.ts";

const OF_HOLDER: ReadonlySet<CallName> = new Set<CallName>([
  "journal.append",
  "journal.erase",
  "ledger.add",
  "settings.write",
  "session.enter",
  "session.leave",
  "library.found",
  "library.join",
  "library.code",
  "library.make-epoch",
  "library.adopt-epochs",
  "library.readmit",
  "library.new-stream",
  "share.choose",
  "share.prepare",
  "store.put",
  "store.delete",
  "seal.batch",
  "seal.state",
  "backup.choose",
  "backup.begin",
  "backup.finish",
  "backup.reseal",
  "backup.carry",
  "backup.drop",
  "backup.enter",
  "refresh.choose",
  "refresh.forget",
  "print.pdf",
  "print.end",
  "folder.rebuild",
  "folder.rebuilt",
  "renewal.put",
  "renewal.begin",
  "renewal.end",
  "renewal.drop",
  "trial.enter",
  "trial.leave",
]);

export const isOfHolder = (name: CallName): boolean => OF_HOLDER.has(name);

/** Who says to be asking; undefined for nobody. */
export const pageOf = (args: unknown): string | undefined =>
  isObject(args) && typeof args.page === "string" ? args.page : undefined;
