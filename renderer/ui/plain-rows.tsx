/** The rows of a plain table of figures: the first cell names the row, the others are its numbers. */
export function PlainRows({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
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
  );
}
