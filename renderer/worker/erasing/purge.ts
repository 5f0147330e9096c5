/**
 * Ends an erasing on this desk, with everything that only the worker reaches. In turn with exchange and backup: all
 * three seal and move the same entries.
 */

import { eraseAlone } from "#shared/replication/erasing/erase-alone.ts";
import { namedBy } from "#shared/replication/erasing/ledger.ts";
import { readErasing } from "../../db/erasing/erase-rows.ts";
import { purgeErased } from "../../db/erasing/purge-erased.ts";
import { openPorts, type PortDeps } from "../open-ports.ts";
import { markBackups, replaceBackups } from "./replace-backups.ts";

export type PurgeDeps = PortDeps;

export async function purge(deps: PurgeDeps): Promise<boolean> {
  const { db, host, clock, search } = deps;
  const erased = await purgeErased({
    db,
    host,
    eraseBelongings: async () => {
      if ((await readErasing(db)).length === 0) return;
      const ports = await openPorts(deps);
      // without keys there is no exchange that could have brought any
      if (ports.ok) await ports.value.replica.eraseBelongings();
    },
    forget: async (keys) => {
      await markBackups(db, clock.now());
      await search.forget([...keys].map(namedBy).flatMap(({ kind, id }) => (kind === "reader" ? [id] : [])));
    },
  });
  await clearAlone(deps);
  await replaceBackups(deps);
  return erased !== null;
}

/**
 * With a share the next exchange does it, when all others have erased too. What fails is tried again at the next purge.
 */
async function clearAlone(deps: PurgeDeps): Promise<void> {
  // every exchange comes by here, and most libraries have erased nobody
  if ((await deps.db.erased.count()) === 0) return;
  const started = await deps.host("device.start", {});
  const ports = started.ok && started.value.settings.sharePath === undefined ? await openPorts(deps) : null;
  if (ports?.ok === true) await eraseAlone(ports.value);
}
