/** What is to be known of the person in hand; undefined while it is read, null where she is not here any more. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type CalleeRows, readCallee } from "../../../db/lists/callee.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import type { FigureReader } from "../../../platform/worker/statistics-api.ts";
import type { CallListView } from "./use-call-list.ts";

/** @param next who comes after her: read ahead, so that the key that brings her waits for no reading */
export function useCallee(
  { outreach, toldWith, now: { on: today } }: CallListView,
  reader: string | undefined,
  next: string | undefined,
  channel: ContactChannel,
): CalleeRows | null | undefined {
  const { db } = useServices();
  const place = useHousePlace();
  const people = [reader, next].flatMap((each) =>
    each === undefined ? [] : [[each, ...(toldWith.get(each) ?? [])].join()],
  );
  const key = people.join(" ");
  const { goal, purpose } = outreach;
  const found = useLiveQuery(async () => {
    const asked = {
      channel,
      outreach: { ...(goal !== undefined && { goal }), ...(purpose !== undefined && { purpose }) },
      today,
      place,
    };
    const read = key.split(" ").map(async (each) => {
      const [who = "", ...told] = each.split(",");
      return [who, await readCallee(db, { ...asked, reader: who, toldWith: told })] as const;
    });
    return new Map(await Promise.all(read));
  }, [db, key, channel, goal, purpose, today, place]);
  return reader === undefined ? undefined : found?.get(reader);
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
