/** The head of a plain table: the names of its columns, those of numbers on the right. */
import type { ReactNode } from "react";

/**
 * @param nums places of the columns that hold numbers; without it, all but the first
 * @param children further cells behind these
 */
export function TableHead({
  cells,
  nums,
  children,
}: {
  cells: readonly string[];
  nums?: readonly number[];
  children?: ReactNode;
}) {
  return (
    <thead>
      <tr>
        {cells.map((cell, place) => (
          <th key={cell} scope="col" className={(nums?.includes(place) ?? place > 0) ? "nums" : undefined}>
            {cell}
          </th>
        ))}
        {children}
      </tr>
    </thead>
  );
}
