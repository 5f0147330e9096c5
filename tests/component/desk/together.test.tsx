/** A family at the desk: several people in the record of a quick log, without leaving it. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { press, scan } from "./keys.ts";
import { LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

test("the note of a log leads to who else was served, by scans, and back to the note as it stood", async () => {
  const user = userEvent.setup();
  const { services } = await openDesk();
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  await press("2", "Digit2", { alt: true });
  await waitFor(async () => expect(await services.db.interaction.count()).toBe(1));
  await press("F4", "F4");
  const note = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" });
  await user.type(note, "一家人问亲子阅读");
  await user.click(screen.getByRole("button", { name: "参与读者…" }));
  const dialog = await screen.findByRole("dialog", { name: "修改服务记录" });
  const find = within(dialog).getByLabelText<HTMLInputElement>("加一位参与读者");
  find.focus();
  await scan(LI_CARD, 5);
  await waitFor(() => expect(find.value).toBe(LI_CARD));
  await within(dialog).findByText(/李雷/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(find.value).toBe(""));
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [record] = await services.db.interaction.toArray();
  expect(record).toMatchObject({ reader: ZHANG, count: 2 });
  expect(await services.db.participant.toArray()).toMatchObject([{ interaction: record?.id, reader: LI }]);
  await waitFor(() => expect(document.activeElement).toBe(note));
  expect(note.value).toBe("一家人问亲子阅读");
});

test("a reader's card says of a record of somebody else that she took part", async () => {
  await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test", [
        create("interaction", "family", { reader: ZHANG, at: clock.now(), purpose: "reference", count: 2 }),
        create("participant", "p", { interaction: "family", reader: LI }),
      ]);
    },
  });
  await scan(LI_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /李雷/ });
  const records = screen.getByRole("region", { name: /最近/ });
  const [line] = await within(records).findAllByRole("listitem");
  expect(line?.textContent).toContain("参与");
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  const own = await within(screen.getByRole("region", { name: /最近/ })).findAllByRole("listitem");
  expect(own.map((each) => each.textContent?.includes("参与"))).toEqual([false]);
});
