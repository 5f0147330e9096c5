import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { useAct } from "../../../renderer/acts/use-acts.ts";
import { moveStream } from "../../../renderer/db/journal/move-stream.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { ToastDock } from "../../../renderer/ui/dialogs/toast.tsx";
import { renderWithServices } from "../../support/render-with-services.tsx";

function Form() {
  const act = useAct();
  const save = () =>
    void act({
      command: "reader.create",
      changes: [create("reader", crypto.randomUUID(), { name: "张素琴" })],
      said: { id: "acts.saving" },
    });
  return (
    <>
      <button type="button" onClick={save}>
        保存
      </button>
      <ToastDock />
    </>
  );
}

it("takes nothing new while the journal is silent, so that a second press writes no second reader", async () => {
  const { services } = await renderWithServices(<Form />);
  services.testHost.away = true;
  const button = screen.getByRole("button", { name: "保存" });
  await userEvent.click(button);
  await waitFor(() => expect(services.writer.health.get()).toBe("silent"));
  await userEvent.click(button);
  await userEvent.click(button);
  services.testHost.away = false;
  await waitFor(() => expect(services.writer.health.get()).toBe("ok"));
  expect(await services.db.reader.count()).toBe(1);
  expect(services.testHost.entries).toHaveLength(1);
  await userEvent.click(button);
  await waitFor(() => expect(services.testHost.entries).toHaveLength(2));
});

it("says that nothing was saved when a sync has moved the desk to a new stream", async () => {
  const { services } = await renderWithServices(<Form />);
  const button = screen.getByRole("button", { name: "保存" });
  await userEvent.click(button);
  await waitFor(() => expect(services.testHost.entries).toHaveLength(1));
  await moveStream(services.db, "a".repeat(16), "b".repeat(16), { no: 0, hash: "", seq: 0 });
  await userEvent.click(button);
  await screen.findByText("未能保存", { selector: ".toast b" });
  expect(screen.getByText(/换了新的编号/, { selector: ".toast *" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "重新打开" })).toBeTruthy();
  expect(await services.db.reader.count()).toBe(1);
});
