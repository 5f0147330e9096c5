/** A call list as this desk sees it now: whose turn it is, and who is in another desk's part. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type Callee, inTurn, type Turn, turnOf } from "#shared/outreach/call-queue.ts";
import { isCallingTime, type Moment, nextCallingTime } from "#shared/outreach/calling-time.ts";
import { type Computers, readComputers } from "../../../db/exchange/computers.ts";
import { type CallList, callListOf, type DrawnCalls, readDrawnCalls } from "../../../db/lists/call-list.ts";
import { readStops } from "../../../db/lists/callee.ts";
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
  const key = `${id} ${channel}`;
  const found = useLiveQuery(async () => {
    const [drawn, computers] = await Promise.all([readDrawnCalls(db, id, channel), readComputers(db)]);
    return { of: key, drawn, computers };
  }, [db, key, id, channel]);
  // another list's answer, while this one's is on its way, would put its people in hand here
  const here = found?.of === key ? found : undefined;
  const stopped = useStops(key, here?.drawn, channel, today);
  return useMemo(() => {
    if (here === undefined) return undefined;
    const { drawn, computers } = here;
    if (drawn === null) return null;
    if (stopped?.of !== key) return undefined;
    const list = callListOf(drawn, stopped.stops);
    const now = momentHere(at, format);
    const asking = queueAskedAt(list, computers, now, format.day);
    const { calling } = list.outreach;
    // what is written disturbs nobody at any hour
    const isOpen = channel !== "phone" || isCallingTime(calling, now);
    return {
      ...list,
      computers,
      now,
      turnOf: (callee) => turnOf(callee, asking),
      queue: inTurn(
        list.callees.filter(({ reader }) => !list.stops.has(reader)),
        asking,
      ),
      closedUntil: isOpen ? undefined : (nextCallingTime(calling, now) ?? null),
    };
  }, [key, here, stopped, at, format, channel]);
}

/** Asked anew when something of its readers changes, and not by each call that is written. */
function useStops(
  key: string,
  drawn: DrawnCalls | null | undefined,
  channel: ContactChannel,
  today: string,
): { readonly of: string; readonly stops: CallList["stops"] } | undefined {
  const { db } = useServices();
  const place = useHousePlace();
  const told = drawn?.told;
  const readers = useMemo(() => told && [...new Set(told.map(({ reader }) => reader))].join(), [told]);
  const { goal, purpose } = drawn?.outreach ?? {};
  return useLiveQuery(async () => {
    if (readers === undefined) return undefined;
    const outreach = { ...(goal !== undefined && { goal }), ...(purpose !== undefined && { purpose }) };
    const asked = { channel, outreach, today, place };
    return { of: key, stops: await readStops(db, readers === "" ? [] : readers.split(","), asked) };
  }, [db, key, readers, channel, goal, purpose, today, place]);
}

/** Where this desk stands. */
function momentHere(at: number, format: Pick<ReturnType<typeof useFormat>, "day" | "time">): Moment {
  const [hours = 0, minutes = 0] = format.time(at).split(":").map(Number);
  return { on: format.day(at), minute: hours * 60 + minutes };
}
