/**
 * 不要联系: one switch, since when, told to whom, in the reader's words. Who lifts it also takes off the consents from
 * before: after a no to everything nobody may be taken at an older yes.
 */
import { useEffect, useState } from "react";
import { CONTACT_PURPOSES } from "#shared/model/consent/purposes.ts";
import type { Consent, Reader } from "#shared/model/reader.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { type OpenedForm, openForm, saveForm } from "../../../db/write/opened-form.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import type { ReaderView } from "../reader-queries.ts";

const LONGEST = 200;

export function DoNotContact({ view }: { readonly view: ReaderView }) {
  const t = useT();
  const format = useFormat();
  const { staff } = useHouse();
  const quiet = view.reader.doNotContact;
  // as it stood when it was asked: what has just been written does not turn the question round
  const [asked, setAsked] = useState<{ readonly isQuiet: boolean } | null>(null);
  const said =
    quiet && [format.longDay(quiet.since), quiet.by && staff.get(quiet.by), quiet.words].filter(Boolean).join(" · ");
  return (
    <div>
      <Checkbox checked={quiet !== undefined} onChange={() => setAsked({ isQuiet: quiet !== undefined })}>
        {t("words.reader.doNotContact")}
      </Checkbox>
      {said !== undefined && <p className="meta">{said}</p>}
      {asked !== null && <QuietDialog view={view} isQuiet={asked.isQuiet} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface QuietDialogProps {
  readonly view: ReaderView;
  readonly isQuiet: boolean;
  readonly onClose: () => void;
}

function QuietDialog({ view: { id, ids }, isQuiet, onClose }: QuietDialogProps) {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { clock, db } = useServices();
  const { staff } = useDeviceSettings();
  const [opened, setOpened] = useState<readonly OpenedForm<"reader">[] | null>(null);
  const key = ids.join();
  useEffect(() => {
    void db.reader
      .bulkGet(key.split(","))
      .then((rows) =>
        setOpened(
          rows.flatMap((row) => (row === undefined ? [] : [openForm("reader", row, ["consents", "doNotContact"])])),
        ),
      );
  }, [db, key]);
  const [words, setWords] = useState("");
  const save = useOnce(async (): Promise<void> => {
    if (opened === null) return;
    const said = words.trim();
    const doNotContact = {
      since: format.day(clock.now()),
      ...(said !== "" && { words: said }),
      ...(staff !== undefined && { by: staff }),
    };
    // it may stand under each of the records that are one reader
    const changes = isQuiet
      ? opened.flatMap((form) => saveForm(form, { doNotContact: null, consents: withoutAgreed(form.values) }))
      : opened.filter((form) => form.id === id).flatMap((form) => saveForm(form, { doNotContact }));
    if (
      await act({
        command: "reader.do-not-contact",
        changes,
        said: { id: isQuiet ? "readers.did-lift" : "readers.did-quiet" },
      })
    )
      onClose();
  });
  if (opened === null) return null;
  return (
    <Dialog
      open
      title={t(isQuiet ? "readers.quiet-lift" : "words.reader.doNotContact")}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t(isQuiet ? "readers.quiet-lift" : "readers.save")}
          cancel={t("readers.cancel")}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p className="prose">{t(isQuiet ? "readers.quiet-lift-what" : "readers.quiet-what")}</p>
        {!isQuiet && (
          <Field label={t("readers.quiet-words")} hint={t("readers.quiet-words-hint")}>
            {(control) => (
              <TextInput
                {...control}
                value={words}
                maxLength={LONGEST}
                onChange={(event) => setWords(event.target.value)}
                onEnter={() => void save()}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}

/** Refusals stay, as does what loans may tell and what is of a newer version. */
const withoutAgreed = ({ consents = {} }: Pick<Reader, "consents">): Readonly<Record<string, Consent>> =>
  Object.fromEntries(Object.entries(consents).filter(([key, { given }]) => !given || !rests(key.split(".")[1] ?? "")));

const BASES: Readonly<Record<string, string>> = CONTACT_PURPOSES;
const rests = (purpose: string): boolean => Object.hasOwn(BASES, purpose) && BASES[purpose] === "consent";
