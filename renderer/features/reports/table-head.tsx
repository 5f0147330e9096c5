/** The head of a table of figures. */

/** @param nums places of the columns that hold figures */
export function TableHead({ names, nums }: { names: readonly string[]; nums: readonly number[] }) {
  return (
    <thead>
      <tr>
        {names.map((name, index) => (
          <th key={name} scope="col" className={nums.includes(index) ? "nums" : undefined}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
