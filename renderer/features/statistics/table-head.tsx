/** The head of a figure's table: names first, then numbers, and where there is one a picture of them. */
import { useT } from "../../i18n/use-t.ts";

export function TableHead({ cells, hasPicture = false, last }: { cells: readonly string[]; hasPicture?: boolean; last?: string }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {cells.map((cell, place) => (
          <th key={cell} scope="col" className={place > 0 ? "nums" : undefined}>
            {cell}
          </th>
        ))}
        {hasPicture && (
          <th scope="col" className="wide">
            <span className="vh">{t("statistics.picture")}</span>
          </th>
        )}
        {last !== undefined && <th scope="col">{last}</th>}
      </tr>
    </thead>
  );
}
