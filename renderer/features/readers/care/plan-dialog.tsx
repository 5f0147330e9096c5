/**
 * What a colleague means to do for a reader, and how often she is spoken to. The plan is protected: opening it is a
 * recorded look.
 */
import { useEffect, useRef, useState } from "react";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useLeaving } from "../../../acts/use-leaving.tsx";
import { useReveal } from "../../../acts/use-reveal.ts";
import type { CareRow } from "../../../db/lists/readers-in-care.ts";
import { type OpenedForm, openForm, saveForm } from "../../../db/write/opened-form.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { isIme, matchKeys } from "../../../ui/keyboard.ts";
import { TextArea, TextInput } from "../../../ui/text-input.tsx";

const SAVE = "Ctrl+Enter";
const MOST_DAYS = 3650;

interface PlanForm {
  readonly plan: string;
  readonly days: string;
}

interface PlanDialogProps {
  readonly row: CareRow;
  readonly onClose: () => void;
}

export function PlanDialog({ row, onClose }: PlanDialogProps) {
  const t = useT();
  const rich = useRich();
  const act = useAct();
  const reveal = useReveal();
  const { db } = useServices();
  const first = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState<OpenedForm<"reader"> | null>(null);
  const [form, setForm] = useState<PlanForm>({ plan: "", days: "" });
  const [begun, setBegun] = useState<PlanForm>(form);
  const close = useRef(onClose);
  const { id, hasPlan } = row;
  useEffect(() => {
    const load = async (): Promise<void> => {
      const reader = await db.reader.get(id);
      if (reader === undefined) return close.current();
      const look = hasPlan ? await reveal({ kind: "reader", id, fields: ["plan"] }) : {};
      // without the look there is no value to write from: an empty field would clear it
      if (look === undefined) return close.current();
      const plan = typeof look.plan === "string" ? look.plan : "";
      const { keepInTouchDays: days } = reader;
      const start = { plan, days: days === undefined ? "" : String(days) };
      const read = openForm("reader", reader, ["plan", "keepInTouchDays"]);
      setOpened({ ...read, values: { ...read.values, ...(plan !== "" && { plan }) } });
      setForm(start);
      setBegun(start);
    };
    void load();
  }, [db, id, hasPlan, reveal]);
  const digits = form.days.normalize("NFKC").trim();
  const days = digits === "" ? null : Number(digits);
  const isWrong = days !== null && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS);
  const save = useOnce(async (): Promise<void> => {
    if (opened === null || isWrong) return;
    const plan = form.plan.trim();
    const changes = saveForm(opened, { plan: plan === "" ? null : plan, keepInTouchDays: days });
    const isKept =
      changes.length === 0 ||
      (await act({
        command: "reader.edit",
        changes,
        said: { id: "care.did-plan", values: { who: maskName(row.name) } },
      }));
    if (isKept) onClose();
  });
  const { leave, question } = useLeaving(form.plan !== begun.plan || form.days !== begun.days, onClose);
  if (opened === null) return null;
  return (
    <Dialog
      open
      title={rich("care.plan-title", { who: <PersonName>{row.name}</PersonName> })}
      closeLabel={t("care.cancel")}
      initialFocus={first}
      onClose={leave}
      onKeyDown={(event) => {
        if (isIme(event) || !matchKeys(event, SAVE)) return;
        event.preventDefault();
        void save();
      }}
      footer={
        <DialogButtons
          act={t("care.save")}
          cancel={t("care.cancel")}
          keys={SAVE}
          disabled={isWrong}
          onAct={() => void save()}
          onCancel={leave}
        />
      }
    >
      <div className="stack">
        <Field label={t("care.plan")}>
          {(control) => (
            <TextArea
              {...control}
              ref={first}
              rows={4}
              value={form.plan}
              onChange={(event) => setForm({ ...form, plan: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t("care.plan-days")}
          hint={t("care.plan-days-hint")}
          {...(isWrong && { error: t("care.plan-days-wrong") })}
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={form.days}
              onChange={(event) => setForm({ ...form, days: event.target.value })}
              onEnter={() => void save()}
            />
          )}
        </Field>
      </div>
      {question}
    </Dialog>
  );
}
