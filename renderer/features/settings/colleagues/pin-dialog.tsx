/** Sets a colleague's PIN, a new one, or takes it away; whoever does it shows the own PIN, where there is one. */
import { useRef, useState } from "react";
import { parsePin } from "#shared/model/colleagues/pin.ts";
import { isPin, makePin } from "../../../acts/staff-pin.ts";
import { useMay } from "../../../acts/use-may.ts";
import type { Row } from "../../../db/database.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { RAW_KEYS } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useSave } from "../use-save.ts";

type Fault = "malformed" | "different" | "own" | "nobody" | "rank";

interface PinDialogProps {
  readonly colleague: Row<"staff">;
  /** Told apart from others of the same name. */
  readonly name: string;
  readonly onClose: () => void;
}

export function PinDialog({ colleague, name, onClose }: PinDialogProps) {
  const t = useT();
  const { db, host, random } = useServices();
  const { staff } = useDeviceSettings();
  const { shared } = useSave();
  const { self: atDesk, mayRule } = useMay();
  const own = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const hasPin = colleague.pin !== undefined;

  /** Null: whoever is at the desk may. */
  const ownFault = async (): Promise<Fault | null> => {
    if (colleague.id !== staff && !mayRule(colleague)) return "rank";
    const self = staff === undefined ? undefined : await db.staff.get(staff);
    // the first PIN of a colleague takes nothing away from anybody
    if (self === undefined) return hasPin ? "nobody" : null;
    if (self.pin === undefined) return null;
    const text = own.current?.value ?? "";
    const typed = parsePin(text);
    if (typed !== undefined && (await isPin(typed, self.pin))) return null;
    // whoever forgot the own one has come in by the library code, and shows that again; a wrong one costs time, none does not
    return typed === undefined && text.trim() !== "" && (await host("session.enter", { staff: self.id, code: text })).ok
      ? null
      : "own";
  };
  const keep = async (pin: string | null): Promise<void> => {
    const refused = await ownFault();
    setFault(refused);
    if (refused !== null) return;
    const stored = pin === null ? null : await makePin(pin, random);
    if (!(await shared("staff.pin", [edit("staff", colleague.id, { pin: stored })]))) return;
    // the host goes by what it was shown: of the own PIN that is now the new one
    if (colleague.id === staff)
      await host("session.enter", {
        staff,
        ...(pin !== null && stored !== null && { pin: { ...stored, typed: pin } }),
      });
    onClose();
  };
  const save = useOnce(async (): Promise<void> => {
    const pin = parsePin(first.current?.value ?? "");
    if (pin === undefined) return setFault("malformed");
    if (pin !== parsePin(again.current?.value ?? "")) return setFault("different");
    await keep(pin);
  });
  const remove = useOnce(() => keep(null));
  // digits that are typed fast, with Enter at their end, are no card here
  const field = { ...RAW_KEYS, type: "password", inputMode: "numeric", autoComplete: "off" } as const;
  return (
    <Dialog
      open
      title={t(hasPin ? "settings.pin-change-of" : "settings.pin-set-of", { name })}
      closeLabel={t("ui.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("settings.pin-save")}
          cancel={t("ui.cancel")}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p className="soft">{t("settings.pin-hint")}</p>
        <Field
          label={t("settings.pin-new")}
          {...((fault === "malformed" || fault === "different") && { error: t(`settings.pin-fault-${fault}`) })}
        >
          {(control) => <TextInput {...control} {...field} ref={first} onEnter={() => again.current?.focus()} />}
        </Field>
        <Field label={t("settings.pin-again")}>
          {(control) => (
            <TextInput
              {...control}
              {...field}
              ref={again}
              onEnter={() => (own.current?.value === "" ? own.current.focus() : void save())}
            />
          )}
        </Field>
        {atDesk?.pin !== undefined && (
          <Field
            label={t("settings.pin-own")}
            hint={t("settings.pin-own-hint")}
            {...(fault === "own" && { error: t("settings.pin-fault-own") })}
          >
            {(control) => <TextInput {...control} {...field} ref={own} onEnter={() => void save()} />}
          </Field>
        )}
        {(fault === "nobody" || fault === "rank") && (
          <p className="field-error" role="alert">
            {t(`settings.pin-fault-${fault}`, { name })}
          </p>
        )}
        {hasPin && (
          <p>
            <Button size="small" onClick={() => void remove()}>
              {t("settings.pin-remove")}
            </Button>
          </p>
        )}
      </div>
    </Dialog>
  );
}
