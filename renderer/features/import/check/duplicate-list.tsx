/** Rows that may be somebody who is here, or in the file, already, or who was erased: a person says which. */

import { DUPLICATE_GROUPS } from "#shared/import-export/plan/duplicate-group.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import type { BucketPage, PageRow } from "../../../platform/worker/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { suspicionMessage } from "../import-words.ts";
import { type NextFocus, useNextFocus } from "./use-next-focus.ts";

export interface DuplicateListProps {
  readonly rows: readonly PageRow[];
  readonly groups?: BucketPage["groups"];
}

/** What may be said of a whole group, the rows beyond those shown among them. */
const ANSWERS = [
  { group: "repeated", decision: "same", label: "import.decide-all-merge" },
  { group: "other-person", decision: "separate", label: "import.decide-all-other-people" },
  { group: "alike", decision: "same", label: "import.decide-all-same" },
  { group: "alike", decision: "separate", label: "import.decide-all-separate" },
] as const;

export function DuplicateList({ rows, groups }: DuplicateListProps) {
  const t = useT();
  const flow = useImportFlow();
  const busy = useImportState((state) => state.job !== null);
  const { list, act } = useNextFocus<HTMLTableSectionElement>(rows, busy);
  return (
    <>
      {DUPLICATE_GROUPS.map((group) => {
        const n = groups?.[group] ?? 0;
        if (n < 2) return null;
        return (
          <p key={group} className="row">
            {ANSWERS.filter((answer) => answer.group === group).map(({ decision, label }) => (
              <Button
                key={label}
                size="small"
                disabled={busy}
                onClick={() => act(() => flow.decideAll(group, decision))}
              >
                {t(label, { n })}
              </Button>
            ))}
          </p>
        );
      })}
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
        <PersonName>{name}</PersonName> <span className="mono meta">{row.card}</span>
      </th>
      <td className="soft">{say(suspicionMessage(suspicion, t("import.suspect-no-card")))}</td>
      <td className="nowrap">
        <span className="row">
          {isOpen && (
            <Button
              size="small"
              aria-label={`${t("import.decide-same")} ${name}`}
              onClick={() => act(() => flow.decide([row.position], "same"))}
            >
              {t("import.decide-same")}
            </Button>
          )}
          {suspicion.tag === "erased" && !suspicion.belongs && (
            <Button
              size="small"
              aria-label={`${t("import.decide-erased")} ${name}`}
              onClick={() => act(() => flow.decide([row.position], "separate"))}
            >
              {t("import.decide-erased")}
            </Button>
          )}
          {isOpen && (
            <Button
              size="small"
              aria-label={`${t("import.decide-separate")} ${name}`}
              onClick={() => act(() => flow.decide([row.position], "separate"))}
            >
              {t("import.decide-separate")}
            </Button>
          )}
          {decision === "skip" ? (
            <span className="meta">{t("import.decided-skip")}</span>
          ) : (
            <Button
              size="small"
              aria-label={`${t("import.decide-skip")} ${name}`}
              onClick={() => act(() => flow.decide([row.position], "skip"))}
            >
              {t("import.decide-skip")}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}
