import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import { DoneStep } from "../../../../renderer/features/first-run/done-step.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { compose } from "../../desk/keys.ts";

async function open(keys: KeyGuard = "owner", isKept = true) {
  const onDone = vi.fn();
  const onScanner = vi.fn(async () => isKept);
  await renderWithServices(
    <DoneStep code={null} said="first-run.done" keys={keys} onScanner={onScanner} onDone={onDone} />,
  );
  const box = screen.getByRole<HTMLInputElement>("textbox");
  await waitFor(() => expect(document.activeElement).toBe(box));
  return { box, onDone, onScanner };
}

describe("the end of the first run", () => {
  it.each([
    ["owner", "本馆的密钥放在这台电脑的数据文件夹里"],
    ["keychain", "本馆的密钥由系统的钥匙串保管"],
  ] as const)(
    "says, unfolded, what a disk that is not encrypted means where the keys are with: %s",
    async (keys, sentence) => {
      await open(keys);
      const note = screen.getByText(new RegExp(`${sentence}.*硬盘已加密.*请向管理这台电脑的人问清楚`));
      expect(note.checkVisibility()).toBe(false);
      await userEvent.click(screen.getByText("资料存在哪里，硬盘要不要加密"));
      expect(note.checkVisibility()).toBe(true);
    },
  );
});

describe("the scanner test of the first run", () => {
  it("keeps the pace and the end of a scan, and an empty Enter goes on to the desk", async () => {
    const { box, onDone, onScanner } = await open();
    await userEvent.type(box, "00210417{Enter}");
    await screen.findByText("扫描枪可用，它的快慢已记下");
    expect(onScanner.mock.calls).toEqual([[{ gapMs: expect.any(Number), prefix: "", suffix: "enter" }]]);
    expect(onDone).not.toHaveBeenCalled();
    await userEvent.keyboard("{Enter}");
    expect(onDone).toHaveBeenCalledOnce();
  });

  it("keeps of a scanner that ends with Tab that it does", async () => {
    const { box, onScanner } = await open();
    await userEvent.type(box, "00210417");
    await userEvent.tab();
    await screen.findByText("扫描枪可用，它的快慢已记下");
    expect(document.activeElement).toBe(box);
    expect(onScanner.mock.calls).toEqual([[expect.objectContaining({ suffix: "tab" })]]);
  });

  it("keeps nothing of what is no scan, and says what could not be kept", async () => {
    const { box, onScanner } = await open("owner", false);
    await userEvent.type(box, "12{Enter}");
    await screen.findByText(/^这是手工输入的/);
    expect(onScanner).not.toHaveBeenCalled();
    await userEvent.type(box, "00210417{Enter}");
    await screen.findByText(/^扫描枪可用，但没能记下来/);
  });

  it("knows a scan that an input method has taken", async () => {
    const { box, onDone } = await open();
    const taken = (code: string): boolean =>
      box.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: "Process",
          code,
          keyCode: 229,
          isComposing: true,
          bubbles: true,
          cancelable: true,
        }),
      );
    taken("KeyC");
    await compose("cd00");
    for (const code of ["KeyD", "Digit0", "Digit0", "Enter"]) taken(code);
    await screen.findByText("扫描枪可用，它的快慢已记下");
    expect(box.value).toBe("");
    expect(onDone).not.toHaveBeenCalled();
  });
});
