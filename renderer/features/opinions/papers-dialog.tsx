/**
 * Where else an opinion is kept: the order of another system with its own deadline, which overrides ours,
 * and where the paper lies.
 */
import { useRef, useState } from "react";
import { readDay } from "#shared/model/input/note-line.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { TextInput } from "../../ui/text-input.tsx";
import type { OpenedPapers, Papers } from "./opinion-changes.ts";
import type { OpinionRow } from "./opinion-queries.ts";

export interface PapersDialogProps {
  readonly row: OpinionRow;
  readonly today: string;
  /** Answers whether it was saved; what was typed stays where it was not. */
  readonly onSave: (opened: OpenedPapers, papers: Papers) => Promise<boolean>;
  readonly onClose: () => void;
}

interface Form {
  readonly system: string;
  readonly number: string;
  readonly due: string;
  readonly paperRef: string;
}

export function PapersDialog({ row, today, onSave, onClose }: PapersDialogProps) {
  const t = useT();
  const format = useFormat();
  // while it is open a colleague's may come in
  const [opened] = useState<OpenedPapers>(() => ({ kind: "feedback", id: row.id, values: row, seen: row.seen }));
  const { externalOrder: order, paperRef: place } = opened.values;
  const first = useRef<HTMLInputElement>(null);
  const [form, setForm] = useState<Form>({
    system: order?.system ?? "",
    number: order?.number ?? "",
    due: format.shownDay(order?.due ?? ""),
    paperRef: place ?? "",
  });
  const set = (change: Partial<Form>): void => setForm({ ...form, ...change });
  const [system, number, due, paperRef] = [
    form.system.trim(),
    form.number.trim(),
    form.due.normalize("NFKC").trim(),
    form.paperRef.trim(),
  ];
  const day = due === "" ? undefined : readDay(due, today);
  // in words, or without its year
  const isRead = typeof day === "string" && due !== day && due !== format.shownDay(day);
  const isOrder = system !== "" || number !== "" || due !== "";
  const incomplete = isOrder && (system === "" || number === "");
  const ready = day !== null && !incomplete;
  const save = useOnce(async (): Promise<void> => {
    if (day === null || incomplete) return;
    const signed = order?.signedOn === undefined ? {} : { signedOn: order.signedOn };
    const next = isOrder ? { system, number, ...signed, ...(day !== undefined && { due: day }) } : null;
    if (await onSave(opened, { externalOrder: next, paperRef: paperRef === "" ? null : paperRef })) onClose();
  });
  const enter = (): void => void save();
  return (
    <Dialog
      open
      title={t("opinions.papers")}
      closeLabel={t("opinions.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("opinions.save")}
          cancel={t("opinions.cancel")}
          disabled={!ready}
          onAct={enter}
          onCancel={onClose}
        />
      }
    >
      <div className="two-fields">
        <Field label={t("words.order-system")} hint={t("opinions.order-system-hint")}>
          {(control) => (
            <TextInput
              {...control}
              ref={first}
              value={form.system}
              onChange={(event) => set({ system: event.target.value })}
              onEnter={enter}
            />
          )}
        </Field>
        <Field label={t("words.order-number")} {...(incomplete && { hint: t("opinions.order-both") })}>
          {(control) => (
            <TextInput
              {...control}
              value={form.number}
              onChange={(event) => set({ number: event.target.value })}
              onEnter={enter}
            />
          )}
        </Field>
        <Field
          label={t("words.order-due")}
          hint={isRead ? format.shownDay(day) : t("opinions.order-due-hint")}
          {...(day === null && { error: t("opinions.day-unread") })}
        >
          {(control) => (
            <TextInput
              {...control}
              placeholder={format.shownDay(today)}
              value={form.due}
              onChange={(event) => set({ due: event.target.value })}
              onEnter={enter}
            />
          )}
        </Field>
        <Field label={t("words.feedback.paperRef")} hint={t("opinions.paper-hint")}>
          {(control) => (
            <TextInput
              {...control}
              value={form.paperRef}
              onChange={(event) => set({ paperRef: event.target.value })}
              onEnter={enter}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
