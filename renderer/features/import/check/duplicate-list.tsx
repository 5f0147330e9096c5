/** Rows that may be somebody who is here, or in the file, already, or who was erased: a person says which. */
import { type DuplicateGroup, duplicateGroup } from "#shared/exchange/duplicate-group.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { useImportFlow } from "../import-session.tsx";
import { suspicionMessage } from "../import-words.ts";
import { type NextFocus, useNextFocus } from "./use-next-focus.ts";

export function DuplicateList({ rows }: { readonly rows: readonly PageRow[] }) {
  const t = useT();
  const flow = useImportFlow();
  const { list, act } = useNextFocus<HTMLTableSectionElement>(rows, false);
  const of = (group: DuplicateGroup) => rows.filter((row) => duplicateGroup(row) === group).map(({ position }) => position);
  const [here, others, repeated] = [of("alike"), of("other-person"), of("repeated")];
  return (
    <>
      {repeated.length > 1 && (
        <p className="row">
          <Button size="small" onClick={() => void flow.decide(repeated, "same")}>
            {t("import.decide-all-merge", { n: repeated.length })}
          </Button>
        </p>
      )}
      {others.length > 1 && (
        <p className="row">
          <Button size="small" onClick={() => void flow.decide(others, "separate")}>
            {t("import.decide-all-other-people", { n: others.length })}
          </Button>
        </p>
      )}
      {here.length > 1 && (
        <p className="row">
          <Button size="small" onClick={() => void flow.decide(here, "same")}>
            {t("import.decide-all-same")}
          </Button>
          <Button size="small" onClick={() => void flow.decide(here, "separate")}>
            {t("import.decide-all-separate")}
          </Button>
        </p>
      )}
      <table>
        <TableHead cells={[t("import.col-row"), t("import.col-reader"), t("import.col-note")]} nums={[0]}>
          <th scope="col" aria-label={t("import.decide-same")} />
        </TableHead>
        <tbody ref={list} tabIndex={-1}>
          {rows.map((row) => (
            <Suspect key={row.position} row={row} act={act} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Suspect({ row, act }: { readonly row: PageRow; readonly act: NextFocus<HTMLElement>["act"] }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const flow = useImportFlow();
  const { suspicion, decision } = row;
  if (suspicion === undefined) return null;
  // whoever may be one may be two
  const isOpen = suspicion.tag !== "several-readers" && suspicion.tag !== "erased";
  const name = row.name === "" ? t("import.no-name") : row.name;
  return (
    <tr>
      <td className="nums meta">{format.number(row.row)}</td>
      <th scope="row">
        {name} <span className="mono meta">{row.card}</span>
      </th>
      <td className="soft">{say(suspicionMessage(suspicion, t("import.suspect-no-card")))}</td>
      <td className="nowrap">
        <span className="row">
          {isOpen && (
            <Button size="small" aria-label={`${t("import.decide-same")} ${name}`} onClick={() => act(() => flow.decide([row.position], "same"))}>
              {t("import.decide-same")}
            </Button>
          )}
          {suspicion.tag === "erased" && !suspicion.belongs && (
            <Button size="small" aria-label={`${t("import.decide-erased")} ${name}`} onClick={() => act(() => flow.decide([row.position], "separate"))}>
              {t("import.decide-erased")}
            </Button>
          )}
          {isOpen && (
            <Button size="small" aria-label={`${t("import.decide-separate")} ${name}`} onClick={() => act(() => flow.decide([row.position], "separate"))}>
              {t("import.decide-separate")}
            </Button>
          )}
          {decision === "skip" ? (
            <span className="meta">{t("import.decided-skip")}</span>
          ) : (
            <Button size="small" aria-label={`${t("import.decide-skip")} ${name}`} onClick={() => act(() => flow.decide([row.position], "skip"))}>
              {t("import.decide-skip")}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}
