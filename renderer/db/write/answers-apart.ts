/**
 * Two desks that did not know of each other have answered one opinion. Whoever writes over both answers says beside it
 * who gave the one that stays, and when, and keeps the other with its author: everybody who answered has taken part.
 */
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { comparableValue, isObject, type Json } from "#shared/kernel/json.ts";
import { answeredApartStep } from "#shared/model/feedback.ts";
import type { Op, Stamp, WriteRef } from "#shared/replication/rows/entry.ts";
import { frontierOf, isConflict, shownCell, shownWrites } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow, FrontierWrite } from "#shared/replication/rows/row.ts";

/** One of several answers that nobody has decided between. */
export interface AnswerApart {
  /** Empty where it was taken away. */
  readonly text: string;
  readonly by: string | undefined;
  readonly at: number;
  /** Until somebody decides. */
  readonly isShown: boolean;
}

/** As a step says it: when and by whom. */
type Answered = { readonly at: number } | { readonly at: number; readonly by: string };

const REPLY = "publicReply";
const ANSWERED = "steps/answered";

/** By time, each text once; none where there is one answer, or where it was decided. */
export function answersApart(row: AnyRow): readonly AnswerApart[] {
  const writes = standing(row, REPLY);
  if (!isConflict("feedback", REPLY, writes)) return [];
  const shown = comparableValue(shownCell("feedback", row, REPLY));
  const byText = new Map(inTime(writes).map((write) => [comparableValue(write.v ?? null), write]));
  return inTime([...byText.values()]).map((write) => ({
    by: undefined,
    ...(stepOf(write, row) ?? saidBy(write)),
    text: textOf(write),
    isShown: comparableValue(write.v ?? null) === shown,
  }));
}

/**
 * @param seen the answers that whoever writes has seen; undefined for all
 * @returns the cells, with those that keep who answered where they are written over two answers
 */
export function keepingAuthors(row: AnyRow, cells: Op["cells"], seen?: readonly WriteRef[]): Op["cells"] {
  if (!(REPLY in cells)) return cells;
  const writes = inTime(standing(row, REPLY));
  const isSeen = ({ by: [stream, seq] }: FrontierWrite): boolean =>
    seen === undefined || seen.some(([of, no]) => of === stream && no === seq);
  if (writes.length < 2 || !writes.every(isSeen)) return cells;
  const decided = comparableValue(cells[REPLY] ?? null);
  const answers = writes.map((write) => {
    const step = stepOf(write, row);
    return { text: textOf(write), isKept: comparableValue(write.v ?? null) === decided, step: step ?? saidBy(write) };
  });
  // two that were put right after the closing were no step, and leave the one that was taken
  const isStep = writes.some((write) => stepOf(write, row) !== undefined);
  const answered = cells[ANSWERED] ?? (isStep ? (answers.find(({ isKept }) => isKept) ?? answers[0])?.step : undefined);
  const aside: Record<string, Json> = {};
  for (const { text, isKept, step } of answers) {
    const isAnswer = isKept && comparableValue(step) === comparableValue(answered);
    let { at } = step;
    const there = (cell: string): Json => aside[cell] ?? shownCell("feedback", row, cell);
    const isAside = (): boolean => comparableValue(there(stepCell(at))) === comparableValue(step);
    // a colleague's note may bear the same millisecond
    while (!isAside() && (there(stepCell(at)) ?? there(noteCell(at))) !== null) at++;
    // what is the answer now may have been put aside by an earlier decision
    if (isAnswer && isAside()) Object.assign(aside, { [stepCell(at)]: null, [noteCell(at)]: null });
    if (isAnswer) continue;
    aside[stepCell(at)] = { ...step };
    if (!isKept && text !== "") aside[noteCell(at)] = "by" in step ? { text, by: step.by } : { text };
  }
  return { ...aside, ...(answered !== undefined && { [ANSWERED]: answered }), ...cells };
}

const standing = (row: AnyRow, cell: string): readonly FrontierWrite[] =>
  shownWrites(frontierOf("feedback", row, cell));

const stepCell = (at: number): string => `steps/${answeredApartStep(at)}`;
const noteCell = (at: number): string => `notes/${at}`;

const whose = ({ by, of = by }: FrontierWrite): Stamp => of;

const inTime = (writes: readonly FrontierWrite[]): readonly FrontierWrite[] =>
  writes.toSorted((a, b) => (whose(a)[2] < whose(b)[2] ? -1 : 1));

const textOf = ({ v }: FrontierWrite): string => (typeof v === "string" ? v : "");

function saidBy(write: FrontierWrite): Answered {
  const [, , hlc, staff] = whose(write);
  return staff === "" ? { at: hlcToMs(hlc) } : { at: hlcToMs(hlc), by: staff };
}

/** The step that was taken with an answer, in the same act. */
function stepOf(answer: FrontierWrite, row: AnyRow): Answered | undefined {
  const [stream, seq] = whose(answer);
  const value = standing(row, ANSWERED).find((step) => whose(step)[0] === stream && whose(step)[1] === seq)?.v;
  return isObject(value) ? (value as Answered) : undefined; // parsed by the field's schema
}
