/**
 * Holding Ctrl+I shows the protected values of a record in conflict, eight seconds at most. The look is
 * recorded before anything is shown; letting go or leaving the window hides it again.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Kind } from "#shared/model/kinds.ts";
import { useDeviceSettings } from "../../../db/device-settings.ts";
import { type Look, reveal } from "../../../db/masked.ts";
import { useServices } from "../../../db/services.ts";
import { useHeldChord } from "../../../ui/use-held-chord.ts";

const SHOWN_AT_MOST_MS = 8000;

const hasLooks = (kind: Kind): kind is Look["kind"] => kind === "reader" || kind === "feedback" || kind === "interaction" || kind === "task";

/** @param fields protected ones; empty: nothing to show */
export function useHeldFields(kind: Kind, id: string, fields: readonly string[]): boolean {
  const services = useServices();
  const { staff } = useDeviceSettings();
  const [shown, setShown] = useState<string | null>(null);
  const now = useRef({ services, staff, kind, id, fields });
  useEffect(() => {
    now.current = { services, staff, kind, id, fields };
  });
  const held = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = useCallback(() => {
    held.current = false;
    clearTimeout(timer.current);
    setShown(null);
  }, []);
  const hold = useCallback(() => {
    const wanted = now.current;
    if (held.current || !hasLooks(wanted.kind) || wanted.fields.length === 0) return;
    held.current = true;
    void reveal(wanted.services, wanted.staff, { kind: wanted.kind, id: wanted.id, fields: wanted.fields }).then((look) => {
      if (!held.current || look === undefined) return;
      setShown(wanted.id);
      timer.current = setTimeout(release, SHOWN_AT_MOST_MS);
    });
  }, [release]);
  useHeldChord("KeyI", hold, release);
  return shown === id;
}
