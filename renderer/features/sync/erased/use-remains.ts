/** What the files of this computer's browser still keep of who was erased, as the host says it. */
import { useEffect, useState } from "react";
import { readDatabaseId } from "../../../db/renewal/database-id.ts";
import { useServices } from "../../../desk-services/services.ts";
import { isOwnWindow } from "../../../platform/own-window.ts";

export type Remains =
  | { readonly tag: "next-start" }
  | { readonly tag: "other-browser" }
  | { readonly tag: "failed"; readonly code: string };

/** @param moment another one asks again @returns null while nothing is known, and where nothing remains */
export function useRemains(moment: string): Remains | null {
  const { db, host, start } = useServices();
  const [remains, setRemains] = useState<Remains | null>(null);
  useEffect(() => {
    let wanted = moment !== "";
    const look = async (): Promise<void> => {
      const state = await host("renewal.state", { database: await readDatabaseId(db) });
      if (!wanted || !state.ok) return;
      const { dueSince, hasWindow, failed } = state.value;
      if (dueSince === null) setRemains(null);
      else if (!hasWindow || !isOwnWindow(start.shell)) setRemains({ tag: "other-browser" });
      else setRemains(failed === null ? { tag: "next-start" } : { tag: "failed", code: failed });
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [db, host, start, moment]);
  return remains;
}
