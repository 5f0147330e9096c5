/** Readers, their use, service records or opinions as a file: what, in which form, masked or not. */
import { Download } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { OWN_KINDS, type OwnKind } from "#shared/import-export/own/own-words.ts";
import type { NoContactReason } from "#shared/model/consent/may-contact.ts";
import { CONSENT_PURPOSES, type ConsentPurpose, type ContactChannel } from "#shared/model/consent/purposes.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { useMay } from "../../acts/use-may.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { type ExportRequest, MOST_IN_SHEET, type NotInFile } from "../../platform/worker/export-api.ts";
import type { Rate } from "../../platform/worker/import-api.ts";
import { whileReporting } from "../../platform/worker/worker-callback.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Radio } from "../../ui/checkbox.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { Field } from "../../ui/field.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Select } from "../../ui/select.tsx";
import styles from "./export.module.css";

/** Nobody is contacted by it. */
const OWN_USE = "own-use";
const FORMATS = ["xlsx", "csv"] as const;

export function ExportScreen() {
  const t = useT();
  const [kind, setKind] = useState<OwnKind>("reader");
  const [format, setFormat] = useState<ExportRequest["format"]>("xlsx");
  const [withProtected, setWithProtected] = useState(false);
  const { rate, run, leftOut, ofNobody } = useExport();
  const [purpose, setPurpose] = useState<ConsentPurpose | typeof OWN_USE>(OWN_USE);
  const [channel, setChannel] = useState<ContactChannel>("phone");
  const { place } = useHouse();
  const refused = useMay().refusal("unmasked");
  const isUnmasked = withProtected && refused === undefined;
  // masked numbers reach nobody
  const asksPurpose = isUnmasked;
  const contact = asksPurpose && purpose !== OWN_USE ? { purpose, channel } : undefined;
  return (
    <main className="work centre" id="main">
      <header className="page-head">
        <h1>{t("export.title")}</h1>
      </header>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (rate === null)
            void run({ kind, format, withProtected: isUnmasked, ...(contact !== undefined && { contact }) });
        }}
      >
        <fieldset className={styles.choices}>
          <legend>{t("export.what")}</legend>
          {OWN_KINDS.map((name) => (
            <Radio key={name} name="kind" checked={kind === name} onChange={() => setKind(name)}>
              {t(`export.kind-${name}`)}
            </Radio>
          ))}
        </fieldset>
        <fieldset className={styles.choices}>
          <legend>{t("export.format")}</legend>
          {FORMATS.map((name) => (
            <Radio key={name} name="format" checked={format === name} onChange={() => setFormat(name)}>
              {t(`export.format-${name}`)}
            </Radio>
          ))}
        </fieldset>
        <div>
          <Checkbox
            checked={isUnmasked}
            disabled={refused !== undefined}
            onChange={(event) => setWithProtected(event.target.checked)}
          >
            {t("export.protected")}
          </Checkbox>
          <p className="field-hint">{refused ?? t("export.protected-hint")}</p>
        </div>
        {asksPurpose && (
          <div className="two-fields">
            <Field label={t("export.purpose")} hint={t("export.purpose-hint")}>
              {(control) => (
                <Select
                  {...control}
                  value={purpose}
                  options={[
                    { value: OWN_USE, label: t("export.own-use") },
                    ...CONSENT_PURPOSES.map((value) => ({ value, label: t(`words.consent.${value}`) })),
                  ]}
                  onChange={setPurpose}
                />
              )}
            </Field>
            {purpose !== OWN_USE && (
              <Field label={t("export.channel")}>
                {(control) => (
                  <Select
                    {...control}
                    value={channel}
                    options={offeredIn(place, CONTACT_CHANNELS).map((value) => ({
                      value,
                      label: t(`words.contact.${value}`),
                    }))}
                    onChange={setChannel}
                  />
                )}
              </Field>
            )}
          </div>
        )}
        <p className="row">
          <Button kind="primary" type="submit" icon={Download} autoFocus disabled={rate !== null}>
            {t("export.run")}
          </Button>
          {rate !== null && <Running rate={rate} />}
        </p>
        {leftOut.length > 0 && <WhoIsLeftOut leftOut={leftOut} />}
        {ofNobody > 0 && <p className="soft">{t("export.left-out-nobody", { count: ofNobody })}</p>}
      </form>
    </main>
  );
}

