/** Readers, their use, service records or opinions as a file: what, in which form, masked or not. */
import { Download } from "lucide-react";
import { useState } from "react";
import { OWN_KINDS, type OwnKind } from "#shared/import-export/own/own-words.ts";
import { useMay } from "../../acts/use-may.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { saveFile } from "../../platform/save-file.ts";
import { type ExportRequest, MOST_IN_SHEET } from "../../platform/worker/export-api.ts";
import type { Rate } from "../../platform/worker/import-api.ts";
import { whileReporting } from "../../platform/worker/worker-callback.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Radio } from "../../ui/checkbox.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import styles from "./export.module.css";

const FORMATS = ["xlsx", "csv"] as const;

export function ExportScreen() {
  const t = useT();
  const [kind, setKind] = useState<OwnKind>("reader");
  const [format, setFormat] = useState<ExportRequest["format"]>("xlsx");
  const [withProtected, setWithProtected] = useState(false);
  const { rate, run } = useExport();
  const refused = useMay().refusal("unmasked");
  const isUnmasked = withProtected && refused === undefined;
  return (
    <main className="work centre" id="main">
      <header className="page-head">
        <h1>{t("export.title")}</h1>
      </header>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (rate === null) void run({ kind, format, withProtected: isUnmasked });
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
        <p className="row">
          <Button kind="primary" type="submit" icon={Download} autoFocus disabled={rate !== null}>
            {t("export.run")}
          </Button>
          {rate !== null && <Running rate={rate} />}
        </p>
      </form>
    </main>
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
  const run = async (wanted: Pick<ExportRequest, "kind" | "format" | "withProtected">): Promise<void> => {
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
  return { rate, run };
}
