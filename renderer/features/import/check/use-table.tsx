/** The records that a list of use makes or makes greater: who, which day, what, how much before and after. */
import { ArrowRight } from "lucide-react";
import { useMemo } from "react";
import type { PlannedUse } from "#shared/import-export/library-use/use-planner.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/worker/import-api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { useLists } from "../import-queries.ts";

export function UseTable({ rows }: { readonly rows: readonly PageRow[] }) {
  const t = useT();
  const format = useFormat();
  const { branches } = useLists();
  const branchNames = useMemo(() => new Map(branches.map(({ code, label }) => [code, label])), [branches]);
  return (
    <table>
      <TableHead
        cells={[
          t("import.col-row"),
          t("import.col-reader"),
          t("import.col-day"),
          t("import.col-kind"),
          t("import.col-class"),
          t("import.col-quantity"),
          t("import.col-branch"),
        ]}
        nums={[0, 5]}
      />
      <tbody>
        {rows.flatMap(({ position, row, name, card, use }) =>
          use === undefined ? (
            []
          ) : (
            <tr key={position}>
              <td className="nums meta">{format.number(row)}</td>
              <th scope="row">
                {name === "" ? t("import.no-name") : name} <span className="mono meta">{card}</span>
              </th>
              <td className="nowrap">{use.on}</td>
              <td>{t(`words.activity.${use.kind}`)}</td>
              <td>{use.mainClass}</td>
              <td className="nums">
                <Amount use={use} />
              </td>
              <td>{branchNames.get(use.branch ?? "")}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Amount({ use: { before, quantity } }: { readonly use: PlannedUse }) {
  const format = useFormat();
  if (before === null || quantity <= before) return format.number(before ?? quantity);
  return (
    <span className="diff">
      <del>{format.number(before)}</del>
      <Icon icon={ArrowRight} />
      <ins>{format.number(quantity)}</ins>
    </span>
  );
}
