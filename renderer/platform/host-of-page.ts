/** The host takes entries only from the page that holds its lease: page and worker say who they are. */
import type { Host } from "#shared/host/contract.ts";

export const hostOfPage =
  (host: Host, page: string): Host =>
  (name, args) =>
    host(name, name === "journal.append" ? { ...args, page } : args);
