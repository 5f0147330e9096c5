/** A call list as a desk's screen puts it together. */
import type { Where } from "#shared/model/consent/may-contact.ts";
import type { DeskDb } from "../../renderer/db/database.ts";
import { type CallList, callListOf, readDrawnCalls } from "../../renderer/db/lists/call-list.ts";
import { readStops } from "../../renderer/db/lists/callee.ts";

/** @param where of consent; absent where nobody is asked for hers */
export async function readCallList(db: DeskDb, id: string, where?: Where): Promise<CallList> {
  const drawn = await readDrawnCalls(db, id, "phone");
  if (drawn === null) throw new Error(`there is no list ${id}`);
  const { told, outreach } = drawn;
  const readers = told.map(({ reader }) => reader);
  const stops = where === undefined ? [] : await readStops(db, readers, { channel: "phone", outreach, ...where });
  return callListOf(drawn, new Map(stops));
}
