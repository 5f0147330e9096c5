import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CounterBridge } from "../../../renderer/app/counter-bridge.tsx";
import { create } from "../../../renderer/db/write/changes.ts";
import { DeskProvider } from "../../../renderer/features/desk/desk-provider.tsx";
import { OpinionsScreen } from "../../../renderer/features/opinions/opinions-screen.tsx";
import { createTestServices } from "../../support/desk-services.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { ScreenKeys } from "../../support/screen-keys.tsx";
import { press } from "../desk/keys.ts";

async function open() {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("feedback", "water", {
      title: "饮水机停水",
      type: "complaint",
      status: "registered",
      receivedAt: 1,
      due: "2026-11-20",
    }),
  ]);
  await renderWithServices(
    <DeskProvider>
      <CounterBridge>
        <ScreenKeys>
          <OpinionsScreen />
        </ScreenKeys>
      </CounterBridge>
    </DeskProvider>,
    { services, path: "/opinions" },
  );
  const list = await screen.findByRole("listbox", { name: "意见列表" });
  // it has the focus once the screen hears its keys
  await waitFor(() => expect(document.activeElement).toBe(list));
  return services;
}

describe("opinions and the counter", () => {
  it("Ctrl+N asks which kind before the sheet opens, and the sheet writes that kind", async () => {
    const services = await open();
    await press("n", "KeyN", { ctrl: true });
    await screen.findByRole("dialog", { name: "记哪一类意见" });
    await userEvent.keyboard("表扬{Enter}");
    const text = await screen.findByRole("textbox", { name: "原话" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    await userEvent.type(text, "谢谢林老师");
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () =>
      expect(await services.db.feedback.where("status").equals("registered").toArray()).toContainEqual(
        expect.objectContaining({ type: "praise", text: "谢谢林老师" }),
      ),
    );
  });
});
