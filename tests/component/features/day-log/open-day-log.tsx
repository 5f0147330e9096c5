/** The day log over a day with two colleagues, two branches, a paper tally and somebody without a card. */
import { screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { DayLogScreen } from "../../../../renderer/features/day-log/day-log-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { type Rendered, renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** The day of the tests' clock. */
export const DAY = "2026-11-25";
export const at = (time: string, day = DAY): number => new Date(`${day}T${time}:00`).getTime();

export const LOGGED: readonly Change[] = [
  create("branch", "east", { name: "城东馆", code: "CD" }),
  create("branch", "west", { name: "河西馆", code: "HX" }),
  create("staff", "chen", { name: "陈雨桐", initials: "陈" }),
  create("staff", "lin", { name: "林致远", initials: "林" }),
  create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
  create("interaction", "morning", {
    at: at("09:10"),
    purpose: "find",
    channel: "phone",
    staff: "lin",
    branch: "west",
    minutes: 3,
    question: "问《大运河史》，回电 13812345678",
  }),
  create("interaction", "tally", {
    at: at("14:30"),
    purpose: "directional",
    channel: "desk",
    staff: "chen",
    branch: "east",
    count: 27,
    minutes: 20,
  }),
  create("interaction", "named", {
    at: at("15:05"),
    purpose: "equipment",
    channel: "desk",
    staff: "lin",
    branch: "east",
    reader: "zhang",
    minutes: 4,
    question: "彩色复印三页家谱",
  }),
  create("reader", "li", { name: "李小明" }),
  create("participant", "with", { interaction: "named", reader: "li" }),
  create("interaction", "contact", {
    at: at("15:10"),
    purpose: "find",
    channel: "desk",
    staff: "chen",
    branch: "east",
    contact: { name: "王小明" },
  }),
  create("interaction", "before", { at: at("15:00", "2026-11-24"), purpose: "find", staff: "chen" }),
];

export interface OpenedLog extends Rendered {
  readonly services: TestServices;
}

export async function openDayLog(
  path = "/day-log",
  {
    rows = LOGGED,
    instead,
    beside,
  }: {
    rows?: readonly Change[];
    instead?: (services: TestServices) => Partial<TestServices>;
    beside?: ReactNode;
  } = {},
): Promise<OpenedLog> {
  const base = await createTestServices({ settings: { staff: "chen", branch: "east" } });
  await base.writer.run("test", rows);
  const services = { ...base, ...workerInPage(base), ...instead?.(base) };
  const rendered = await renderWithServices(
    <ScreenKeys>
      {/* as high as the frame has it: rows out of sight are not drawn */}
      <div style={{ display: "flex", height: 680 }}>
        <DayLogScreen />
      </div>
      {beside}
      <ToastDock />
    </ScreenKeys>,
    { services, path },
  );
  await screen.findByRole("heading", { name: "工作日志" });
  return rendered;
}

export const grid = (): HTMLElement => screen.getByRole("grid", { name: "登记的记录" });

/** The time in each row, from above. */
export const times = (): readonly string[] =>
  [...document.querySelectorAll("[role=grid] .grid-row time")].map((time) => time.textContent ?? "");

export const showsTimes = (...wanted: readonly string[]): Promise<void> =>
  waitFor(() => {
    if (times().join() !== wanted.join()) throw new Error(`rows are ${times().join()}`);
  });

/** The time of the record in hand. */
export const inHand = (): string | undefined =>
  document.querySelector("[role=grid] .grid-row[data-active] time")?.textContent ?? undefined;

export const chip = (name: string): HTMLElement => screen.getByRole("button", { name });
