/** The cells of a form as they stand in it. One tab stop: arrows go from cell to cell, Enter chooses one. */
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { addressOf, columnName, parseAddress, type WorkbookCell } from "#shared/reports/form/address.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FormCellShown, FormSheet } from "../../../platform/worker/reports-api.ts";
import { classNames } from "../../../ui/class-names.ts";
import { isIme } from "../../../ui/keyboard.ts";
import { FormRow } from "./form-row.tsx";

interface FormGridProps {
  readonly sheet: FormSheet;
  readonly chosen: string;
  /** What will stand there, by address. */
  readonly filled: ReadonlyMap<string, string>;
  readonly onChoose: (address: string) => void;
}

/** As many columns of numbers as stand on a sheet that is not laid across. */
const UPRIGHT = 8;

const STEPS: Readonly<Record<string, WorkbookCell>> = {
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
};

export function FormGrid({ sheet, chosen, filled, onChoose }: FormGridProps) {
  const t = useT();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<WorkbookCell>({ column: 1, row: 1 });
  const cells = useMemo(() => new Map(sheet.cells.map((cell) => [cell.address, cell])), [sheet]);
  const covered = useMemo(() => coveredBy(sheet.cells), [sheet]);
  const filledText = JSON.stringify([...filled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says whether it is another one
  const standing = useMemo(() => filled, [filledText]);
  const chosenPlace = parseAddress(chosen);
  const columns = Array.from({ length: sheet.columns }, (_, index) => index + 1);
  /** To the next cell that is not under the same merged one; a merged one is its first cell. */
  const onward = (from: WorkbookCell, step: WorkbookCell): WorkbookCell => {
    const first = (place: WorkbookCell): string => covered.get(addressOf(place)) ?? addressOf(place);
    let place = from;
    do place = { column: place.column + step.column, row: place.row + step.row };
    while (isShown(place) && first(place) === first(from));
    return isShown(place) ? (parseAddress(first(place)) ?? place) : from;
  };
  const isShown = ({ column, row }: WorkbookCell): boolean =>
    column >= 1 && column <= sheet.columns && row >= 1 && row <= sheet.rows;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event)) return;
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = onward(at, step);
    grid.current?.querySelector<HTMLElement>(`[data-at="${addressOf(next)}"]`)?.focus();
    event.preventDefault();
  };
  const latest = useRef({ onKeyDown, onChoose });
  latest.current = { onKeyDown, onChoose };
  const [acts] = useState(() => ({
    focus: setAt,
    keyDown: (event: KeyboardEvent<HTMLElement>) => latest.current.onKeyDown(event),
    choose: (address: string) => latest.current.onChoose(address),
  }));
  return (
    <div className={classNames("report-form-grid scroll", sheet.columns > UPRIGHT && "paper-wide")}>
      <table ref={grid} aria-label={t("reports.form-cells")}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: sheet.rows }, (_, index) => index + 1).map((row) => (
            <FormRow
              key={row}
              row={row}
              columns={sheet.columns}
              cells={cells}
              covered={covered}
              filled={standing}
              active={at.row === row ? at.column : 0}
              chosen={chosenPlace?.row === row ? chosenPlace.column : 0}
              acts={acts}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Cells under a merged one, and which it is. */
function coveredBy(cells: readonly FormCellShown[]): ReadonlyMap<string, string> {
  const covered = new Map<string, string>();
  for (const { address, across, down } of cells) {
    const first = parseAddress(address);
    if (first === null || across * down === 1) continue;
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++)
        if (row + column > 0) covered.set(addressOf({ column: first.column + column, row: first.row + row }), address);
  }
  return covered;
}
