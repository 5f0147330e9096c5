/** Rows that cannot be written, each mended in place: Enter takes what is typed, or the suggestion. */
import { useState } from "react";
import type { Problem } from "#shared/exchange/problems.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useColumnName } from "../column-name.ts";
import { useLists } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { problemMessage } from "../import-words.ts";
import { useUseKinds } from "../use-kinds.ts";
import { ErrorsButton } from "./errors-button.tsx";
import { MoreRows } from "./more-rows.tsx";
import { useBucketPage } from "./use-bucket-page.ts";
import { type NextFocus, useNextFocus } from "./use-next-focus.ts";

export function FixList() {
  const t = useT();
  const flow = useImportFlow();
  const { rows, total, rest, showMore } = useBucketPage("error");
  const suggested = rows.flatMap((row) => row.problems.flatMap(({ column, suggestion }) => (column === null || suggestion === undefined ? [] : [{ position: row.position, column, suggestion }])));
  const errors = useImportState((state) => state.counts?.error ?? 0);
  const { list, act } = useNextFocus<HTMLUListElement>(rows, rows.length === 0 && errors > 0);
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
        {total > 0 && <ErrorsButton className={suggested.length < 2 ? "push" : ""} />}
      </div>
      {total === 0 && <p className="more">{t("import.none-here")}</p>}
      <ul className="list" ref={list} tabIndex={-1}>
        {rows.flatMap((row) => row.problems.map((problem) => <Fix key={`${row.position} ${problem.column} ${problem.tag}`} row={row} problem={problem} act={act} />))}
      </ul>
      <MoreRows rest={rest} onMore={showMore} />
    </section>
  );
}

interface FixProps {
  readonly row: PageRow;
  readonly problem: Problem;
  readonly act: NextFocus<HTMLElement>["act"];
}

/** What is wrong with a row as a whole has no cell to show. */
const hasCell = ({ tag }: Problem): boolean => tag !== "too-many-cells" && tag !== "nobody";

function Fix({ row, problem, act }: FixProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const columnName = useColumnName();
  const name = problem.column === null ? t("import.whole-row") : columnName(problem.column);
  const label = t("import.fix-label", { row: format.number(row.row), field: name });
  return (
    <li className="fix">
      <span className="soft nowrap">{t("import.fix-row", { row: format.number(row.row) })}</span>
      <span>
        {name} {hasCell(problem) && <span className="bad mono">{problem.value === "" ? t("import.blank") : shorten(problem.value)}</span>}
      </span>
      {problem.column === null ? <span /> : <Mend position={row.position} column={problem.column} problem={problem} label={label} act={act} />}
      <span className="why">{say(problemMessage(problem))}</span>
    </li>
  );
}

const shorten = (text: string): string => ([...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text);

interface MendProps extends Pick<FixProps, "problem" | "act"> {
  readonly position: number;
  readonly column: number;
  readonly label: string;
}

function Mend({ position, column, problem, label, act }: MendProps) {
  const t = useT();
  const flow = useImportFlow();
  const { categories, branches } = useLists();
  const kinds = useUseKinds();
  const list = problem.target === "category" ? categories : problem.target === "branch" ? branches : problem.target === "kind" ? kinds : null;
  if (problem.tag === "unknown-value" && list !== null) {
    const options = [
      { value: "", label: t("import.fix-placeholder"), disabled: true },
      ...list.map(({ code, label: shown }) => ({ value: code, label: shown })),
      { value: " ", label: t(problem.target === "kind" ? "import.use-leave-out" : "import.values-blank") },
    ];
    return <Select aria-label={label} options={options} value="" onChange={(code) => act(() => flow.fixAlike(column, problem.value, code === " " ? null : code))} />;
  }
  return <MendInput label={label} placeholder={t("import.fix-placeholder")} suggestion={problem.suggestion ?? ""} onMend={(text) => act(() => flow.fix(position, column, text))} />;
}

function MendInput({ label, placeholder, suggestion, onMend }: { readonly label: string; readonly placeholder: string; readonly suggestion: string; readonly onMend: (text: string) => void }) {
  const [text, setText] = useState(suggestion);
  return <TextInput aria-label={label} placeholder={placeholder} value={text} onChange={(event) => setText(event.target.value)} onEnter={() => onMend(text)} />;
}
