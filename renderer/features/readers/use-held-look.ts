/**
 * Holding Ctrl+I shows the reader's protected fields, eight seconds at most. The look is recorded before
 * anything is shown; letting go, leaving the window or the page hides it again.
 */
import { useCallback, useRef, useState } from "react";
import { maskedFields } from "#shared/model/mask-row.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { useHeldChord } from "../../ui/use-held-chord.ts";

const SHOWN_AT_MOST_MS = 8000;

export interface Held {
  /** Plain values by field while the key is held. */
  readonly look: Readonly<Record<string, unknown>> | null;
}

export function useHeldLook(reader: string): Held {
  const services = useServices();
  const { staff } = useDeviceSettings();
  const [shown, setShown] = useState<{ readonly reader: string; readonly look: Readonly<Record<string, unknown>> } | null>(null);
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
    void reveal(services, staff, { kind: "reader", id: reader, fields: maskedFields("reader") }).then((look) => {
      if (!held.current || look === undefined) return;
      setShown({ reader, look });
      timer.current = setTimeout(release, SHOWN_AT_MOST_MS);
    });
  }, [services, staff, reader, release]);

  useHeldChord("KeyI", hold, release);

  return { look: shown?.reader === reader ? shown.look : null };
}
