/** The card of whoever had none: its number, typed or scanned, and until when it holds. */
import { useRef, useState } from "react";
import { normalizeCard } from "#shared/model/input/card-number.ts";
import { readTypedDay } from "#shared/model/input/typed-day.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import type { MadeCard } from "./care-acts.ts";

interface CardDialogProps {
  readonly name: string;
  readonly onMade: (card: MadeCard) => Promise<boolean>;
  readonly onClose: () => void;
}

export function CardDialog({ name, onMade, onClose }: CardDialogProps) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const { place } = useHouse();
  const { db, clock } = useServices();
  const first = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState({ card: "", until: "" });
  const [fault, setFault] = useState<"missing" | "taken" | "day" | null>(null);
  const save = useOnce(async (): Promise<void> => {
    const card = normalizeCard(typed.card);
    const until = typed.until.trim();
    const expiresOn = until === "" ? undefined : readTypedDay("coming-day", until, format.day(clock.now()), place);
    const isTaken = (await db.reader.where("card").equals(card).toArray()).some(({ gone }) => gone !== 1);
    const wrong = card === "" ? "missing" : isTaken ? "taken" : expiresOn === null ? "day" : null;
    setFault(wrong);
    if (wrong !== null || expiresOn === null) return wrong === "day" ? undefined : first.current?.focus();
    if (await onMade({ card, expiresOn })) onClose();
  });
  const set = (change: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...change }));
  return (
    <Dialog
      open
      title={rich("care.card-title", { who: <PersonName>{name}</PersonName> })}
      closeLabel={t("care.cancel")}
      initialFocus={first}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("care.act-card")}
          cancel={t("care.cancel")}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <Field
          label={t("care.card-number")}
          hint={t("care.card-hint")}
          {...((fault === "missing" || fault === "taken") && { error: t(`care.card-${fault}`) })}
        >
          {(control) => (
            <TextInput
              {...control}
              {...TAKES_SCAN}
              ref={first}
              value={typed.card}
              onChange={(event) => set({ card: event.target.value })}
              onEnter={() => void save()}
            />
          )}
        </Field>
        <Field label={t("care.until-day")} {...(fault === "day" && { error: t("care.day-unread") })}>
          {(control) => (
            <TextInput
              {...control}
              value={typed.until}
              onChange={(event) => set({ until: event.target.value })}
              onEnter={() => void save()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
