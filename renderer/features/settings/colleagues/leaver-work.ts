/** What a colleague who leaves is responsible for 关系交接, and what is written when others take it over. */
import { useLiveQuery } from "dexie-react-hooks";
import { dueDay, forwardedStep, OPEN_STATUSES, responsibleStaff } from "#shared/model/feedback.ts";
import type { DeskDb } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { type Masked, masked } from "../../../db/masked.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";

export type LeaverItem =
  /** With the plan to keep in touch, where there is one. */
  | { readonly tag: "reader"; readonly id: string; readonly row: Masked<"reader"> }
  | { readonly tag: "task"; readonly id: string; readonly row: Masked<"task"> }
  | { readonly tag: "opinion"; readonly id: string; readonly row: Masked<"feedback"> };

const isThere = ({ gone }: { readonly gone?: 1 }): boolean => gone !== 1;

export async function readLeaverWork(db: DeskDb, staff: string): Promise<readonly LeaverItem[]> {
  const [readers, tasks, opinions] = await Promise.all([
    db.reader.where("owner").equals(staff).toArray(),
    db.task.where("[assignee+todo]").between([staff], [staff, []]).toArray(),
    rowsWith(db.feedback, "status", [...OPEN_STATUSES, "answered"]),
  ]);
  return [
    ...readers
      .filter((row) => isThere(row) && row.as === undefined)
      .map((row): LeaverItem => ({ tag: "reader", id: row.id, row: masked("reader", row) })),
    ...tasks.filter(isThere).map((row): LeaverItem => ({ tag: "task", id: row.id, row: masked("task", row) })),
    ...opinions
      .filter((row) => isThere(row) && responsibleStaff(row) === staff)
      .toSorted((a, b) => (dueDay(a) ?? "9").localeCompare(dueDay(b) ?? "9"))
      .map((row): LeaverItem => ({ tag: "opinion", id: row.id, row: masked("feedback", row) })),
  ];
}

/** Of a colleague who has left already; nothing where none is asked for. */
export function useWorkLeft(staff: string | undefined): readonly LeaverItem[] {
  const { db } = useServices();
  return useLiveQuery(
    async () => (staff === undefined ? NOTHING : await readLeaverWork(db, staff)),
    [db, staff],
    NOTHING,
  );
}

const NOTHING: readonly LeaverItem[] = [];

interface Act {
  readonly at: number;
  readonly by: string | undefined;
}

/** To each the colleague who was chosen; what has none stays where it is. */
export const leaverChanges = (
  items: readonly (readonly [item: LeaverItem, to: string | undefined])[],
  act: Act,
): readonly Change[] => items.flatMap(([item, to]) => (to === undefined ? [] : [given(item, to, act)]));

/** Whoever leaves answers for nothing any more: a task counts as accepted, and can be returned as any other. */
function given(item: LeaverItem, to: string, { at, by }: Act): Change {
  const step = { at, ...(by !== undefined && { by }), to };
  switch (item.tag) {
    case "reader":
      return edit("reader", item.id, { owner: to });
    case "task":
      return edit("task", item.id, { assignee: to, accepted: "accepted" });
    case "opinion":
      return edit("feedback", item.id, {
        owner: to,
        // a first owner means that it is accepted
        ...(item.row.owner === undefined && item.row.status === "registered"
          ? { status: "accepted", steps: { accepted: step } }
          : { steps: { [forwardedStep(at)]: step } }),
      });
  }
}
