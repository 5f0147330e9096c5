/** The rows of a bucket, a reader each, with every cell that would change: before → after. */
import { ArrowRight } from "lucide-react";
import { useMemo } from "react";
import type { CellChange } from "#shared/exchange/cell-changes.ts";
import type { Json } from "#shared/kernel/json.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/import-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { useColumnName } from "../column-name.ts";
import { fieldName } from "../field-name.ts";
import { useLists } from "../import-queries.ts";
import { useImportState } from "../import-session.tsx";
import { noticeMessage } from "../import-words.ts";
import { valueText } from "./value-text.ts";

export function ChangesTable({ rows }: { readonly rows: readonly PageRow[] }) {
  const t = useT();
  return (
    <table>
      <TableHead cells={[t("import.col-row"), t("import.col-reader"), t("import.col-field"), t("import.col-change")]} nums={[0]} />
      {rows.map((row) => (
        <Person key={row.position} row={row} />
      ))}
    </table>
  );
}

function Person({ row }: { readonly row: PageRow }) {
  const t = useT();
  const format = useFormat();
  const kind = useImportState((state) => state.preview?.own?.kind ?? "reader");
  const columnName = useColumnName();
  const notices = [...new Map(row.notices.map((notice) => [`${notice.tag} ${notice.column}`, notice])).values()];
  const [first, ...rest] = row.cells;
  const head = (
    <>
      <td className="nums meta">{format.number(row.row)}</td>
      <th scope="row">
        {row.name === "" ? t("import.no-name") : row.name} {row.card !== "" && <span className="mono meta">{tail(row.card)}</span>}
      </th>
    </>
  );
  return (
    <tbody className="person">
      <tr>
        {head}
        {first === undefined ? <td colSpan={2} /> : <ChangeCells kind={kind} change={first} />}
      </tr>
      {rest.map((change) => (
        <tr key={`${change.field} ${change.key ?? ""}`}>
          <td />
          <td />
          <ChangeCells kind={kind} change={change} />
        </tr>
      ))}
      {notices.map((notice) => (
        <tr key={`${notice.tag} ${notice.column}`}>
          <td />
          <td />
          <td className="meta">{notice.column === null ? t("import.whole-row") : columnName(notice.column)}</td>
          <td className="soft">{t(noticeMessage(notice).id)}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Enough of a card to tell readers of one name apart. */
const tail = (card: string): string => (card.length > 6 ? `…${card.slice(-4)}` : card);

function ChangeCells({ kind, change }: { readonly kind: "reader" | "interaction" | "feedback"; readonly change: CellChange }) {
  const t = useT();
  const { categories, branches } = useLists();
  const { field, key, before, after, kept } = change;
  const names = useMemo(() => new Map([...(field === "category" ? categories : []), ...(field === "branch" ? branches : [])].map(({ code, label }) => [code, label])), [field, categories, branches]);
  const wordOf = (text: string): string => (field === "gender" && (text === "female" || text === "male" || text === "other") ? t(`words.gender.${text}`) : (names.get(text) ?? text));
  const shown = (value: Json): string => (value === null ? t("import.blank") : valueText(value, wordOf));
  return (
    <>
      <td>
        {t(fieldName(kind, field))}
        {key !== undefined && <span className="meta"> {key}</span>}
      </td>
      <td>
        {kept === true ? (
          <span className="diff">
            {shown(before)} <span className="blank">{t("import.kept", { value: shown(after) })}</span>
          </span>
        ) : (
          <span className="diff">
            {before === null ? <span className="blank">{shown(before)}</span> : <del>{shown(before)}</del>}
            <Icon icon={ArrowRight} />
            {after === null ? <span className="blank">{shown(after)}</span> : <ins>{shown(after)}</ins>}
          </span>
        )}
      </td>
    </>
  );
}
