/** What the computers of the library are called, as the last exchange has them. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { isStreamId } from "#shared/replication/files/names.ts";
import { linesIn, readSyncLog } from "../../../db/exchange/sync-log.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { computerNames } from "../../../words/computer-names.ts";

export function useComputerNames(): (stream: string) => string {
  const t = useT();
  const { db } = useServices();
  const lines = useLiveQuery(async () => linesIn(await readSyncLog(db)), [db]);
  return useMemo(() => {
    const nameOf = computerNames(lines ?? []);
    return (stream) => (isStreamId(stream) ? nameOf(stream) : null) ?? t("calls.another-computer");
  }, [lines, t]);
}
