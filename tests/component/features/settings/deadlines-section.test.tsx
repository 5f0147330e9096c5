import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { DEADLINES_ID } from "#shared/model/settings/deadline-days.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { DeadlinesSection } from "../../../../renderer/features/settings/calendar/deadlines-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("sets days for a type, moves the open opinions of it, and one undo takes both back", async () => {
  const services = await createTestServices();
  const { db, writer } = services;
  const opinion = { status: "accepted", branch: "east", receivedAt: new Date(2026, 10, 24, 9).getTime() } as const;
  await writer.run("test", [
    create("branch", "east", { name: "城东馆", workdays: { "2026-11-26": "rest" } }),
    create("feedback", "complaint", { ...opinion, type: "complaint", due: "2026-12-02" }),
    create("feedback", "by-hand", { ...opinion, type: "complaint", due: "2026-12-24" }),
    create("feedback", "question", { ...opinion, type: "question", due: "2026-12-02" }),
  ]);
  await renderWithServices(
    <>
      <DeadlinesSection />
      <ToastDock />
    </>,
    { services },
  );
  const dues = async () => Object.fromEntries((await db.feedback.toArray()).map(({ id, due }) => [id, due]));
  const field = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "投诉" });
  await screen.findByRole("spinbutton", { name: "投诉" });
  expect([field().value, screen.getByRole<HTMLInputElement>("spinbutton", { name: "表扬" }).value]).toEqual(["5", ""]);
  await userEvent.clear(field());
  await userEvent.type(field(), "0");
  await userEvent.tab();
  await screen.findByText("未能保存：请填 1 到 120 的整数，或留空");
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect(await db.setting.get(DEADLINES_ID)).toBeUndefined();
  await userEvent.clear(field());
  await userEvent.type(field(), "3");
  await userEvent.tab();
  await screen.findByText("已改办理期限：投诉", { selector: ".toast *" });
  expect(screen.getByText("1 件意见已改期限")).toBeTruthy();
  // Wed 25, Fri 27, Mon 30: the holiday between counts for nothing
  expect(await dues()).toEqual({ complaint: "2026-11-30", "by-hand": "2026-12-24", question: "2026-12-02" });
  // none is due any more
  await expect.poll(() => field().value).toBe("3");
  await userEvent.clear(field());
  await userEvent.tab();
  await expect.poll(dues).toEqual({ complaint: undefined, "by-hand": "2026-12-24", question: "2026-12-02" });
  await writer.undo();
  await writer.undo();
  expect(await dues()).toEqual({ complaint: "2026-12-02", "by-hand": "2026-12-24", question: "2026-12-02" });
  await expect.poll(() => field().value).toBe("5");
});
