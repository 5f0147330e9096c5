/**
 * Holding Ctrl+I, or the phone number, shows the reader's phones for as long as it is held and eight
 * seconds at most. The look is recorded first; nothing stays on the screen when the key is let go.
 */
import { useCallback, useRef, useState } from "react";
import { reveal } from "../../../db/masked.ts";
import { useServices } from "../../../db/services.ts";
import { useHeldChord } from "../../../ui/use-held-chord.ts";
import { useDeskDeps } from "../desk-context.ts";

const SHOWN_AT_MOST_MS = 8000;

export interface Revealed {
  readonly phones: readonly string[] | null;
  readonly hold: () => void;
  readonly release: () => void;
}

export function useReveal(reader: string): Revealed {
  const services = useServices();
  const { place } = useDeskDeps();
  const [shown, setShown] = useState<{ readonly reader: string; readonly phones: readonly string[] } | null>(null);
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const release = useCallback(() => {
    held.current = false;
    clearTimeout(timer.current);
    setShown(null);
  }, []);

  const hold = useCallback(() => {
    if (held.current) return;
    held.current = true;
    void reveal(services, place().staff, { kind: "reader", id: reader, fields: ["phones"] }).then((values) => {
      if (!held.current || values === undefined) return;
      const phones = Array.isArray(values.phones) ? values.phones.map(String) : [];
      setShown({ reader, phones });
      timer.current = setTimeout(release, SHOWN_AT_MOST_MS);
    });
  }, [services, place, reader, release]);

  useHeldChord("KeyI", hold, release);

  return { phones: shown?.reader === reader ? shown.phones : null, hold, release };
}
