/** The import wizard: six steps in one frame, Enter goes on, Escape goes back or stops what is running. */
import { Check } from "lucide-react";
import { useMemo } from "react";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { CheckStep } from "./check/check-step.tsx";
import { ImportProvider } from "./import-provider.tsx";
import { useImportFlow, useImportState } from "./import-session.tsx";
import { STEPS, type Step } from "./import-store.ts";
import { encodingName } from "./import-words.ts";
import { stepCommands } from "./step-commands.ts";
import { FileStep } from "./steps/file-step.tsx";
import { MappingStep } from "./steps/mapping-step.tsx";
import { ResultStep } from "./steps/result-step.tsx";
import { RulesStep } from "./steps/rules-step.tsx";
import { WriteStep } from "./steps/write-step.tsx";

const BODY: Readonly<Record<Step, () => React.ReactNode>> = {
  file: FileStep,
  mapping: MappingStep,
  rules: RulesStep,
  check: CheckStep,
  write: WriteStep,
  result: ResultStep,
};

export function ImportScreen() {
  return (
    <ImportProvider>
      <Wizard />
    </ImportProvider>
  );
}

function Wizard() {
  const t = useT();
  const step = useImportState((state) => state.step);
  const doing = useImportState((state) => state.job?.what ?? null);
  const hasFile = useImportState((state) => state.preview !== null);
  const holdsUse = useImportState(
    ({ preview, step, outcome }) =>
      preview?.holds === "use" || (step === "result" && outcome?.report.kind === "activity"),
  );
  const flow = useImportFlow();
  useScreenCommands(useMemo(() => stepCommands(step, doing, hasFile, flow), [step, doing, hasFile, flow]));
  const Body = BODY[step];
  return (
    <main className="work centre" id="main">
      <header className="page-head">
        <h1 className="nowrap">{t(holdsUse ? "import.title-use" : "import.title")}</h1>
        <Steps step={step} />
        <FileFacts />
      </header>
      <Body />
    </main>
  );
}

function Steps({ step }: { readonly step: Step }) {
  const t = useT();
  const at = STEPS.indexOf(step);
  return (
    <ol className="steps" aria-label={t("import.steps")}>
      {STEPS.map((name, order) => (
        <li key={name} className={order < at ? "done" : undefined} aria-current={order === at ? "step" : undefined}>
          <span className="n">{order < at ? <Icon icon={Check} /> : order + 1}</span>
          {t(`import.step-${name}`)}
        </li>
      ))}
    </ol>
  );
}

function FileFacts() {
  const t = useT();
  const preview = useImportState((state) => state.preview);
  if (preview === null) return null;
  const format =
    preview.format === "delimited"
      ? encodingName(preview.encoding ?? "utf-8")
      : ({ id: `import.format-${preview.format}` } as const);
  return (
    <span className="meta nowrap narrow-hide">
      {t("import.file-facts", { name: preview.name, format: t(format.id), rows: preview.rows })}
    </span>
  );
}
