import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { WeekSection } from "../../../../renderer/features/settings/calendar/week-section.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";

async function openWeek(): Promise<TestServices> {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆", openDays: ["6", "7"], workingDays: ["1", "2", "3", "4", "5"] }),
    create("feedback", "counted", {
      type: "complaint",
      status: "accepted",
      branch: "east",
      receivedAt: new Date(2026, 10, 24, 9).getTime(),
      due: "2026-12-01",
    }),
  ]);
  await renderWithServices(<WeekSection />, { services: { ...services, ...workerInPage(services) } });
  await screen.findByRole("checkbox", { name: "周六开放" });
  return services;
}

it("takes opening hours as they are typed, and says what are none", async () => {
  const { db } = await openWeek();
  const hours = async () => (await db.branch.get("east"))?.hours;
  await write(screen.getByRole("textbox", { name: "周六开门" }), "8：30");
  await write(screen.getByRole("textbox", { name: "周六关门" }), "730");
  await userEvent.tab();
  expect((await screen.findByRole("alert")).textContent).toMatch(/^未能保存：请写开门和关门的时间/);
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect(await hours()).toBeUndefined();
  await userEvent.clear(screen.getByRole("textbox", { name: "周六关门" }));
  await write(screen.getByRole("textbox", { name: "周六关门" }), "18.00");
  await userEvent.tab();
  await expect.poll(hours).toEqual({ "6": "08:30-18:00" });
  await screen.findByText("每周开放 2 天；填了时间的 1 天共 9.5 小时，还有 1 天没有填时间");
  await userEvent.type(screen.getByRole("textbox", { name: "周日开门" }), "9");
  await userEvent.type(screen.getByRole("textbox", { name: "周日关门" }), "12");
  await userEvent.tab();
  await screen.findByText("每周开放 2 天，12.5 小时");
  for (const name of ["周日开门", "周日关门"]) await userEvent.clear(screen.getByRole("textbox", { name }));
  await userEvent.tab();
  for (const name of ["周六开门", "周六关门"]) await userEvent.clear(screen.getByRole("textbox", { name }));
  await userEvent.tab();
  await expect.poll(hours).toBeUndefined();
});

it("opens a weekday, keeps one open, and moves deadlines with the working days", async () => {
  const { db, writer } = await openWeek();
  const due = async () => (await db.feedback.get("counted"))?.due;
  await userEvent.click(screen.getByRole("checkbox", { name: "周日开放" }));
  await expect.poll(async () => (await db.branch.get("east"))?.openDays).toEqual(["6"]);
  await userEvent.click(screen.getByRole("checkbox", { name: "周六开放" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/^未能保存：一周至少要有一天开放/);
  expect((await db.branch.get("east"))?.openDays).toEqual(["6"]);
  await userEvent.click(screen.getByRole("checkbox", { name: "周六是工作日" }));
  // Wed 25, Thu 26, Fri 27, Sat 28, Mon 30
  await expect.poll(due).toBe("2026-11-30");
  await screen.findByText(/1 件意见已改期限/, {}, { timeout: 5_000 });
  await writer.undo();
  await expect.poll(due).toBe("2026-12-01");
  expect((await db.branch.get("east"))?.workingDays).toEqual(["1", "2", "3", "4", "5"]);
});

it("opens on the branch where the desk stands", async () => {
  const services = await createTestServices({ settings: { branch: "west" } });
  await services.writer.run("test", [
    create("branch", "east", { name: "城东馆" }),
    create("branch", "west", { name: "城西馆" }),
  ]);
  await renderWithServices(<WeekSection />, { services: { ...services, ...workerInPage(services) } });
  const choice = await screen.findByRole<HTMLSelectElement>("combobox", { name: "分馆" });
  expect(choice.value).toBe("west");
  await userEvent.selectOptions(choice, "城东馆");
  expect(choice.value).toBe("east");
});
