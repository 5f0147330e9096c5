/** A step of an order from outside: first which one, of those that can be next, then its day and what it needs. */
import { useRef, useState } from "react";
import { ORDER_STEPS, ORDER_VERDICTS, type OrderStep, type OrderVerdict } from "#shared/model/feedback.ts";
import { readTypedDay } from "#shared/model/input/typed-day.ts";
import { nextOrderSteps } from "#shared/model/mail/outside-order.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { PickDialog } from "../../ui/dialogs/pick-dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { EnteredOrderStep } from "./opinion-changes.ts";
import type { OpinionRow } from "./opinion-queries.ts";

interface OrderStepDialogProps {
  readonly row: OpinionRow;
  readonly asked: OrderStep | "which";
  readonly onAsk: (step: OrderStep) => void;
  readonly today: string;
  /** Answers whether it was saved; what was typed stays where it was not. */
  readonly onEnter: (entered: EnteredOrderStep, name: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function OrderStepDialog({ row, asked, today, onAsk, onEnter, onClose }: OrderStepDialogProps) {
  const t = useT();
  if (asked !== "which") return <StepForm step={asked} today={today} onEnter={onEnter} onClose={onClose} />;
  const steps = nextOrderSteps(row);
  return (
    <PickDialog
      title={t("opinions.order-step")}
      closeLabel={t("opinions.cancel")}
      filterLabel={t("opinions.filter")}
      empty={t(steps.length === 0 ? "opinions.order-over" : "opinions.no-match")}
      items={steps.map((value) => ({ value, label: t(`words.order-step.${value}`) }))}
      onPick={(value) => {
        for (const step of ORDER_STEPS) if (step === value) onAsk(step);
      }}
      onClose={onClose}
    />
  );
}

interface StepFormProps extends Pick<OrderStepDialogProps, "today" | "onEnter" | "onClose"> {
  readonly step: OrderStep;
}

function StepForm({ step, today, onEnter, onClose }: StepFormProps) {
  const t = useT();
  const format = useFormat();
  const { place } = useHouse();
  const first = useRef<HTMLInputElement>(null);
  const [form, setForm] = useState({ on: format.shownDay(today), until: "", text: "" });
  // none is there before somebody has said it: a rate is made of them
  const [verdict, setVerdict] = useState<OrderVerdict | "">("");
  const on = readTypedDay("past-day", form.on, today, place);
  const asksUntil = step === "extension-asked" || step === "extension-granted";
  const until = form.until.trim() === "" ? undefined : readTypedDay("coming-day", form.until, today, place);
  // a day that is past has been read as next year's
  const untilHint =
    until != null ? format.shownDay(until) : step === "extension-granted" && t("opinions.order-until-hint");
  const verdicts = ORDER_VERDICTS.filter((each) => step === "called-back" || each !== "not-reached");
  const asksVerdict = step === "called-back" || step === "judged";
  const isReady =
    !(asksVerdict && verdict === "") &&
    on !== null &&
    on <= today &&
    until !== null &&
    !(step === "extension-granted" && until === undefined);
  const save = useOnce(async (): Promise<void> => {
    if (!isReady || on === null || until === null) return;
    const entered = {
      step,
      on,
      ...(asksUntil && { until }),
      ...(asksVerdict && verdict !== "" && { verdict }),
      text: form.text.trim(),
    };
    if (await onEnter(entered, t(`words.order-step.${step}`))) onClose();
  });
  const enter = (): void => void save();
  return (
    <Dialog
      open
      title={t(`words.order-step.${step}`)}
      closeLabel={t("opinions.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("opinions.save")}
          cancel={t("opinions.cancel")}
          disabled={!isReady}
          onAct={enter}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <div className="two-fields">
          <Field
            label={t("opinions.order-on")}
            {...((on === null || on > today) && {
              error: t(on === null ? "opinions.day-unread" : "opinions.order-not-yet"),
            })}
          >
            {(control) => (
              <TextInput
                {...control}
                ref={first}
                value={form.on}
                onChange={(event) => setForm({ ...form, on: event.target.value })}
                onEnter={enter}
              />
            )}
          </Field>
          {asksUntil && (
            <Field
              label={t("opinions.order-until-label")}
              {...(until === null && { error: t("opinions.day-unread") })}
              {...(untilHint !== false && { hint: untilHint })}
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={form.until}
                  placeholder={format.shownDay(today)}
                  onChange={(event) => setForm({ ...form, until: event.target.value })}
                  onEnter={enter}
                />
              )}
            </Field>
          )}
          {asksVerdict && (
            <Field label={t("opinions.order-verdict")}>
              {(control) => (
                <Select
                  {...control}
                  value={verdict}
                  onChange={setVerdict}
                  options={[
                    { value: "", label: t("opinions.order-verdict-none") },
                    ...verdicts.map((value) => ({ value, label: t(`words.order-verdict.${value}`) })),
                  ]}
                />
              )}
            </Field>
          )}
        </div>
        <Field label={t("opinions.note")} hint={t("opinions.note-hint")}>
          {(control) => (
            <TextInput
              {...control}
              value={form.text}
              onChange={(event) => setForm({ ...form, text: event.target.value })}
              onEnter={enter}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
