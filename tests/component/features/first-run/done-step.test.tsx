import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DoneStep } from "../../../../renderer/features/first-run/done-step.tsx";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { compose } from "../../desk/keys.ts";

afterEach(cleanup);

async function open() {
  const onDone = vi.fn();
  await renderWithServices(<DoneStep code={null} said="first-run.done" onDone={onDone} />);
  const box = screen.getByRole<HTMLInputElement>("textbox");
  await waitFor(() => expect(document.activeElement).toBe(box));
  return { box, onDone };
}

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
    const taken = (code: string): boolean => box.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", code, keyCode: 229, isComposing: true, bubbles: true, cancelable: true }));
    taken("KeyC");
    await compose("cd00");
    for (const code of ["KeyD", "Digit0", "Digit0", "Enter"]) taken(code);
    await screen.findByText("扫描枪可用");
    expect(box.value).toBe("");
    expect(onDone).not.toHaveBeenCalled();
  });
});
