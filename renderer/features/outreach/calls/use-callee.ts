/** What is to be known of the person in hand; undefined while it is read, null where she is not here any more. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type CalleeRows, readCallee } from "../../../db/lists/callee.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import type { FigureReader } from "../../../platform/worker/statistics-api.ts";
import type { CallListView } from "./use-call-list.ts";

const NOBODY: readonly string[] = [];

export function useCallee(
  { outreach, toldWith, now: { on: today } }: CallListView,
  reader: string | undefined,
  channel: ContactChannel,
): CalleeRows | null | undefined {
  const { db } = useServices();
  const place = useHousePlace();
  const told = (reader === undefined ? NOBODY : (toldWith.get(reader) ?? NOBODY)).join();
  const { goal, purpose } = outreach;
  const found = useLiveQuery(async () => {
    if (reader === undefined) return undefined;
    const asked = {
      reader,
      toldWith: told === "" ? NOBODY : told.split(","),
      channel,
      outreach: { ...(goal !== undefined && { goal }), ...(purpose !== undefined && { purpose }) },
      today,
      place,
    };
    return { reader, rows: await readCallee(db, asked) };
  }, [db, reader, told, channel, goal, purpose, today, place]);
  return found?.reader === reader ? found?.rows : undefined;
}

/** Where she stands in the life cycle, and why; a figure that cannot be had is not shown. */
export function useFigureOf(reader: string | undefined): FigureReader | null {
  const { worker } = useServices();
  const [found, setFound] = useState<{ readonly of: string; readonly place: FigureReader | null } | null>(null);
  useEffect(() => {
    if (reader === undefined) return;
    let isWanted = true;
    worker.statistics.placeOf(reader).then(
      (place) => isWanted && setFound({ of: reader, place }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, reader]);
  return found?.of === reader ? (found?.place ?? null) : null;
}
