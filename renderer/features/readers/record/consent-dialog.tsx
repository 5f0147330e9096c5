/**
 * A consent is asked for at the counter: the sentence as a colleague says it, which is kept with the answer, who
 * answers, and yes or no. Nothing is chosen before the reader has said it, and a child's yes is her guardian's. Of a
 * whole channel only a no is taken, in her own words: what she agrees to is asked purpose by purpose.
 */
import { useEffect, useId, useRef, useState } from "react";
import { AGE_OF_CONSENT, type ConsentAge, consentAgeOn } from "#shared/model/consent/age-of-consent.ts";
import {
  CONSENT_PURPOSES,
  type ConsentPurpose,
  type ContactChannel,
  consentKey,
} from "#shared/model/consent/purposes.ts";
import type { Consent } from "#shared/model/reader.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { type OpenedForm, openForm, saveForm } from "../../../db/write/opened-form.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { TextArea } from "../../../ui/text-input.tsx";
import type { ReaderView } from "../reader-queries.ts";

const HOWS = ["spoken", "written", "form"] as const;
const GIVERS = ["reader", "guardian"] as const;
type Giver = (typeof GIVERS)[number];
const LONGEST = 200;

interface Asked {
  readonly form: OpenedForm<"reader">;
  readonly age: ConsentAge;
  /** Empty where her record names none. */
  readonly guardian: string;
}

interface ConsentDialogProps {
  readonly view: ReaderView;
  readonly channel: ContactChannel;
  /** Null: a no to all that is said on this channel. */
  readonly purpose: ConsentPurpose | null;
  readonly onClose: () => void;
}

export function ConsentDialog({ view, channel, purpose, onClose }: ConsentDialogProps) {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { place } = useHouse();
  const { clock, db } = useServices();
  const { staff } = useDeviceSettings();
  const names = useId();
  const today = format.day(clock.now());
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    // a withdrawal that comes in while it is open has not been seen, and stays what counts
    void Promise.all([db.reader.get(view.id), readReaderClass(db, view.id)]).then(async ([row, person]) => {
      if (row === undefined || person === undefined) return;
      const { guardian } = person.reader;
      const named = guardian === undefined ? undefined : await readReaderClass(db, guardian);
      setAsked({
        form: openForm("reader", row, ["consents"]),
        age: consentAgeOn(person.reader, today, place),
        guardian: named?.reader.name ?? "",
      });
    });
  }, [db, view.id, today, place]);
  const [given, setGiven] = useState<boolean | null>(purpose === null ? false : null);
  const [answers, setGiver] = useState<Giver | null>(null);
  const [how, setHow] = useState<(typeof HOWS)[number]>("spoken");
  const [wording, setWording] = useState(() =>
    purpose === null ? "" : t(`readers.ask-${purpose}`, { way: t(`readers.by-${channel}`) }),
  );
  const first = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const age = asked?.age ?? "unknown";
  const isAdult = age === "of-age" || age === "unknown";
  const giver = isAdult ? "reader" : answers;
  const years = AGE_OF_CONSENT[place];
  const isTooYoung = age === "under-age" && giver === "reader" && given === true;
  const isReady = given !== null && giver !== null && !isTooYoung;
  const what = `${t(purpose === null ? "readers.consent-everything" : `words.consent.${purpose}`)} · ${t(`words.contact.${channel}`)}`;
  const save = useOnce(async (): Promise<void> => {
    if (asked === null || given === null || giver === null || isTooYoung) return;
    const said = wording.trim();
    const consent: Consent = {
      given,
      at: clock.now(),
      how,
      giver,
      ...(said !== "" && { wording: said }),
      ...(staff !== undefined && { by: staff }),
    };
    const purposes = purpose === null ? CONSENT_PURPOSES : [purpose];
    const answers = Object.fromEntries(purposes.map((each) => [consentKey(channel, each), consent]));
    const changes = saveForm(asked.form, { consents: { ...asked.form.values.consents, ...answers } });
    if (
      await act({
        command: "reader.consent",
        changes,
        said: { id: given ? "readers.did-consent" : "readers.did-refuse", values: { what } },
      })
    )
      onClose();
  });
  if (asked === null) return null;
  return (
    <Dialog
      open
      title={what}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      initialFocus={purpose === null ? words : first}
      footer={
        <DialogButtons
          act={t("readers.save")}
          cancel={t("readers.cancel")}
          disabled={!isReady}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        {purpose === null && <p className="prose">{t("readers.consent-channel")}</p>}
        <Field
          label={t(purpose === null ? "readers.quiet-words" : "readers.consent-wording")}
          {...(purpose !== null && { hint: t("readers.consent-wording-hint") })}
        >
          {(control) => (
            <TextArea
              {...control}
              ref={words}
              rows={2}
              value={wording}
              maxLength={LONGEST}
              onChange={(event) => setWording(event.target.value.replaceAll("\n", " "))}
              onEnter={() => void save()}
            />
          )}
        </Field>
        {!isAdult && (
          <fieldset className="batch-choices">
            <legend className="field-label">{t("readers.consent-giver")}</legend>
            {GIVERS.map((each) => (
              <Radio
                key={each}
                {...(each === "reader" && { ref: first })}
                name={`${names}-giver`}
                checked={giver === each}
                onChange={() => setGiver(each)}
              >
                {each === "reader"
                  ? t("readers.giver-reader")
                  : t("readers.giver-guardian", { name: asked.guardian, named: asked.guardian === "" ? "no" : "yes" })}
              </Radio>
            ))}
          </fieldset>
        )}
        {purpose !== null && (
          <fieldset className="batch-choices">
            <legend className="field-label">{t("readers.consent-ask")}</legend>
            <Radio
              {...(isAdult && { ref: first })}
              name={`${names}-given`}
              checked={given === true}
              onChange={() => setGiven(true)}
            >
              {t("readers.consent-yes")}
            </Radio>
            <Radio name={`${names}-given`} checked={given === false} onChange={() => setGiven(false)}>
              {t("readers.consent-no")}
            </Radio>
          </fieldset>
        )}
        {purpose !== null && asked.age !== "of-age" && (
          <p className={isTooYoung ? "field-error" : "field-hint"} role="status">
            {t(`readers.consent-${asked.age}`, { years })}
          </p>
        )}
        <Field label={t("readers.consent-how")}>
          {(control) => (
            <Select
              {...control}
              value={how}
              onChange={setHow}
              options={HOWS.map((value) => ({ value, label: t(`words.how.${value}`) }))}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
