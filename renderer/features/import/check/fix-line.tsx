/** One problem and all cells that say the same, mended in place: Enter takes what is typed, or the suggestion. */
import { useState } from "react";
import type { ProblemLine } from "#shared/import-export/cells/problem-groups.ts";
import type { Problem } from "#shared/import-export/cells/problems.ts";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useColumnName } from "../column-name.ts";
import { useEntryNames } from "../entry-names.ts";
import { useLists } from "../import-queries.ts";
import { useImportFlow } from "../import-session.tsx";
import { problemMessage } from "../import-words.ts";
import { useUseKinds } from "../use-kinds.ts";
import type { NextFocus } from "./use-next-focus.ts";

export interface FixLineProps {
  readonly line: ProblemLine;
  readonly act: NextFocus<HTMLElement>["act"];
}

/** What is wrong with a row as a whole has no cell to show. */
const hasCell = ({ tag }: Problem): boolean => tag !== "too-many-cells" && tag !== "nobody";

export function FixLine({ line: { problem, count, row }, act }: FixLineProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const columnName = useColumnName();
  const { column, value } = problem;
  const name = column === null ? t("import.whole-row") : columnName(column);
  const label =
    count === 1
      ? t("import.fix-label", { row: format.number(row), field: name })
      : t("import.fix-label-alike", { row: format.number(row), n: count, field: name });
  return (
    <li className="fix">
      <span className="soft nowrap">
        {count === 1 ? t("import.fix-row", { row: format.number(row) }) : t("import.fix-rows", { n: count })}
      </span>
      <span>
        {name}{" "}
        {hasCell(problem) && <span className="bad mono">{value === "" ? t("import.blank") : shorten(value)}</span>}
      </span>
      {column === null ? <span /> : <Mend column={column} problem={problem} label={label} act={act} />}
      <span className="why">{say(problemMessage(problem))}</span>
    </li>
  );
}

const shorten = (text: string): string => ([...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text);

interface MendProps extends Pick<FixLineProps, "act"> {
  readonly problem: Problem;
  readonly column: number;
  readonly label: string;
}

function Mend({ column, problem: { tag, target, value, suggestion = "" }, label, act }: MendProps) {
  const t = useT();
  const flow = useImportFlow();
  const { categories, branches } = useLists();
  const kinds = useUseKinds();
  const { isListed, nearBranch } = useEntryNames(target === "branch" ? branches : categories, [value]);
  const list = target === "category" ? categories : target === "branch" ? branches : target === "kind" ? kinds : null;
  if (tag === "unknown-value" && list !== null) {
    const options = [
      { value: "", label: t("import.fix-placeholder"), disabled: true },
      ...list.map(({ code, label: shown }) => ({ value: code, label: shown })),
      ...(target === "kind" || isListed(value)
        ? []
        : [{ value: NEW_ENTRY, label: t("import.values-new", { name: value }) }]),
      { value: " ", label: t(target === "kind" ? "import.use-leave-out" : "import.values-blank") },
    ];
    const take = (code: string | null): void => act(() => flow.fixAlike(column, value, code));
    const near = target === "branch" ? nearBranch(value) : undefined;
    return (
      <span className="row">
        {near !== undefined && (
          <Button size="small" onClick={() => take(near.code)}>
            {t("import.fix-near", { name: near.label })}
          </Button>
        )}
        <Select aria-label={label} options={options} value="" onChange={(code) => take(code === " " ? null : code)} />
      </span>
    );
  }
  return (
    <MendInput
      label={label}
      placeholder={t("import.fix-placeholder")}
      suggestion={suggestion}
      onMend={(text) => act(() => flow.mend({ tag, column, value }, text))}
    />
  );
}

function MendInput({
  label,
  placeholder,
  suggestion,
  onMend,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly suggestion: string;
  readonly onMend: (text: string) => void;
}) {
  const [text, setText] = useState(suggestion);
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onEnter={() => onMend(text)}
    />
  );
}
