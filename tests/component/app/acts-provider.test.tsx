import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../renderer/acts/use-acts.ts";
import { moveStream } from "../../../renderer/db/journal/move-stream.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { ToastDock } from "../../../renderer/ui/dialogs/toast.tsx";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { findToast } from "../desk/open-desk.tsx";

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
  await moveStream(services.db, "a".repeat(16), "b".repeat(16), { no: 0, hash: "", seq: 0 }, async (seen) => seen);
  await userEvent.click(button);
  await screen.findByText("未能保存", { selector: ".toast b" });
  expect(screen.getByText(/换了新的编号/, { selector: ".toast *" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "重新打开" })).toBeTruthy();
  expect(await services.db.reader.count()).toBe(1);
});

function Deletion() {
  const act = useAct();
  const remove = () =>
    void act({
      command: "reader.delete",
      changes: [edit("reader", "zhang", { unit: "5" })],
      said: { id: "readers.did-delete", values: { who: maskName("张素琴") } },
    });
  return (
    <>
      <button type="button" onClick={remove}>
        删除
      </button>
      <ToastDock />
    </>
  );
}

it("names the reader in the language of the place, also when it is taken back, and says the same to whoever hears it", async () => {
  const { services } = await renderWithServices(<Deletion />);
  await services.writer.run("test", [
    create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
    create("reader", "zhang", { name: "张素琴" }),
  ]);
  await userEvent.click(screen.getByRole("button", { name: "删除" }));
  const toast = await findToast("已删除读者：张*琴");
  const name = within(toast).getByText("张*琴");
  await waitFor(() => expect([name.tagName, name.lang, name.dir]).toEqual(["BDI", "zh-TW", "auto"]));
  expect(await screen.findByText("已删除读者：张*琴", { selector: ".vh" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^撤销/ }));
  const undone = await findToast("已撤销：已删除读者：张*琴");
  expect(within(undone).getByText("张*琴").lang).toBe("zh-TW");
  // a key too many is one key back
  await userEvent.click(screen.getByRole("button", { name: /^重做/ }));
  await screen.findByText("已重做：删除读者 已删除读者：张*琴", { selector: ".vh" });
  expect(screen.getByRole("button", { name: /^撤销/ })).toBeTruthy();
  expect(await services.db.reader.get("zhang")).toMatchObject({ unit: "5" });
});
