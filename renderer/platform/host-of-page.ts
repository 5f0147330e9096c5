/** The host takes entries, and takes from them, only for the page that holds its lease: page and worker say who they are. */
import type { Host } from "#shared/host/contract.ts";

export const hostOfPage =
  (host: Host, page: string): Host =>
  (name, args) =>
    host(name, name === "journal.append" || name === "journal.erase" ? { ...args, page } : args);
