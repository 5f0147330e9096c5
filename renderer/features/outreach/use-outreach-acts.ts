/** What is changed of an outreach: each choice is kept at once, with its undo, and shown before it is written. */
import { useState } from "react";
import { useLocation } from "wouter";
import { useAct } from "../../acts/use-acts.ts";
import type { Row } from "../../db/database.ts";
import { edit, type Patch, remove } from "../../db/write/changes.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { nameOf } from "./outreach-words.ts";

export interface OutreachActs {
  readonly change: (patch: Patch<"outreach">) => Promise<boolean>;
  readonly end: () => Promise<void>;
  readonly reopen: () => Promise<void>;
  readonly discardForGood: () => Promise<void>;
}

/** Of one step of an outreach. */
export interface StepProps {
  readonly row: Row<"outreach">;
  readonly acts: OutreachActs;
  /** Its lists are made: the group stands still. */
  readonly isFixed: boolean;
}

/** Whole values: of the others a part is changed, and nothing follows from it in the form. */
const AHEAD = [
  "name",
  "goal",
  "purpose",
  "channels",
  "quietDays",
  "perHousehold",
  "resultDays",
  "heldBack",
  "wished",
  "calling",
  "questions",
] as const satisfies readonly (keyof Patch<"outreach">)[];
type Ahead = Partial<Pick<Patch<"outreach">, (typeof AHEAD)[number]>>;

const aheadOf = (patch: Patch<"outreach">): Ahead =>
  Object.fromEntries(AHEAD.flatMap((field) => (patch[field] === undefined ? [] : [[field, patch[field]]])));

/** The row as it will stand: what is chosen next builds on it, however soon it comes. */
function withAhead(row: Row<"outreach">, ahead: Ahead): Row<"outreach"> {
  const changed = Object.entries(ahead).map(([field, value]) => [field, value ?? undefined]);
  return { ...row, ...Object.fromEntries(changed) } as Row<"outreach">; // a patch has the row's own values, and null for none
}

/** @returns the row as its steps show it too */
export function useOutreachActs(row: Row<"outreach">): {
  readonly acts: OutreachActs;
  readonly shown: Row<"outreach">;
} {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { clock } = useServices();
  const [, navigate] = useLocation();
  const [ahead, setAhead] = useState<Ahead>({});
  const shown = withAhead(row, ahead);
  const name = nameOf(shown, t);
  const acts: OutreachActs = {
    async change(patch) {
      const own = aheadOf(patch);
      setAhead((before) => ({ ...before, ...own }));
      const isKept = await act({
        command: "outreach.edit",
        changes: [edit("outreach", row.id, patch)],
        said: { id: "outreach.did-edit" },
        quiet: true,
      });
      // what was chosen since stays
      setAhead((now) =>
        Object.fromEntries(
          AHEAD.flatMap((field) => (field in now && now[field] !== own[field] ? [[field, now[field]]] : [])),
        ),
      );
      return isKept;
    },
    async end() {
      await act({
        command: "outreach.end",
        changes: [edit("outreach", row.id, { endedOn: format.day(clock.now()) })],
        said: { id: "outreach.did-end", values: { outreach: name } },
      });
    },
    async reopen() {
      await act({
        command: "outreach.reopen",
        changes: [edit("outreach", row.id, { endedOn: null })],
        said: { id: "outreach.did-reopen", values: { outreach: name } },
      });
    },
    async discardForGood() {
      const isGone = await act({
        command: "outreach.delete",
        changes: [remove("outreach", row.id)],
        said: { id: "outreach.did-delete", values: { outreach: name } },
      });
      if (isGone) navigate("/outreach");
    },
  };
  return { acts, shown };
}
