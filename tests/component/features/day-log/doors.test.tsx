/** The ways between the desk and the day log: every figure of the tally opens as many as it says, a note stays in the list. */
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { Route, Switch, useLocation } from "wouter";
import { useKeyDispatcher } from "../../../../renderer/app/commands/key-dispatcher.ts";
import { CounterBridge } from "../../../../renderer/app/counter-bridge.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { useShownCommands } from "../../../../renderer/desk-services/screen-commands.ts";
import { WayBackProvider } from "../../../../renderer/desk-services/way-back.ts";
import { DayLogScreen } from "../../../../renderer/features/day-log/day-log-screen.tsx";
import { useDeskCommands } from "../../../../renderer/features/desk/desk-command-list.ts";
import { DeskProvider } from "../../../../renderer/features/desk/desk-provider.tsx";
import { DeskScreen } from "../../../../renderer/features/desk/desk-screen.tsx";
import { ScanBox } from "../../../../renderer/features/desk/scan/scan-box.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { at, grid, inHand, LOGGED, showsTimes } from "./open-day-log.tsx";

/** As the frame looks keys up: what the screen says first. */
function Keyboard() {
  useKeyDispatcher([...useShownCommands(), ...useDeskCommands()], false);
  return null;
}

/** As the frame leads back. */
function Back({ children }: { children: ReactNode }) {
  const [, navigate] = useLocation();
  return <WayBackProvider value={(to) => navigate(to ?? "/")}>{children}</WayBackProvider>;
}

async function openBoth(path: string) {
  const base = await createTestServices({ settings: { staff: "chen", branch: "east" } });
  await base.writer.run("test", [
    ...LOGGED,
    create("interaction", "own-code", { at: at("09:20"), purpose: "tour", staff: "lin", count: 3 }),
    create("interaction", "no-purpose", { at: at("11:20"), staff: "lin" }),
  ]);
  return renderWithServices(
    <DeskProvider>
      <ScanBox />
      <CounterBridge>
        <Switch>
          <Route path="/">
            <DeskScreen />
          </Route>
          <Route path="/day-log">
            <Back>
              <DayLogScreen />
            </Back>
          </Route>
        </Switch>
        <Keyboard />
      </CounterBridge>
    </DeskProvider>,
    { services: { ...base, ...workerInPage(base) }, path },
  );
}

it("each cell, each sum and the total of the desk's tally open as many as they say", async () => {
  const { history } = await openBoth("/");
  const table = await screen.findByRole("table", { name: /^今天的登记/ }, { timeout: 8_000 });
  const section = table.closest("section") ?? table;
  await within(section).findByRole("link", { name: /^34 条/ });
  const doors = [...section.querySelectorAll("a")].map((link) => ({
    href: link.getAttribute("href") ?? "",
    says: Number(/\d+/.exec(link.textContent ?? "")?.[0]),
    name: link.getAttribute("aria-label") ?? "",
  }));
  // cells of two hours, sums, the total
  expect(doors.map(({ says }) => says)).toHaveLength(11);
  for (const { href, says, name } of doors) {
    history.navigate(href);
    await screen.findByRole("button", { name: `${says} 条` });
    expect(name).toContain(`${says} 条`);
    // with and without a filter Escape leads back, and narrows nothing
    await userEvent.keyboard("{Escape}");
    await screen.findByRole("table", { name: /^今天的登记/ });
  }
  cleanup();
});

it("F4 adds a note to the record in hand, where it stands, and item and focus stay", async () => {
  const { services, history } = await openBoth("/day-log?hour=15");
  await showsTimes("15:10", "15:05");
  await waitFor(() => expect(document.activeElement).toBe(grid()));
  await userEvent.keyboard("j{F4}");
  const box = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" });
  await waitFor(() => expect(document.activeElement).toBe(box));
  // pressed again it leads nowhere
  await userEvent.keyboard("{F4}");
  // keys as fast as these would be a scanner's
  await userEvent.paste("要第二份 ~9");
  await userEvent.keyboard("{Enter}");
  await screen.findByText(/要第二份/, { selector: "[role=gridcell]" });
  expect(await services.db.interaction.get("named")).toMatchObject({
    question: "彩色复印三页家谱\n要第二份",
    minutes: 9,
  });
  await waitFor(() => expect(document.activeElement).toBe(grid()));
  expect([inHand(), history.get().location]).toEqual(["15:05", "/day-log?hour=15"]);
  // left by Esc, the words wait as a draft
  await userEvent.keyboard("{F4}");
  await screen.findByRole("textbox", { name: "补一句" });
  await userEvent.paste("说到一半");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(grid()));
  await userEvent.keyboard("{F4}");
  expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" })).value).toBe("说到一半");
  cleanup();
});

it("a card scanned over the list marks nothing and goes to the desk", async () => {
  const { services, history } = await openBoth("/day-log");
  await showsTimes("15:10", "15:05", "14:30", "11:20", "09:20", "09:10");
  await waitFor(() => expect(document.activeElement).toBe(grid()));
  const before = services.testHost.entries.length;
  await userEvent.keyboard("002104178853{Enter}");
  await waitFor(() => expect(history.get().location).toBe("/"));
  await screen.findByRole("heading", { name: "张素琴" });
  expect(services.testHost.entries.length).toBe(before);
  cleanup();
});
