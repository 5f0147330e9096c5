/**
 * Opens a field of the record and keeps what was typed, with what the form had seen of its cells (R10). A
 * protected value is given plain only after the look is recorded.
 */
import { type RefObject, useRef, useState } from "react";
import type { Reader } from "#shared/model/reader.ts";
import { useAct } from "../../acts/use-acts.ts";
import { useReveal } from "../../acts/use-reveal.ts";
import { type OpenedForm, openForm, saveForm } from "../../db/opened-form.ts";
import { useServices } from "../../db/services.ts";

interface Opened {
  readonly plain: unknown;
  readonly form: OpenedForm<"reader">;
}

export interface FieldEdit {
  /** Null while the field is only shown. */
  readonly opened: Opened | null;
  /** The button that shows the value and gets the focus back. */
  readonly place: RefObject<HTMLButtonElement | null>;
  readonly open: () => Promise<void>;
  readonly leave: () => void;
  /** Null clears the field; of pairs those are removed that are left out. */
  readonly keep: (value: unknown) => Promise<void>;
}

export interface FieldAsked {
  readonly reader: string;
  readonly field: keyof Reader;
  readonly label: string;
  readonly value: unknown;
  readonly masked: boolean;
}

export function useFieldEdit({ reader, field, label, value, masked }: FieldAsked): FieldEdit {
  const act = useAct();
  const reveal = useReveal();
  const services = useServices();
  const [opened, setOpened] = useState<Opened | null>(null);
  const place = useRef<HTMLButtonElement>(null);

  const open = async (): Promise<void> => {
    const row = await services.db.reader.get(reader);
    if (row === undefined) return;
    const look = masked && value !== undefined ? await reveal({ kind: "reader", id: reader, fields: [field] }) : { [field]: value };
    // without the look there is no value to write from: an empty field would clear it
    if (look === undefined) return;
    const plain = look[field];
    // of a merged record the value may be another's
    setOpened({ plain, form: { ...openForm("reader", row, [field]), values: { [field]: plain } } });
  };
  const leave = (): void => {
    setOpened(null);
    // after the button is back in the page, and not where a quick hand is in the next field already
    requestAnimationFrame(() => document.activeElement === document.body && place.current?.focus());
  };
  const keep = async (next: unknown): Promise<void> => {
    if (opened === null) return;
    const changes = saveForm(opened.form, { [field]: next });
    if (await act({ command: "reader.edit", changes, said: { id: "readers.did-edit", values: { field: label } } })) leave();
  };
  return { opened, place, open, leave, keep };
}
