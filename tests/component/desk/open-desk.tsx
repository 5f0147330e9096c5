/** The desk as the window has it: top bar, screen, and the keyboard of its commands, over a real database. */
import { screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { useKeyDispatcher } from "../../../renderer/app/commands/key-dispatcher.ts";
import { CounterBridge } from "../../../renderer/app/counter-bridge.tsx";
import { create } from "../../../renderer/db/write/changes.ts";
import { useDeskCommands } from "../../../renderer/features/desk/desk-command-list.ts";
import { DeskProvider } from "../../../renderer/features/desk/desk-provider.tsx";
import { DeskScreen } from "../../../renderer/features/desk/desk-screen.tsx";
import { ChannelKey } from "../../../renderer/features/desk/scan/channel-key.tsx";
import { ScanBox } from "../../../renderer/features/desk/scan/scan-box.tsx";
import { WhoseChip } from "../../../renderer/features/desk/scan/whose-chip.tsx";
import { TaskSheetHost } from "../../../renderer/features/tasks/task-sheet-host.tsx";
import type { Sound } from "../../../renderer/platform/sound.ts";
import type { Quiet } from "../../../renderer/ui/hooks/quiet.ts";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";
import { type Rendered, renderWithServices } from "../../support/render-with-services.tsx";
import { workerInPage } from "../../support/worker-in-page.ts";

export const ZHANG = "00000000-0000-7000-8000-000000000001";
export const LI = "00000000-0000-7000-8000-000000000002";
export const ZHANG_CARD = "002104178853";
export const LI_CARD = "002104170001";

function Keyboard() {
  useKeyDispatcher(useDeskCommands(), false);
  return null;
}

export interface Opened extends Rendered {
  readonly box: HTMLInputElement;
  /** Moves the clock that the desk sees. */
  readonly passTime: (ms: number) => void;
}

export interface OpenOptions {
  readonly extra?: ReactNode;
  readonly prepare?: (services: TestServices) => Promise<void>;
  readonly settings?: TestServices["start"]["settings"];
  readonly sound?: Sound;
  readonly quiet?: Quiet;
  /** Takes the place of the desk's own services. */
  readonly instead?: (services: TestServices) => Partial<TestServices>;
}

export async function openDesk({
  extra,
  prepare,
  sound,
  quiet,
  instead,
  settings = {},
}: OpenOptions = {}): Promise<Opened> {
  let shift = 0;
  const base = await createTestServices({ settings: { branch: "b1", staff: "s1", deskLetter: "A", ...settings } });
  const clock = { now: () => base.clock.now() + shift };
  const services = { ...base, clock, ...workerInPage(base), ...instead?.(base) };
  await base.writer.run("test.readers", [
    create("reader", ZHANG, { name: "张素琴", card: ZHANG_CARD, phones: ["13812345678"], expiresOn: "2027-06-30" }),
    create("reader", LI, { name: "李雷", card: LI_CARD, expiresOn: "2026-11-20" }),
    create("branch", "b1", { name: "城东馆", code: "CD" }),
    create("staff", "s1", { name: "陈雨桐", initials: "陈" }),
  ]);
  await prepare?.(base);
  const rendered = await renderWithServices(
    <DeskProvider {...(sound !== undefined && { sound })} {...(quiet !== undefined && { quiet })}>
      <CounterBridge>
        <TaskSheetHost>
          <header className="top">
            <ScanBox />
            <WhoseChip />
            <ChannelKey />
          </header>
          <DeskScreen />
          <Keyboard />
          {extra}
        </TaskSheetHost>
      </CounterBridge>
    </DeskProvider>,
    { services },
  );
  const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "扫描或查找读者" });
  await waitFor(() => {
    if (document.activeElement !== box) throw new Error("the scan box has no focus");
  });
  return { ...rendered, box, passTime: (ms) => (shift += ms) };
}

/** The toast's row, not the live region that says the same. */
export const findToast = (text: string | RegExp): Promise<HTMLElement> =>
  screen.findByText((_, element) => isToast(element, text));
/** A name in it is an element of its own. */
const isToast = (element: Element | null, text: string | RegExp): boolean =>
  element?.matches(".toast b") === true &&
  (typeof text === "string" ? element.textContent === text : text.test(element.textContent));

/** A list that is told of every key that reaches it. */
export function KeyList({ onKey }: { readonly onKey: (key: string) => void }) {
  return <div role="listbox" aria-label="清单" tabIndex={0} onKeyDown={({ nativeEvent }) => onKey(nativeEvent.key)} />;
}
