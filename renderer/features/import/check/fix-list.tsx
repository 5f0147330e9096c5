/**
 * What is wrong with the rows that cannot be written: equal problems are one line, and a reason in a column is mended
 * by one act.
 */
import type { ProblemGroup } from "#shared/import-export/cells/problem-groups.ts";
import { isTarget, targetSpec } from "#shared/import-export/columns/targets.ts";
import { useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useColumnName } from "../column-name.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { problemMessage } from "../import-words.ts";
import { ErrorsButton } from "./errors-button.tsx";
import { FixLine } from "./fix-line.tsx";
import { MoreRows } from "./more-rows.tsx";
import { type NextFocus, useNextFocus } from "./use-next-focus.ts";
import { useProblems } from "./use-problems.ts";

export function FixList() {
  const t = useT();
  const flow = useImportFlow();
  const { groups, isCurrent, showMore } = useProblems();
  const total = useImportState((state) => state.counts?.error ?? 0);
  const busy = useImportState((state) => state.job !== null);
  const suggested = groups.reduce((sum, group) => sum + group.suggested, 0);
  const { list, act } = useNextFocus<HTMLUListElement>(groups, !isCurrent);
  return (
    <section className="scroll" aria-labelledby="err-h">
      <div className="section-head">
        <h2 id="err-h">
          {t("import.bucket-error")} <span className="count">{t("import.count-error", { n: total })}</span>
        </h2>
        {suggested > 1 && (
          <Button size="small" className="push" disabled={busy} onClick={() => void flow.mend({})}>
            {t("import.fix-adopt-all", { n: suggested })}
          </Button>
        )}
        {total > 0 && <ErrorsButton className={suggested < 2 ? "push" : ""} />}
      </div>
      {total === 0 && <p className="more">{t("import.none-here")}</p>}
      <ul className="list" ref={list} tabIndex={-1}>
        {groups.map((group) => (
          <Group key={`${group.tag} ${group.column}`} group={group} act={act} />
        ))}
      </ul>
      <MoreRows rest={groups.reduce((sum, { rest }) => sum + rest, 0)} onMore={showMore} />
    </section>
  );
}

function Group({ group, act }: { readonly group: ProblemGroup; readonly act: NextFocus<HTMLElement>["act"] }) {
  const { lines, rest } = group;
  return (
    <>
      {lines.length + rest > 1 && <GroupHead group={group} />}
      {lines.map((line) => (
        <FixLine key={line.problem.value} line={line} act={act} />
      ))}
    </>
  );
}

/** What tells who the row is cannot be left out, and what is in no list is chosen. */
const mayBeBlank = ({ tag, lines }: ProblemGroup): boolean => {
  const target = lines[0]?.problem.target ?? "";
  return tag !== "unknown-value" && isTarget(target) && targetSpec(target).reading !== "code";
};

/** A category or a branch that the library has not yet. */
const mayBeMade = ({ tag, lines }: ProblemGroup): boolean =>
  tag === "unknown-value" && ["category", "branch"].includes(lines[0]?.problem.target ?? "");

/** One act for all lines: what is suggested, or nothing at all. */
function GroupHead({ group }: { readonly group: ProblemGroup }) {
  const t = useT();
  const say = useSay();
  const flow = useImportFlow();
  const columnName = useColumnName();
  const busy = useImportState((state) => state.job !== null);
  const { tag, column, count, suggested, lines } = group;
  const name = column === null ? t("import.whole-row") : columnName(column);
  const title = t("import.fix-group", { field: name, n: count });
  return (
    <li className="fix-group">
      <strong>{title}</strong>
      <span className="soft">
        {say(problemMessage({ tag, column, target: lines[0]?.problem.target ?? null, value: "" }))}
      </span>
      {column !== null && suggested > 1 && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${title} ${t("import.fix-adopt", { n: suggested })}`}
          onClick={() => void flow.mend({ tag, column })}
        >
          {t("import.fix-adopt", { n: suggested })}
        </Button>
      )}
      {column !== null && mayBeMade(group) && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${title} ${t("import.values-all-new")}`}
          onClick={() => void flow.makeAll(column)}
        >
          {t("import.values-all-new")}
        </Button>
      )}
      {column !== null && suggested === 0 && mayBeBlank(group) && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${title} ${t("import.fix-blank", { n: count })}`}
          onClick={() => void flow.mend({ tag, column }, "")}
        >
          {t("import.fix-blank", { n: count })}
        </Button>
      )}
    </li>
  );
}
