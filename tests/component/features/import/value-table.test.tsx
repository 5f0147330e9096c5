import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { ValueTable } from "../../../../renderer/features/import/steps/value-table.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("shows the branch that the import before has made, and not the first of the list", async () => {
  await renderWithServices(
    <ValueTable
      header="分馆"
      values={[{ value: "西馆", count: 22, fits: "west" }]}
      entries={[
        { code: "east", label: "城东馆" },
        { code: "west", label: "西馆" },
      ]}
      chosen={{ 西馆: NEW_ENTRY }}
      onChoose={() => undefined}
      onSettled={() => undefined}
      blank="留空"
      allBlank="没有的都留空"
    />,
  );
  const taken = screen.getByRole<HTMLSelectElement>("combobox", { name: "算作: 西馆" });
  expect(taken.selectedOptions[0]?.textContent).toBe("西馆");
});
