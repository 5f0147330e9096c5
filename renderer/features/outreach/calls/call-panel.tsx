/**
 * The keys of a call and the panel under it: what came of it, or until when it is put off. The call list and her own page
 * have the same.
 */
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { CallQuestion } from "#shared/model/outreach/outreach.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { callCommands } from "./call-commands.ts";
import { CallOutcomes } from "./call-outcomes.tsx";
import { LaterLine } from "./later-line.tsx";
import type { CallListView } from "./use-call-list.ts";
import type { Calling } from "./use-calling.ts";
import type { Undealt } from "./use-undealt.ts";

interface CallKeysOn {
  readonly list: CallListView;
  readonly channel: ContactChannel;
  readonly calling: Calling;
  /** Of whoever is in hand may be said what came of it. */
  readonly isOpen: boolean;
  /** Null where the number is not shown. */
  readonly onNumber: (() => void) | null;
  /** Null where no list is dealt out. */
  readonly dealing: Undealt | null;
  /** Null where nothing is copied. */
  readonly onCopy: (() => void) | null;
}

export interface CallKeys {
  readonly question: CallQuestion | undefined;
  readonly noteLine: RefObject<HTMLInputElement | null>;
  readonly isPuttingOff: boolean;
  readonly setPuttingOff: (is: boolean) => void;
}

export function useCallKeys(on: CallKeysOn): CallKeys {
  const { list, channel, calling } = on;
  const { singleKeys = true } = useDeviceSettings();
  const noteLine = useRef<HTMLInputElement>(null);
  /** Who is put off: whoever is in hand after her is not. */
  const [puttingOff, setPuttingOff] = useState<string | null>(null);
  const { inHand, draft } = calling;
  const question = draft.outcome === "reached" ? (list.outreach.questions ?? [])[draft.asked] : undefined;
  const latest = useRef({ ...on, question });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { ...on, question };
  });
  const setHere = (is: boolean): void => setPuttingOff(is ? (latest.current.calling.inHand?.id ?? null) : null);
  const [hasNumber, hasDealing, hasCopy] = [on.onNumber !== null, on.dealing !== null, on.onCopy !== null];
  useScreenCommands(
    useMemo(
      () =>
        callCommands({
          channel,
          singleKeys,
          calling: () => latest.current.calling,
          isOpen: () => latest.current.isOpen,
          isElsewhere: () => latest.current.calling.isElsewhere,
          question: () => latest.current.question,
          onNote: () => noteLine.current?.focus(),
          onLater: () => setPuttingOff(latest.current.calling.inHand?.id ?? null),
          onNumber: hasNumber ? () => latest.current.onNumber?.() : null,
          dealing: hasDealing ? () => latest.current.dealing : null,
          onCopy: hasCopy ? () => latest.current.onCopy?.() : null,
        }),
      [channel, singleKeys, hasNumber, hasDealing, hasCopy],
    ),
  );
  return {
    question,
    noteLine,
    isPuttingOff: puttingOff !== null && puttingOff === inHand?.id,
    setPuttingOff: setHere,
  };
}

interface CallPanelProps extends Pick<CallKeysOn, "list" | "channel" | "calling" | "isOpen" | "onCopy"> {
  readonly keys: CallKeys;
  /** The keyboard goes back to where the keys are. */
  readonly onDone: () => void;
}

export function CallPanel({ list, channel, calling, isOpen, onCopy, keys, onDone }: CallPanelProps) {
  const { question, noteLine, isPuttingOff, setPuttingOff } = keys;
  if (isPuttingOff)
    return (
      <LaterLine
        now={list.now}
        onLater={(later) => {
          setPuttingOff(false);
          calling.putOff(later);
        }}
        onClose={() => {
          setPuttingOff(false);
          onDone();
        }}
      />
    );
  return (
    <CallOutcomes
      calling={calling}
      channel={channel}
      question={question}
      questions={list.outreach.questions ?? []}
      isOpen={isOpen}
      noteLine={noteLine}
      onLater={() => setPuttingOff(true)}
      onCopy={onCopy}
      onDone={onDone}
    />
  );
}
