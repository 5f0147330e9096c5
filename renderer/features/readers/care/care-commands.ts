/** The list's commands for the reader under the cursor. Letters act only while it has the focus, and not where they are off. */
import type { CareView } from "../../../db/lists/readers-in-care.ts";
import type { DeskCommand } from "../../../platform/command.ts";

export const CARE_ACTS = ["contact", "later", "plan", "owner", "step", "done", "card", "no"] as const;
export type CareAct = (typeof CARE_ACTS)[number];

export const CARE_KEYS: Readonly<Record<CareAct, string>> = {
  contact: "C",
  later: "H",
  plan: "P",
  owner: "A",
  step: "N",
  done: "E",
  card: "K",
  no: "D",
};

/** In the order of the hints. */
export const ACTS_OF: Readonly<Record<CareView, readonly CareAct[]>> = {
  owned: ["contact", "later", "plan", "step", "done", "owner"],
  potential: ["step", "done", "contact", "card", "no", "owner"],
};

interface CareCommandsOn {
  readonly view: CareView;
  readonly singleKeys: boolean;
  readonly isInList: (pressed: EventTarget | null) => boolean;
  readonly can: (act: CareAct) => boolean;
  readonly begin: (act: CareAct) => void;
}

export const careCommands = (on: CareCommandsOn): readonly DeskCommand[] =>
  ACTS_OF[on.view].map((act) => ({
    id: `care.${act}`,
    label: `care.act-${act}`,
    section: "reader",
    ...(on.singleKeys && { keys: [CARE_KEYS[act]] }),
    isAt: on.isInList,
    enabled: () => on.can(act),
    run: () => on.begin(act),
  }));
