/**
 * The rows of a bucket, a reader in few lines: every cell that would change, before → after, and what to know of it.
 */

import { ArrowRight } from "lucide-react";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import type { CellChange } from "#shared/import-export/plan/cell-changes.ts";
import type { Json } from "#shared/kernel/json.ts";
import { CONSENT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/worker/import-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { useColumnName } from "../column-name.ts";
import { importFieldName } from "../field-name.ts";
import { useImportState } from "../import-session.tsx";
import { noticeMessage } from "../import-words.ts";
import { type ImportNames, useImportNames } from "./use-names.ts";

export function ChangesTable({ rows }: { readonly rows: readonly PageRow[] }) {
  const t = useT();
  const names = useImportNames(rows);
  return (
    <table>
      <TableHead cells={[t("import.col-row"), t("import.col-reader"), t("import.col-change")]} nums={[0]} />
      <tbody>
        {rows.map((row) => (
          <Person key={row.position} row={row} names={names} />
        ))}
      </tbody>
    </table>
  );
}

function Person({ row, names }: { readonly row: PageRow; readonly names: ImportNames }) {
  const t = useT();
  const format = useFormat();
  const kind = useImportState((state) => state.preview?.own?.kind ?? "reader");
  const columnName = useColumnName();
  const notices = [...new Map(row.notices.map((notice) => [`${notice.tag} ${notice.column}`, notice])).values()];
  return (
    <tr>
      <td className="nums meta">{format.number(row.row)}</td>
      <th scope="row">
        <PersonName>{row.name === "" ? t("import.no-name") : row.name}</PersonName>{" "}
        {row.card !== "" && <span className="mono meta">{tail(row.card)}</span>}
      </th>
      <td>
        <div className="cell-changes">
          {row.cells.map((change) => (
            <Change
              key={`${change.field} ${change.key ?? ""}`}
              kind={kind}
              change={change}
              names={names}
              isNew={row.bucket === "new"}
            />
          ))}
        </div>
        {notices.map((notice) => (
          <p key={`${notice.tag} ${notice.column}`} className="soft">
            <span className="meta">{notice.column === null ? t("import.whole-row") : columnName(notice.column)}</span>{" "}
            <span>{t(noticeMessage(notice).id)}</span>
          </p>
        ))}
      </td>
    </tr>
  );
}

/** Enough of a card to tell readers of one name apart. */
const tail = (card: string): string => (card.length > 6 ? `…${card.slice(-4)}` : card);

interface ChangeProps {
  readonly kind: OwnKind;
  readonly change: CellChange;
  readonly names: ImportNames;
  /** Nothing was there before: only what is written is said. */
  readonly isNew: boolean;
}

function Change({ kind, change: { field, key, before, after, kept }, names, isNew }: ChangeProps) {
  const t = useT();
  const wordOf = (text: string): string => names.valueOf(field, text);
  const shown = (value: Json): string => (value === null ? t("import.blank") : textOf(field, value, wordOf, t));
  const fieldName = t(importFieldName(kind, field));
  const name =
    key === undefined ? fieldName : field === "otherIds" ? names.keyOf(key) : (answerName(key, t) ?? fieldName);
  return (
    <span className="diff">
      <span className="meta">{name}</span>
      {kept === true ? (
        <span>
          {shown(before)} <span className="blank">{t("import.kept", { value: shown(after) })}</span>
        </span>
      ) : (
        <>
          {!isNew && (before === null ? <span className="blank">{shown(before)}</span> : <del>{shown(before)}</del>)}
          {!isNew && <Icon icon={ArrowRight} />}
          {after === null ? <span className="blank">{shown(after)}</span> : <ins>{shown(after)}</ins>}
        </>
      )}
    </span>
  );
}

const HOWS = ["spoken", "written", "form", "imported"] as const;

/** For which purpose she was asked, and on which channel; null where the key says neither. */
function answerName(key: string, t: Translate): string | null {
  const purpose = CONSENT_PURPOSES.find((each) => key.endsWith(`.${each}`));
  const channel = CONTACT_CHANNELS.find((each) => key.startsWith(`${each}.`));
  return purpose === undefined || channel === undefined
    ? null
    : `${t(`words.consent.${purpose}`)} · ${t(`words.contact.${channel}`)}`;
}

/** An alert is its text; how loud it is, nobody has asked. An answer is yes or no, and how the list said it. */
function textOf(field: string, value: Json, wordOf: (text: string) => string, t: Translate): string {
  if (typeof value === "object" && value !== null && "given" in value && typeof value.given === "boolean") {
    const how = HOWS.find((each) => each === value.how);
    const said = [t(value.given ? "words.agreed" : "words.refused"), how && t(`words.how.${how}`), value.wording];
    return said.filter((part) => typeof part === "string").join(" · ");
  }
  if (
    field === "alert" &&
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string"
  )
    return value.text;
  return valueText(value, wordOf);
}

const OUTER_DEPTH = 3;

/**
 * A value of a record in words, for before → after.
 *
 * @param wordOf the name of a code, where the field holds one
 */
function valueText(value: Json, wordOf: (text: string) => string, depth = 0): string {
  if (value === null) return "";
  if (typeof value === "string") return wordOf(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (depth > OUTER_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((item: Json) => valueText(item, wordOf, depth + 1)).join("、");
  return Object.values(value)
    .map((item) => valueText(item, wordOf, depth + 1))
    .join("，");
}
