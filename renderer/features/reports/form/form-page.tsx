/** The authority's own workbook: opened, its cells assigned to figures once, and a filled copy saved. */
import { FileSpreadsheet } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { err } from "#shared/kernel/result.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FormFailure } from "../../../platform/worker/reports-api.ts";
import { Button } from "../../../ui/button.tsx";
import type { PageProps } from "../asked.ts";
import { ReportFrame } from "../report-frame.tsx";
import { FilledForm } from "./filled-form.tsx";
import type { FormAtHand } from "./use-form-mapping.ts";

type Opened =
  | { readonly tag: "none" }
  | { readonly tag: "failed"; readonly failure: FormFailure }
  | ({ readonly tag: "open" } & FormAtHand);

export function FormPage(props: PageProps) {
  const t = useT();
  const { worker } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened>({ tag: "none" });
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const form = await worker.reports
      .openForm(bytes)
      .catch((error: unknown) =>
        err<FormFailure>({ tag: "damaged", reason: error instanceof Error ? error.message : "" }),
      );
    setOpened(
      form.ok ? { tag: "open", name: file.name, bytes, form: form.value } : { tag: "failed", failure: form.error },
    );
  };
  return (
    <ReportFrame
      {...props}
      isBusy={false}
      unprintable={opened.tag === "open" ? undefined : t("reports.form-print-none")}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <div className="report scroll" tabIndex={0}>
        <div className="report-block">
          <p className="field-hint">{t("reports.form-hint")}</p>
          <div className="row row-wrap">
            <Button
              kind={opened.tag === "open" ? "plain" : "primary"}
              icon={FileSpreadsheet}
              onClick={() => input.current?.click()}
            >
              {t(opened.tag === "open" ? "reports.form-another" : "reports.form-file")}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              accept=".xlsx,.xlsm"
              aria-label={t("reports.form-file")}
              onChange={(event) => {
                void open(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
            {opened.tag === "open" && <b className="clip">{opened.name}</b>}
          </div>
          {opened.tag === "failed" && (
            <p role="alert" className="field-error">
              {failureText(opened.failure, t)}
            </p>
          )}
        </div>
        {opened.tag === "open" && <FilledForm key={opened.form.fingerprint} asked={props.asked} {...opened} />}
      </div>
    </ReportFrame>
  );
}

const failureText = (failure: FormFailure, t: ReturnType<typeof useT>): ReactNode =>
  failure.tag === "damaged" ? t("reports.form-damaged", { reason: failure.reason }) : t(`reports.form-${failure.tag}`);
