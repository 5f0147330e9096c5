/** One row of a form's cells. Drawn again only when something of it changes: a form may have thousands of cells. */
import { type KeyboardEvent, memo } from "react";
import { addressOf, type WorkbookCell } from "#shared/reports/form/address.ts";
import type { FormCellShown } from "../../../platform/worker/reports-api.ts";
import { classNames } from "../../../ui/class-names.ts";

interface FormRowProps {
  readonly row: number;
  readonly columns: number;
  readonly cells: ReadonlyMap<string, FormCellShown>;
  /** Cells under a merged one, and which it is. */
  readonly covered: ReadonlyMap<string, string>;
  /** What will stand there, by address. */
  readonly filled: ReadonlyMap<string, string>;
  /** The cell of this row that Tab comes to, and the chosen one; 0 where it is in another row. */
  readonly active: number;
  readonly chosen: number;
  /** The same ones at every turn. */
  readonly acts: {
    readonly focus: (place: WorkbookCell) => void;
    readonly keyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly choose: (address: string) => void;
  };
}

export const FormRow = memo(function FormRow({
  row,
  columns,
  cells,
  covered,
  filled,
  active,
  chosen,
  acts,
}: FormRowProps) {
  return (
    <tr>
      <th scope="row">{row}</th>
      {Array.from({ length: columns }, (_, index) => index + 1).map((column) => {
        const address = addressOf({ column, row });
        if (covered.has(address)) return null;
        const { text = "", isFormula = false, across = 1, down = 1 } = cells.get(address) ?? {};
        const value = filled.get(address);
        return (
          <td
            key={address}
            colSpan={across}
            rowSpan={down}
            className={classNames(isFormula && "report-formula", value !== undefined && "report-filled")}
          >
            <button
              type="button"
              data-at={address}
              aria-label={`${address} ${value ?? text}`}
              aria-pressed={column === chosen}
              tabIndex={column === active ? 0 : -1}
              onFocus={() => acts.focus({ column, row })}
              onKeyDown={acts.keyDown}
              onClick={() => acts.choose(address)}
            >
              {value ?? text}
            </button>
          </td>
        );
      })}
    </tr>
  );
});
