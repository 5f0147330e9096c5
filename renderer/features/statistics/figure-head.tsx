/** The head of a figure's table: names first, then numbers, and where there is one a picture of them. */
import { useT } from "../../i18n/use-t.ts";
import { TableHead } from "../../ui/table-head.tsx";

export function FigureHead({ cells, last }: { cells: readonly string[]; last?: string }) {
  const t = useT();
  return (
    <TableHead cells={cells}>
      <th scope="col" className="wide">
        <span className="vh">{t("statistics.picture")}</span>
      </th>
      {last !== undefined && <th scope="col">{last}</th>}
    </TableHead>
  );
}
