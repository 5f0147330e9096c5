import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { KeyGuard } from "#shared/host/device-calls.ts";
import { DoneStep } from "../../../../renderer/features/first-run/done-step.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { compose } from "../../desk/keys.ts";

async function open(keys: KeyGuard = "owner") {
  const onDone = vi.fn();
  await renderWithServices(<DoneStep code={null} said="first-run.done" keys={keys} onDone={onDone} />);
  const box = screen.getByRole<HTMLInputElement>("textbox");
  await waitFor(() => expect(document.activeElement).toBe(box));
  return { box, onDone };
}

describe("the end of the first run", () => {
  it.each([
    ["owner", "本馆的密钥放在这台电脑的数据文件夹里"],
    ["keychain", "本馆的密钥由系统的钥匙串保管"],
  ] as const)("says what a disk that is not encrypted means where the keys are with: %s", async (keys, sentence) => {
    await open(keys);
    expect(screen.getByText(new RegExp(`${sentence}.*硬盘已加密.*请向管理这台电脑的人问清楚`))).toBeTruthy();
  });
});

describe("the scanner test of the first run", () => {
  it("knows a scan by its keys, and an empty Enter goes on to the desk", async () => {
    const { box, onDone } = await open();
    await userEvent.type(box, "00210417{Enter}");
    await screen.findByText("扫描枪可用");
    expect(onDone).not.toHaveBeenCalled();
    await userEvent.keyboard("{Enter}");
    expect(onDone).toHaveBeenCalledOnce();
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
    await screen.findByText("扫描枪可用");
    expect(box.value).toBe("");
    expect(onDone).not.toHaveBeenCalled();
  });
});
