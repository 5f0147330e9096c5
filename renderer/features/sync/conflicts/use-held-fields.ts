/**
 * Holding Ctrl+I shows the protected values of a record in conflict, eight seconds at most. The look is
 * recorded before anything is shown; letting go or leaving the window hides it again.
 */
import { useEffect, useRef, useState } from "react";
import type { Kind } from "#shared/model/kinds.ts";
import { useDeviceSettings } from "../../../db/device-settings.ts";
import { type Look, reveal } from "../../../db/masked.ts";
import { useServices } from "../../../db/services.ts";
import { isIme } from "../../../ui/keyboard.ts";

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
  useEffect(() => {
    let isHeld = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const release = (): void => {
      isHeld = false;
      clearTimeout(timer);
      setShown(null);
    };
    const hold = async (): Promise<void> => {
      const wanted = now.current;
      if (!hasLooks(wanted.kind) || wanted.fields.length === 0) return;
      isHeld = true;
      const look = await reveal(wanted.services, wanted.staff, { kind: wanted.kind, id: wanted.id, fields: wanted.fields });
      if (!isHeld || look === undefined) return;
      setShown(wanted.id);
      timer = setTimeout(release, SHOWN_AT_MOST_MS);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event) || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== "KeyI") return;
      event.preventDefault();
      if (!event.repeat && !isHeld) void hold();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code === "KeyI" || event.key === "Control" || event.key === "Meta") release();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", release);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", release);
      release();
    };
  }, []);
  return shown === id;
}
