/** What only the page that holds the lease may ask: page and worker say who they are. */
import type { CallName, Host } from "#shared/host/contract.ts";

const OF_HOLDER: ReadonlySet<CallName> = new Set(["journal.append", "journal.erase", "folder.rebuild", "folder.rebuilt", "renewal.put", "renewal.begin", "renewal.end", "renewal.drop"]);

export const hostOfPage =
  (host: Host, page: string): Host =>
  (name, args) =>
    host(name, OF_HOLDER.has(name) ? { ...args, page } : args);
