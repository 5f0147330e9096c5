/** The host as one page asks it: page and worker say who they are where only the holder of the lease may ask. */
import type { Host } from "#shared/host/contract.ts";
import { isOfHolder } from "#shared/host/of-holder.ts";

export const hostOfPage =
  (host: Host, page: string): Host =>
  (name, args) =>
    host(name, isOfHolder(name) ? { ...args, page } : args);
