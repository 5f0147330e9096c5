/** A step of a record's history as a person reads it. */
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { REFRESH_AUTHOR } from "#shared/model/settings/refresh-lists.ts";
import { ALIAS, DELETED } from "#shared/replication/rows/entry.ts";
import type { HistoryStep } from "#shared/replication/rows/history.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import { RULES_AUTHOR } from "#shared/rules/rule.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { cellName, cellValue, isMasked, namedReaders } from "../../words/record-words.ts";
import type { Words } from "../../words/words.ts";

export interface ShownCell {
  readonly cell: string;
  readonly name: string;
  readonly value: string;
  /** The value is what a person is called. */
  readonly isName: boolean;
  readonly isMasked: boolean;
}

const NAMES: ReadonlySet<string> = new Set(["name", "preferredName", "formerNames"]);

/** What kind of act it was, where that says more than the fields. */
export function actOf(step: HistoryStep): MessageId | null {
  if (step.back !== null) return step.back === "undo" ? "history.undo" : "history.redo";
  if (DELETED in step.cells && step.cells[DELETED] === true)
    return step.staff === RULES_AUTHOR ? "history.withdrawn" : "history.deleted";
  if (ALIAS in step.cells) return step.cells[ALIAS] === null ? "history.parted" : "history.merged";
  if (step.batchId !== null) return "history.imported";
  return step.command === "conflict.decide" ? "history.decided" : null;
}

/** Marks of the program beside the fields: the step itself says that it was an import. */
const NOT_SHOWN = /^(?:\.|imports\/)/;

/** The readers whom any of the steps names, each once. */
export const readersNamed = (kind: Kind, steps: readonly HistoryStep[]): readonly string[] => [
  ...new Set(
    steps.flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([cell, value]) => namedReaders(kind, cellPlace(kind, cell), value)),
    ),
  ),
];

/** The cells that are fields, in the order of their names. */
export function shownCells(kind: Kind, step: HistoryStep, words: Words): readonly ShownCell[] {
  return Object.entries(step.cells)
    .filter(([cell]) => !NOT_SHOWN.test(cell))
    .map(([cell, value]) => {
      const place = cellPlace(kind, cell);
      // masked already where the worker handed it out
      return {
        cell,
        name: cellName(kind, place, words),
        value: cellValue(kind, place.field, value, true, words),
        isName: (kind === "reader" || kind === "staff") && NAMES.has(place.field),
        isMasked: isMasked(kind, place.field),
      };
    })
    .sort((a, b) => words.format.compare(a.name, b.name));
}

/** Who, from which computer, and when. */
export const whoAndWhere = (
  { staff, hlc, stream }: HistoryStep,
  devices: Readonly<Record<string, string>>,
  { t, format, house }: Words,
  now: number,
): string =>
  [
    staff === REFRESH_AUTHOR
      ? t("history.by-refresh")
      : staff === RULES_AUTHOR
        ? t("history.by-rules")
        : house.staff.get(staff),
    devices[stream],
    format.moment(hlcToMs(hlc), now),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
