/** A write as a person is told of it: who, on which computer where that is not said beside it, and when. */
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import type { Words } from "../../../words/words.ts";

export const whoWhereWhen = (
  [stream, , hlc, staff]: Stamp,
  { house, format }: Words,
  now: number,
  deviceName?: (stream: string) => string,
): string =>
  [deviceName?.(stream), house.staff.get(staff), format.moment(hlcToMs(hlc), now)].filter(Boolean).join(" · ");