const NAMED = 200;

/** Of each reason how many, and under it who. */
function WhoIsLeftOut({ leftOut }: { readonly leftOut: readonly NotInFile[] }) {
  const t = useT();
  const [opened, setOpened] = useState<NoContactReason | null>(null);
  const total = leftOut.reduce((sum, { readers }) => sum + readers.length, 0);
  return (
    <section aria-label={t("export.left-out", { count: total })}>
      <h2>{t("export.left-out", { count: total })}</h2>
      <ul className="list">
        {leftOut.map(({ reason, readers }) => (
          <li key={reason} className="line">
            <button
              type="button"
              className="link"
              aria-expanded={opened === reason}
              onClick={() => setOpened(opened === reason ? null : reason)}
            >
              {t("export.left-out-why", { why: t(`words.no-contact.${reason}`), count: readers.length })}
            </button>
            {opened === reason && <Named readers={readers} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Named({ readers }: { readonly readers: readonly string[] }) {
  const t = useT();
  const shown = readers.slice(0, NAMED);
  const names = useReaderNames(shown);
  return (
    <span className="row row-wrap">
      {shown.map((id) => (
        <Link key={id} href={`/readers/${id}`}>
          <PersonName>{names.get(id) ?? "…"}</PersonName>
        </Link>
      ))}
      {readers.length > NAMED && (
        <span className="meta">{t("export.left-out-more", { count: readers.length - NAMED })}</span>
      )}
    </span>
  );
}

function Running({ rate: { done, total } }: { readonly rate: Rate }) {
  const t = useT();
  const label = t("export.running", { done, total });
  return (
    <>
      <span className="meta">{label}</span>
      <ProgressBar label={label} done={done} {...(total > 0 && { total })} />
    </>
  );
}

/** Makes the file in the worker, then hands it to the person. */
function useExport() {
  const t = useT();
  const { day, number } = useFormat();
  const language = useLocale();
  const { worker, host, clock } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  const [rate, setRate] = useState<Rate | null>(null);
  const [leftOut, setLeftOut] = useState<readonly NotInFile[]>([]);
  const [ofNobody, setOfNobody] = useState(0);
  const run = async (wanted: Pick<ExportRequest, "kind" | "format" | "withProtected" | "contact">): Promise<void> => {
    setLeftOut([]);
    setOfNobody(0);
    setRate({ done: 0, total: 0 });
    if (wanted.format === "xlsx" && (await worker.exports.count(wanted.kind).catch(() => 0)) > MOST_IN_SHEET) {
      setRate(null);
      return show({ text: t("export.sheet-full", { most: number(MOST_IN_SHEET) }), tone: "failed" });
    }
    const made = await whileReporting(setRate, (onProgress) =>
      worker.exports.run({ ...wanted, language, staff }, onProgress),
    ).catch(() => null);
    setRate(null);
    if (made === null) return show({ text: t("export.not-made"), tone: "failed" });
    const { bytes, records } = made;
    setLeftOut(made.leftOut);
    setOfNobody(made.ofNobody);
    const name = t("export.file-name", {
      kind: t(`export.kind-${wanted.kind}`),
      on: day(clock.now()),
      format: wanted.format,
    });
    const saved = await saveFile(host, name, bytes);
    if (saved.ok) return show({ text: t("export.done", { n: records }), detail: name });
    if (saved.error.tag === "cancelled") return show({ text: t("export.cancelled") });
    show({ text: t("export.failed", { reason: saved.error.reason }), tone: "failed" });
  };
  return { rate, run, leftOut, ofNobody };
}
