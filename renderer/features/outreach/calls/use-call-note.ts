/**
 * The note of the call in hand, kept as it is typed: whoever leaves it for another person, screen or day has it back when
 * she is in hand again.
 */
import { useLayoutEffect, useRef, useState } from "react";
import { type CallNoteOf, keepCallNote, readCallNote } from "../../../db/lists/call-notes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";

/** One time that somebody is in hand. */
interface Visit {
  readonly of: object;
  text: string;
  /** Done when what was kept of last time stands in the text. */
  isRead: Promise<void>;
}

export interface CallNote {
  readonly text: string;
  readonly write: (text: string) => void;
  /** With what was kept of last time, though it was not drawn yet: it goes with a call that is written at once. */
  readonly whole: () => Promise<string>;
  /** @param text "" once the call is written; its words again when that was taken back */
  readonly keep: (of: Omit<CallNoteOf, "by">, text: string) => Promise<unknown>;
}

/** @param place a new one whenever somebody is brought, be it the same person again */
export function useCallNote(
  place: { readonly id: string | undefined },
  callee: { readonly id: string; readonly reader: string } | undefined,
): CallNote {
  const { db } = useServices();
  const { staff: by } = useDeviceSettings();
  const [shown, setShown] = useState<{ readonly of: object; readonly text: string } | null>(null);
  const visit = useRef<Visit>({ of: place, text: "", isRead: Promise.resolve() });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    const now: Visit = { of: place, text: "", isRead: Promise.resolve() };
    visit.current = now;
    const { id: recipient } = place;
    if (recipient === undefined) return;
    let isHere = true;
    now.isRead = readCallNote(db, { recipient, by }).then((kept) => {
      if (kept === "") return;
      // typed meanwhile: behind what was there, and not over it
      now.text = now.text === "" ? kept : `${kept.trimEnd()} ${now.text}`;
      if (isHere) setShown({ of: place, text: now.text });
    });
    return () => {
      isHere = false;
      setShown(null);
    };
  }, [db, by, place]);
  return {
    text: shown?.of === place ? shown.text : "",
    write: (text) => {
      // what was typed into her field is not the next one's
      if (visit.current.of !== place) return;
      visit.current.text = text;
      setShown({ of: place, text });
      if (callee !== undefined) void keepCallNote(db, { recipient: callee.id, reader: callee.reader, by }, text);
    },
    whole: async () => {
      const { current } = visit;
      await current.isRead;
      return current.text;
    },
    keep: (of, text) => keepCallNote(db, { ...of, by }, text),
  };
}
