/** A small table of figures under its title; the first column names the row. */
import { TableHead } from "./table-head.tsx";

export function PlainTable({ title, head, rows }: { title: string; head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table className="report-table">
      <caption>{title}</caption>
      <TableHead names={head} nums={head.map((_, index) => index).slice(1)} />
      <tbody>
        {rows.map(([first = "", ...rest]) => (
          <tr key={first}>
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
    </table>
  );
}
