/** The commands of a call list. Digits and letters act where no field has the focus, and not where they are off. */

import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { CallQuestion } from "#shared/model/outreach/outreach.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { outcomeKeysOf, outcomeWord } from "./outcomes.ts";
import type { Calling } from "./use-calling.ts";
import type { Undealt } from "./use-undealt.ts";

export interface CallCommandsOn {
  readonly channel: ContactChannel;
  readonly singleKeys: boolean;
  readonly calling: () => Calling;
  /** Somebody is in hand of whom may be said what came of it. */
  readonly isOpen: () => boolean;
  /** Whoever is in hand is not of this desk: a key that says what came of it is answered with why not. */
  readonly isElsewhere: () => boolean;
  /** The question that is asked now, after she was reached. */
  readonly question: () => CallQuestion | undefined;
  readonly onNote: () => void;
  readonly onLater: () => void;
  /** Null where the number is not shown. */
  readonly onNumber: (() => void) | null;
  /** Null where no list is dealt out. */
  readonly dealing: (() => Undealt | null) | null;
  /** Null where nothing is copied. */
  readonly onCopy: (() => void) | null;
}

/** Where Enter and the arrows are nobody else's: a button or a list that has the focus takes them itself. */
const isFree = (pressed: EventTarget | null): boolean =>
  !(pressed instanceof Element && pressed.closest("button, a, [role=listbox], [role=menu], select") !== null);

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export function callCommands(on: CallCommandsOn): readonly DeskCommand[] {
  const section = "reader" as const;
  const keyed = (key: string): Pick<DeskCommand, "keys"> => (on.singleKeys ? { keys: [key] } : {});
  const isAsking = (): boolean => on.question() !== undefined;
  return [
    // a question that is asked takes the digits
    ...DIGITS.map(
      (digit): DeskCommand => ({
        id: `calls.answer-${digit}`,
        label: "calls.answer-key",
        values: { digit },
        section,
        ...keyed(digit),
        enabled: () => (digit === "0" ? isAsking() : on.question()?.answers[Number(digit) - 1] !== undefined),
        run: () => {
          const question = on.question();
          if (question !== undefined)
            on.calling().answer(question.key, question.answers[Number(digit) - 1]?.key ?? null);
        },
      }),
    ),
    ...outcomeKeysOf(on.channel).map(
      ({ outcome, key }): DeskCommand => ({
        id: `calls.${outcome}`,
        label: outcomeWord(outcome),
        section,
        ...keyed(key),
        enabled: () => (on.isOpen() && !isAsking()) || on.isElsewhere(),
        run: () => on.calling().choose(outcome),
      }),
    ),
    { id: "calls.note", label: "calls.note", section, ...keyed("N"), enabled: on.isOpen, run: on.onNote },
    { id: "calls.later", label: "calls.later", section, ...keyed("H"), enabled: on.isOpen, run: on.onLater },
    ...(on.onNumber === null
      ? []
      : [
          {
            id: "calls.number",
            label: "calls.show-number" as const,
            section,
            ...keyed("V"),
            enabled: on.isOpen,
            run: on.onNumber,
          },
        ]),
    ...(on.onCopy === null
      ? []
      : [
          {
            id: "calls.copy",
            label: "calls.copy" as const,
            section,
            ...keyed("C"),
            enabled: on.isOpen,
            run: on.onCopy,
          },
        ]),
    ...dealingCommands(on, keyed),
    { id: "calls.undo", label: "calls.undo", section, ...keyed("U"), run: () => on.calling().undo() },
    {
      id: "calls.back",
      label: "calls.back",
      section,
      keys: ["Esc"],
      enabled: () => on.calling().draft.outcome !== null,
      run: () => on.calling().back(),
    },
    {
      id: "calls.previous",
      label: "calls.previous",
      section,
      keys: ["↑"],
      isAt: isFree,
      run: () => on.calling().step(-1),
    },
    {
      id: "calls.following",
      label: "calls.following",
      section,
      keys: ["↓"],
      isAt: isFree,
      run: () => on.calling().step(1),
    },
    { id: "calls.next", label: "calls.next", section, keys: ["Enter"], isAt: isFree, run: () => on.calling().next() },
  ];
}

function dealingCommands(
  { dealing }: Pick<CallCommandsOn, "dealing">,
  keyed: (key: string) => Pick<DeskCommand, "keys">,
): readonly DeskCommand[] {
  if (dealing === null) return [];
  const section = "reader" as const;
  const enabled = (): boolean => (dealing()?.free.length ?? 0) > 0;
  return [
    {
      id: "calls.take-all",
      label: "calls.take-all",
      section,
      ...keyed("T"),
      enabled,
      run: () => dealing()?.takeAll(),
    },
    {
      id: "calls.deal",
      label: "calls.deal",
      section,
      ...keyed("D"),
      enabled: () => (dealing()?.toDeal.length ?? 0) > 0,
      run: () => dealing()?.setOpen(true),
    },
  ];
}
