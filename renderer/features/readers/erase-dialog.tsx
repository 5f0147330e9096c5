/**
 * Erases a reader on every computer. Says first what goes and what remains where; the name or the card must be
 * typed, for nobody can take it back.
 */

import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import { ERASE_REASONS, type EraseReason } from "#shared/model/erased.ts";
import { caseNumber } from "#shared/model/reveal.ts";
import { BELONGING_KINDS } from "#shared/model/who-is-named.ts";
import { useAct } from "../../acts/use-acts.ts";
import { useMay } from "../../acts/use-may.ts";
import { eraseChanges, planErasing } from "../../db/erasing/erase-reader.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import type { MessageId, Said } from "../../i18n/message-id.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { isOwnWindow } from "../../platform/own-window.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { ReaderView } from "./reader-queries.ts";

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

/** Whoever types one character has not read whom they erase. */
const SHORTEST = 2;

/** What may be typed: the whole name and the card, as far as there are any. */
export function confirmingWords({ name, card }: ReaderView["reader"], id: string): readonly string[] {
  const words = [name, card].filter((word): word is string => word !== undefined && plain(word).length >= SHORTEST);
  return words.length > 0 ? words : [id.slice(-4)];
}

export function EraseDialog({
  view,
  onClose,
  onErased,
}: {
  view: ReaderView;
  onClose: () => void;
  onErased: () => void;
}) {
  const t = useT();
  const rich = useRich();
  const { db, start } = useServices();
  const plan = useLiveQuery(async () => await planErasing(db, view.id), [db, view.id]);
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState<EraseReason>("request");
  const { erase, busy } = useErase(view.id, onErased);
  const refused = useMay().refusal("erase");
  const words = confirmingWords(view.reader, view.id);
  const isConfirmed = words.some((word) => plain(word) === plain(typed));
  const act = (): void => {
    if (!busy && isConfirmed && refused === undefined) void erase(reason);
  };
  const [name = "", card] = words;
  return (
    <Dialog
      open
      wide
      title={rich("readers.erase-title", { name: <PersonName>{view.reader.name ?? t("words.no-name")}</PersonName> })}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          danger
          act={t("readers.erase-do")}
          cancel={t("readers.cancel")}
          disabled={busy || !isConfirmed || refused !== undefined}
          onAct={act}
          onCancel={onClose}
        />
      }
    >
      {refused !== undefined && <p className="field-error">{refused}</p>}
      <h3>{t("readers.erase-goes")}</h3>
      <ul className="erase-goes">
        <li>{t("readers.erase-self", { count: plan?.ids.length ?? view.ids.length })}</li>
        {BELONGING_KINDS.filter((kind) => (plan?.counts[kind] ?? 0) > 0).map((kind) => (
          // every kind that may belong to a reader has its words
          <li key={kind}>{t(`readers.erase-${kind}` as MessageId, { count: plan?.counts[kind] ?? 0 })}</li>
        ))}
      </ul>
      {plan !== undefined && plan.looks.length > 0 && <p>{t("readers.erase-looks", { count: plan.looks.length })}</p>}
      <p>{t("readers.erase-now")}</p>
      <p>{t(isOwnWindow(start.shell) ? "readers.erase-files" : "readers.erase-files-other")}</p>
      <p>{t("readers.erase-then")}</p>
      <p>{t("readers.erase-stays", { backups: t("backup.open") })}</p>
      <p>
        <b>{t("readers.erase-never")}</b>
      </p>
      <Field label={t("readers.erase-reason")}>
        {(control) => (
          <Select
            {...control}
            value={reason}
            onChange={setReason}
            options={ERASE_REASONS.map((value) => ({ value, label: t(`readers.erase-reason-${value}`) }))}
          />
        )}
      </Field>
      <Field
        label={
          card === undefined
            ? rich("readers.erase-type", { what: <PersonName>{name}</PersonName> })
            : rich("readers.erase-type-either", { name: <PersonName>{name}</PersonName>, card })
        }
      >
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onEnter={act}
          />
        )}
      </Field>
    </Dialog>
  );
}

function useErase(
  reader: string,
  onErased: () => void,
): { readonly erase: (reason: EraseReason) => Promise<void>; readonly busy: boolean } {
  const run = useAct();
  const { db, clock, random, worker } = useServices();
  const { staff } = useDeviceSettings();
  const [busy, setBusy] = useState(false);
  const erase = async (reason: EraseReason): Promise<void> => {
    setBusy(true);
    const order = { at: clock.now(), reason, ...(staff !== undefined && { by: staff }) };
    const plan = await planErasing(db, reader);
    const number = caseNumber(random);
    const said: Said =
      plan.looks.length > 0 ? { id: "readers.did-erase-case", values: { number } } : { id: "readers.did-erase" };
    let saved = true;
    const parts = eraseChanges(plan, order, number);
    for (const changes of parts) {
      // a large one is told of when its last part is safe
      saved =
        saved &&
        (await run({
          command: "reader.erase",
          changes,
          said,
          options: { undoable: false },
          quiet: changes !== parts.at(-1),
        }));
    }
    setBusy(false);
    if (!saved) return;
    onErased();
    // behind an exchange that is under way; what fails is tried again at the next one, and at every start
    worker.erasing.purge().catch(() => false);
  };
  return { erase, busy };
}
