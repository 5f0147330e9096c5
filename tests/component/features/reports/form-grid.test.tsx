import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { FormGrid } from "../../../../renderer/features/reports/form/form-grid.tsx";
import type { FormSheet } from "../../../../renderer/platform/worker/reports-api.ts";
import "../../../../renderer/features/reports/reports.css";
import "../../../../renderer/styles/index.css";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { paperOf } from "../../desk/keys.ts";

const [ROWS, COLUMNS] = [40, 3];

/** Each row's first cell tells when it is drawn. */
function sheetThatCounts(drawn: string[]): FormSheet {
  const cells = Array.from({ length: ROWS }, (_, index) => {
    const address = `A${index + 1}`;
    return {
      address,
      get text() {
        drawn.push(address);
        return "项目";
      },
      isFormula: false,
      across: 1,
      down: 1,
    };
  });
  return { name: "表一", rows: ROWS, columns: COLUMNS, cells };
}

/** As the page holds it: with another map and another function at every turn. */
function Form({ sheet }: { sheet: FormSheet }) {
  const [chosen, setChosen] = useState("");
  return (
    <>
      <input aria-label="address" value={chosen} onChange={(event) => setChosen(event.target.value)} />
      <FormGrid
        sheet={sheet}
        chosen={chosen}
        filled={new Map([["B3", "120"]])}
        onChoose={(address) => setChosen(address)}
      />
    </>
  );
}

it("draws again only the rows that a key changes", async () => {
  const drawn: string[] = [];
  await renderWithServices(<Form sheet={sheetThatCounts(drawn)} />);
  expect(drawn).toContain("A40");
  await userEvent.click(screen.getByRole("button", { name: "B2" }));
  expect(screen.getByRole("button", { name: "B2" }).getAttribute("aria-pressed")).toBe("true");
  drawn.length = 0;
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement?.getAttribute("data-at")).toBe("B3");
  expect(new Set(drawn)).toEqual(new Set(["A2", "A3"]));
  drawn.length = 0;
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("button", { name: "B3 120" }).getAttribute("aria-pressed")).toBe("true");
  expect(new Set(drawn)).toEqual(new Set(["A2", "A3"]));
  drawn.length = 0;
  await userEvent.type(screen.getByRole("textbox"), "9");
  expect(new Set(drawn)).toEqual(new Set(["A3", "A39"]));
});

it.each([
  [COLUMNS, false],
  [14, true],
])("stands on paper with all rows, and with %i columns across the page: %s", async (columns, isAcross) => {
  await renderWithServices(<Form sheet={{ ...sheetThatCounts([]), columns }} />);
  const table = screen.getByRole("table");
  let rest = Number.NaN;
  await paperOf(async () => {
    window.print();
    // what is cut, or lies over what follows
    rest = table.getBoundingClientRect().bottom - (table.parentElement?.getBoundingClientRect().bottom ?? 0);
  });
  expect(rest).toBeLessThanOrEqual(0);
  expect(table.closest(".paper-wide") !== null).toBe(isAcross);
});
