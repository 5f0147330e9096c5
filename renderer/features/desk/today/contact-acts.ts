/** What a colleague does about a reader whose turn has come: reached, not answered, declined, or later. Each is one act. */
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Interaction } from "#shared/model/interaction.ts";
import type { ContactDue } from "../../../db/lists/contacts-due.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";
import { given } from "../../../db/write/log-changes.ts";
import type { Said } from "../../../i18n/message-id.ts";
import { useDeskActions, useDeskDeps } from "../desk-context.ts";

/** In the order of their keys. */
export const CONTACT_ACTS = ["reached", "missed", "declined", "later"] as const;
export type ContactAct = (typeof CONTACT_ACTS)[number];

/** Each tells whether it was written. */
export function useContactActs(): Readonly<Record<ContactAct, (item: ContactDue) => Promise<boolean>>> {
  const deps = useDeskDeps();
  const actions = useDeskActions();
  const run = async (command: string, { id }: ContactDue, changes: readonly Change[], said: Said): Promise<boolean> =>
    (await deps.acts.run({ command, changes, said, onUndo: actions.undoing, options: { whose: [id] } })) !== null;
  const record = ({ id, channel }: ContactDue, more: Pick<Interaction, "outcome" | "contactResult"> = {}): Change => {
    const { desk, branch, staff } = deps.place();
    const at = deps.services.clock.now();
    // the way a reader asked for is how she was spoken to, unless somebody corrects the record
    const values = given({
      desk,
      branch,
      staff,
      at,
      reader: id,
      purpose: "other",
      channel: channel ?? ("phone" as const),
      direction: "out" as const,
      ...more,
    });
    return create("interaction", uuidV7(at, deps.services.random), values);
  };
  return {
    reached: (item) =>
      run("interaction.contact", item, [record(item)], { id: "desk.contact-logged", values: { who: item.who } }),
    missed: (item) =>
      run("interaction.missed", item, [record(item, { outcome: "not-answered" })], {
        id: "today.did-missed",
        values: { who: item.who },
      }),
    declined: (item) =>
      run(
        "interaction.declined",
        item,
        [record(item, { contactResult: "declined-regular" }), edit("reader", item.id, { keepInTouchDays: null })],
        { id: "today.did-decline", values: { who: item.who } },
      ),
    later: async (item) => {
      const day = await readNextOpenDay(deps);
      return run("reader.contact-later", item, [edit("reader", item.id, { contactFrom: day })], {
        id: "today.did-contact-later",
        values: { who: item.who, day: deps.format().shownDay(day) },
      });
    },
  };
}

/** Of the branch at which this desk stands. @param day that it comes after, where that is not over */
export async function readNextOpenDay(deps: ReturnType<typeof useDeskDeps>, day = ""): Promise<string> {
  const { db, clock } = deps.services;
  const { branch } = deps.place();
  const calendar = branch === undefined ? undefined : await db.branch.get(branch);
  const today = deps.format().day(clock.now());
  return nextOpenDay(calendar ?? {}, day > today ? day : today);
}
