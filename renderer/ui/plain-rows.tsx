/** The rows of a plain table of figures: the first cell names the row, the others are its numbers. */
import type { ReactNode } from "react";

export function PlainRows({ rows }: { rows: readonly (readonly ReactNode[])[] }) {
  return (
    <tbody>
      {rows.map(([first, ...rest], place) => (
        <tr key={typeof first === "string" ? first : place}>
          <th scope="row">{first}</th>
          {rest.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells stand under their column
            <td key={index} className="nums">
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
