/** What is changed of an outreach: each choice is kept at once, with its undo. */
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

export function useOutreachActs(row: Row<"outreach">): OutreachActs {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { clock } = useServices();
  const [, navigate] = useLocation();
  const name = nameOf(row, t);
  return {
    change: (patch) =>
      act({
        command: "outreach.edit",
        changes: [edit("outreach", row.id, patch)],
        said: { id: "outreach.did-edit" },
        quiet: true,
      }),
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
}
