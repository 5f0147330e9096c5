/** What the reader agreed to, by channel and purpose. A cell opens the question: yes or no, how, in which words. */

import { Check, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { CONSENT_PURPOSES, consentKey } from "#shared/model/consent/purposes.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS, type Consent } from "#shared/model/reader.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { type OpenedForm, openForm, saveForm } from "../../../db/write/opened-form.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import type { ReaderView } from "../reader-queries.ts";

type Channel = (typeof CONTACT_CHANNELS)[number];
type Purpose = (typeof CONSENT_PURPOSES)[number];

export function Consents({ view }: { view: ReaderView }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  const [asking, setAsking] = useState<{ readonly channel: Channel; readonly purpose: Purpose } | null>(null);
  const consents = view.reader.consents ?? {};
  const channels = offeredIn(house.place, CONTACT_CHANNELS, (channel) =>
    CONSENT_PURPOSES.some((purpose) => consents[consentKey(channel, purpose)] !== undefined),
  );
  const latest = Object.values(consents).toSorted((a, b) => b.at - a.at)[0];
  return (
    <section aria-labelledby="consent-h">
      <div className="section-head">
        <h2 id="consent-h">{t("words.reader.consents")}</h2>
      </div>
      <table className="grid-consent">
        <thead>
          <tr>
            <th scope="col">{t("readers.purpose")}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`words.contact.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CONSENT_PURPOSES.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">{t(`words.consent.${purpose}`)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <button type="button" className="cell-btn" onClick={() => setAsking({ channel, purpose })}>
                    <Given consent={consents[consentKey(channel, purpose)]} />
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">
        {latest === undefined
          ? t("readers.consent-never")
          : [
              format.shortDay(latest.at, now),
              latest.how && t(`words.how.${latest.how}`),
              t(latest.given ? "readers.consent-yes" : "readers.consent-no"),
              latest.by && house.staff.get(latest.by),
            ]
              .filter(Boolean)
              .join(" · ")}
      </p>
      {asking !== null && (
        <ConsentDialog
          {...asking}
          view={view}
          before={consents[consentKey(asking.channel, asking.purpose)]}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function Given({ consent }: { consent: Consent | undefined }) {
  const t = useT();
  if (consent === undefined) return <span className="no">{t("readers.consent-unasked")}</span>;
  return (
    <span className={consent.given ? "yes" : "no"}>
      <Icon icon={consent.given ? Check : X} />
      <span className="vh">{t(consent.given ? "readers.consent-yes" : "readers.consent-no")}</span>
    </span>
  );
}

const HOWS = ["spoken", "written", "form"] as const;

interface ConsentDialogProps {
  readonly view: ReaderView;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly before: Consent | undefined;
  readonly onClose: () => void;
}

function ConsentDialog({ view, channel, purpose, before, onClose }: ConsentDialogProps) {
  const t = useT();
  const act = useAct();
  const { clock, db } = useServices();
  const { staff } = useDeviceSettings();
  const name = useId();
  const key = consentKey(channel, purpose);
  const [opened, setOpened] = useState<OpenedForm<"reader"> | null>(null);
  useEffect(() => {
    // a withdrawal that comes in while it is open has not been seen, and stays what counts
    void db.reader.get(view.id).then((row) => row !== undefined && setOpened(openForm("reader", row, ["consents"])));
  }, [db, view.id]);
  const [given, setGiven] = useState(before?.given ?? true);
  const [how, setHow] = useState<(typeof HOWS)[number]>("spoken");
  const [wording, setWording] = useState(before?.wording ?? "");
  const what = `${t(`words.consent.${purpose}`)} · ${t(`words.contact.${channel}`)}`;
  if (opened === null) return null;
  const save = async (): Promise<void> => {
    const consent: Consent = {
      given,
      at: clock.now(),
      how,
      ...(wording.trim() !== "" && { wording: wording.trim() }),
      ...(staff !== undefined && { by: staff }),
    };
    const changes = saveForm(opened, { consents: { ...opened.values.consents, [key]: consent } });
    if (
      await act({
        command: "reader.consent",
        changes,
        said: { id: given ? "readers.did-consent" : "readers.did-refuse", values: { what } },
      })
    )
      onClose();
  };
  return (
    <Dialog
      open
      title={what}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("readers.save")}
          cancel={t("readers.cancel")}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <fieldset className="stack">
        <legend className="field-label">{t("readers.consent-ask")}</legend>
        <Radio name={name} checked={given} onChange={() => setGiven(true)}>
          {t("readers.consent-yes")}
        </Radio>
        <Radio name={name} checked={!given} onChange={() => setGiven(false)}>
          {t("readers.consent-no")}
        </Radio>
      </fieldset>
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
      <Field label={t("readers.consent-wording")} hint={t("readers.consent-wording-hint")}>
        {(control) => (
          <TextInput
            {...control}
            value={wording}
            maxLength={200}
            onChange={(event) => setWording(event.target.value)}
            onEnter={() => void save()}
          />
        )}
      </Field>
    </Dialog>
  );
}
