/** What is done about one reader of the list: each is one act with one undo. */
import type { Reader } from "#shared/model/reader.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { CareRow } from "../../../db/lists/readers-in-care.ts";
import { edit } from "../../../db/write/changes.ts";
import { finishTasks } from "../../../db/write/task-form.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat } from "../../../i18n/use-t.ts";

export interface MadeCard {
  readonly card: string;
  readonly expiresOn: string | undefined;
}

export function useCareActs() {
  const act = useAct();
  const format = useFormat();
  const { clock } = useServices();
  const { staff } = useDeviceSettings();
  const today = (): string => format.day(clock.now());
  const whoOf = ({ name }: Pick<CareRow, "name">) => maskName(name);
  /** With a card or a no the step that was to lead there is done. */
  const endStep = ({ step }: Pick<CareRow, "step">) =>
    step === undefined ? [] : finishTasks([step.id], clock.now(), staff);
  return {
    later: (row: CareRow, day: string) =>
      act({
        command: "reader.contact-later",
        changes: [edit("reader", row.id, { contactFrom: day })],
        said: { id: "today.did-contact-later", values: { who: whoOf(row), day: format.shownDay(day) } },
      }),
    /** @param colleague as said */
    handOver: (row: CareRow, owner: string | null, colleague: string) =>
      act({
        command: "reader.edit",
        changes: [edit("reader", row.id, { owner })],
        said: {
          id: owner === null ? "care.did-no-owner" : "care.did-owner",
          values: { who: whoOf(row), colleague },
        },
      }),
    finishStep: (row: CareRow) =>
      act({
        command: "task.done",
        changes: endStep(row),
        said: { id: "care.did-done", values: { who: whoOf(row) } },
      }),
    makeCard: (row: Pick<CareRow, "id" | "name" | "step">, { card, expiresOn }: MadeCard) =>
      act({
        command: "reader.edit",
        changes: [
          edit("reader", row.id, { card, enrolledOn: today(), ...(expiresOn !== undefined && { expiresOn }) }),
          ...endStep(row),
        ],
        said: { id: "care.did-card", values: { who: whoOf(row) } },
      }),
    /** @param named the reason as said */
    wantsNone: (row: CareRow, reason: NonNullable<Reader["leaving"]>["reason"], named: string) =>
      act({
        command: "reader.edit",
        changes: [edit("reader", row.id, { leaving: { reason, on: today() } }), ...endStep(row)],
        said: { id: "care.did-no", values: { who: whoOf(row), reason: named } },
      }),
  };
}
