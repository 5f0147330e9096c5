/** Rows that cannot be written, each mended in place: Enter takes what is typed, or the suggestion. */
import { Download } from "lucide-react";
import { useState } from "react";
import type { Problem } from "#shared/exchange/problems.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/import-api.ts";
import { saveFile } from "../../../platform/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useLists } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { problemMessage } from "../import-words.ts";
import { MoreRows } from "./more-rows.tsx";
import { useBucketPage } from "./use-bucket-page.ts";

export function FixList() {
  const t = useT();
  const flow = useImportFlow();
  const { rows, total, rest, showMore } = useBucketPage("error");
  const suggested = rows.flatMap((row) => row.problems.flatMap(({ column, suggestion }) => (column === null || suggestion === undefined ? [] : [{ position: row.position, column, suggestion }])));
  const adoptAll = async (): Promise<void> => {
    for (const { position, column, suggestion } of suggested) await flow.fix(position, column, suggestion);
  };
  return (
    <section className="scroll" aria-labelledby="err-h">
      <div className="section-head">
        <h2 id="err-h">
          {t("import.bucket-error")} <span className="count">{t("import.count-error", { n: total })}</span>
        </h2>
        {suggested.length > 1 && (
          <Button size="small" className="push" onClick={() => void adoptAll()}>
            {t("import.fix-adopt-all")}
          </Button>
        )}
        {total > 0 && <ErrorsButton pushed={suggested.length < 2} />}
      </div>
      {total === 0 && <p className="more">{t("import.none-here")}</p>}
      <ul className="list">{rows.flatMap((row) => row.problems.map((problem) => <Fix key={`${row.position} ${problem.column} ${problem.tag}`} row={row} problem={problem} />))}</ul>
      <MoreRows rest={rest} onMore={showMore} />
    </section>
  );
}

function ErrorsButton({ pushed }: { readonly pushed: boolean }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { worker, host, clock } = useServices();
  const total = useImportState((state) => state.counts?.error ?? 0);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const { rows } = await worker.imports.page("error", 0, total);
    const reasons = rows.map((row) => [row.position, row.problems.map((problem) => say(problemMessage(problem))).join("；")] as const);
    const bytes = await worker.imports.errorsFile(t("import.col-row"), t("import.col-reason"), reasons);
    await saveFile(host, t("import.errors-name", { day: format.day(clock.now()) }), bytes);
    setBusy(false);
  };
  return (
    <Button size="small" className={pushed ? "push" : ""} icon={Download} disabled={busy} onClick={() => void save()}>
      {t("import.export-errors")}
    </Button>
  );
}

function Fix({ row, problem }: { readonly row: PageRow; readonly problem: Problem }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const header = useImportState((state) => (problem.column === null ? null : (state.preview?.columns[problem.column]?.header ?? null)));
  const name = header ?? t("import.whole-row");
  const label = t("import.fix-label", { row: format.number(row.row), field: name });
  return (
    <li className="fix">
      <span className="soft nowrap">{t("import.fix-row", { row: format.number(row.row) })}</span>
      <span>
        {name} <span className="bad mono">{problem.value === "" ? t("import.blank") : shorten(problem.value)}</span>
      </span>
      {problem.column === null ? <span /> : <Mend position={row.position} column={problem.column} problem={problem} label={label} />}
      <span className="why">{say(problemMessage(problem))}</span>
    </li>
  );
}

const shorten = (text: string): string => ([...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text);

interface MendProps {
  readonly position: number;
  readonly column: number;
  readonly problem: Problem;
  readonly label: string;
}

function Mend({ position, column, problem, label }: MendProps) {
  const t = useT();
  const flow = useImportFlow();
  const { categories, branches } = useLists();
  const list = problem.target === "category" ? categories : problem.target === "branch" ? branches : null;
  if (problem.tag === "unknown-value" && list !== null) {
    const options = [
      { value: "", label: t("import.fix-placeholder"), disabled: true },
      ...list.map(({ code, label: shown }) => ({ value: code, label: shown })),
      { value: " ", label: t("import.values-blank") },
    ];
    return <Select aria-label={label} options={options} value="" onChange={(code) => void flow.fixAlike(column, problem.value, code === " " ? null : code)} />;
  }
  return <MendInput label={label} placeholder={t("import.fix-placeholder")} suggestion={problem.suggestion ?? ""} onMend={(text) => void flow.fix(position, column, text)} />;
}

function MendInput({ label, placeholder, suggestion, onMend }: { readonly label: string; readonly placeholder: string; readonly suggestion: string; readonly onMend: (text: string) => void }) {
  const [text, setText] = useState(suggestion);
  return <TextInput aria-label={label} placeholder={placeholder} value={text} onChange={(event) => setText(event.target.value)} onEnter={() => onMend(text)} />;
}
