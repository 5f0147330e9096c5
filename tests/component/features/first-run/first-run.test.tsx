import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { FirstRun } from "../../../../renderer/features/first-run/first-run.tsx";
import { CodeSheet } from "../../../../renderer/features/sync/share/code-sheet.tsx";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const FOUNDED = { code: "ABCD-EFGH", libraryId: "018f0000" };

/** Founds a library where its place is the one that the screen's language proposes, or another. */
async function found(otherPlace?: "first-run.other-place"): Promise<string> {
  const services = await createTestServices();
  const host = (async (name: CallName) => ok(name === "library.found" ? FOUNDED : {})) as Host;
  await renderWithServices(
    <FirstRun
      host={host}
      start={services.start}
      onDone={() => undefined}
      onTrial={() => undefined}
      drawCode={(sheet) => <CodeSheet {...sheet} no={1} madeAt={null} />}
    />,
    { language: "zh-TW", services },
  );
  const { t } = await createI18n("zh-TW");
  await userEvent.keyboard("2");
  for (const box of await screen.findAllByRole("textbox")) await userEvent.type(box, "新竹");
  if (otherPlace !== undefined) await userEvent.click(screen.getByText(t(otherPlace)));
  await userEvent.click(screen.getByRole("button", { name: t("first-run.found") }));
  return (await screen.findByText(/新竹 · 新竹/)).textContent;
}

describe("the first code sheet", () => {
  it("counts its day as the library's place does", async () => {
    expect(await found()).toMatch(/ 1\d\d\/\d\d\/\d\d\s/);
  });

  it("counts it the western way elsewhere, also on a screen in Taiwan's Chinese", async () => {
    expect(await found("first-run.other-place")).toMatch(/ 20\d\d-\d\d-\d\d\s/);
  });
});
