/**
 * The host's end of the contract as both shells serve it: handlers that throw are logged, a vanished data folder is
 * named.
 */
import type { Handlers } from "#shared/host/contract.ts";
import { toDefect } from "#shared/host/defect.ts";
import { createServe, type Serve } from "#shared/host/serve.ts";
import type { DeskServices } from "./services/desk-services.ts";
import { namingFolder } from "./services/folder-watch.ts";

export function watchedServe(
  handlers: Handlers,
  { folder, lease, log }: Pick<DeskServices, "folder" | "lease" | "log">,
): Serve {
  const serve = createServe(handlers, lease.holds, (name, error) => {
    console.error(`bug in ${name}:`, error);
    void log.defects([toDefect(error, "host", "act")]);
  });
  return namingFolder(serve, folder, log);
}
