/** A call list as this desk sees it now: whose turn it is, and who is in another desk's part. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type Callee, inTurn, type Turn, turnOf } from "#shared/outreach/call-queue.ts";
import { isCallingTime, type Moment, nextCallingTime } from "#shared/outreach/calling-time.ts";
import { type Computers, readComputers } from "../../../db/exchange/computers.ts";
import { type CallList, readCallList } from "../../../db/lists/call-list.ts";
import { useMinute } from "../../../desk-services/day/use-minute.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import { useFormat } from "../../../i18n/use-t.ts";
import { queueAskedAt } from "./queue-asked.ts";

export interface CallListView extends CallList {
  readonly computers: Computers;
  readonly now: Moment;
  readonly turnOf: (callee: Callee) => Turn;
  /** Whose turn it is, in order. */
  readonly queue: readonly Callee[];
  /** Undefined while calls may be made; else when they may again, null where never. */
  readonly closedUntil: Moment | null | undefined;
}

/** Null: there is no such list; undefined while it is read. */
export function useCallList(id: string, channel: ContactChannel): CallListView | null | undefined {
  const { db } = useServices();
  const format = useFormat();
  const at = useMinute();
  const today = format.day(at);
  const place = useHousePlace();
  const found = useLiveQuery(async () => {
    const list = await readCallList(db, id, channel, { today, place });
    return { list, computers: await readComputers(db) };
  }, [db, id, channel, today, place]);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const { list, computers } = found;
    if (list === null) return null;
    const now = momentHere(at, format);
    const asking = queueAskedAt(list, computers, now, format.day);
    const {
      outreach: { calling },
      stops,
    } = list;
    // what is written disturbs nobody at any hour
    const isOpen = channel !== "phone" || isCallingTime(calling, now);
    return {
      ...list,
      computers,
      now,
      turnOf: (callee) => turnOf(callee, asking),
      queue: inTurn(
        list.callees.filter(({ reader }) => !stops.has(reader)),
        asking,
      ),
      closedUntil: isOpen ? undefined : (nextCallingTime(calling, now) ?? null),
    };
  }, [found, at, format, channel]);
}

/** Where this desk stands. */
function momentHere(at: number, format: Pick<ReturnType<typeof useFormat>, "day" | "time">): Moment {
  const [hours = 0, minutes = 0] = format.time(at).split(":").map(Number);
  return { on: format.day(at), minute: hours * 60 + minutes };
}
