/** One change for many readers: what is written for each, and nothing for who is so already. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Row } from "../../db/database.ts";
import type { Change } from "../../db/write/changes.ts";
import { edit } from "../../db/write/changes.ts";
import { createTask, NEW_TASK } from "../../db/write/task-form.ts";
import type { BatchAct } from "../../platform/worker/segments-api.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";

export function batchChange(
  act: BatchAct,
  row: Row<"reader">,
  staff: string,
  { clock, random }: Pick<WorkerDeps, "clock" | "random">,
): readonly Change[] {
  const { id, tags = [], owner } = row;
  switch (act.tag) {
    case "add-tag":
    case "remove-tag": {
      const isAdded = act.tag === "add-tag";
      // one cell, so that what a colleague does to other tags stays
      return tags.includes(act.value) === isAdded
        ? []
        : [{ act: "cells", kind: "reader", id, cells: { [`tags/${act.value}`]: isAdded } }];
    }
    case "set-owner":
      return (owner ?? null) === act.owner ? [] : [edit("reader", id, { owner: act.owner })];
    case "set-rhythm":
      return (row.keepInTouchDays ?? null) === act.days ? [] : [edit("reader", id, { keepInTouchDays: act.days })];
    case "set-branch":
      return row.branch === act.branch
        ? []
        : [edit("reader", id, { branch: act.branch, ...(act.closes === row.branch && formerly(row, clock.now())) })];
    case "lists":
      return [];
    case "task":
      return createTask(
        { ...NEW_TASK, text: act.text, due: act.due, assignee: owner ?? act.rest ?? "" },
        {
          id: uuidV7(clock.now(), random),
          about: { kind: "reader", id },
          reader: id,
          staff: staff === "" ? undefined : staff,
        },
      );
  }
}

/** What she did up to now stays where she belonged; moved twice in a day, she was in the first. */
function formerly(
  { branch, formerBranches }: Row<"reader">,
  now: number,
): Pick<Row<"reader">, "formerBranches"> | undefined {
  const today = localDay(now);
  return branch === undefined || formerBranches?.[today] !== undefined
    ? undefined
    : { formerBranches: { [today]: branch } };
}
