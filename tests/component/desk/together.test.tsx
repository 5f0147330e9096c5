/** A family at the desk: several people in the record of a quick log, without leaving it. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { create, remove } from "../../../renderer/db/write/changes.ts";
import { write } from "../../support/write.ts";
import { press, scan, scanInPart } from "./keys.ts";
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
  await write(note, "一家人问亲子阅读");
  await user.click(screen.getByRole("button", { name: "参与读者…" }));
  // its code is loaded when it is first asked for
  const dialog = await screen.findByRole("dialog", { name: "修改服务记录" }, { timeout: 25_000 });
  await user.click(within(dialog).getByLabelText("问"));
  await user.paste("还想办证");
  within(dialog).getByLabelText("加一位参与读者").focus();
  await scan(LI_CARD, 5);
  // close behind the scan: who was scanned is in it
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [record] = await services.db.interaction.toArray();
  expect(record).toMatchObject({ reader: ZHANG });
  expect(await services.db.participant.toArray()).toMatchObject([{ interaction: record?.id, reader: LI }]);
  await waitFor(() => expect(document.activeElement).toBe(note));
  expect(note.value).toBe("一家人问亲子阅读");
  // what was typed in the form meanwhile stays before it
  await user.keyboard("{Enter}");
  await waitFor(async () =>
    expect((await services.db.interaction.toArray()).map(({ question }) => question)).toEqual([
      "还想办证\n一家人问亲子阅读",
    ]),
  );
});

const FAMILY = ["王芳", "赵六", "钱七"].map((name, n) =>
  create("reader", `00000000-0000-7000-8000-00000000001${n}`, { name, card: `00210417100${n}` }),
);

test("a family of four is four scans and a key, wherever in the form the focus is, and a card of nobody takes nobody out", async () => {
  const user = userEvent.setup();
  const { services } = await openDesk({ prepare: async ({ writer }) => void (await writer.run("test", FAMILY)) });
  await press("2", "Digit2", { alt: true });
  await waitFor(async () => expect(await services.db.interaction.count()).toBe(1));
  await press("F4", "F4");
  await user.click(await screen.findByRole("button", { name: "参与读者…" }));
  const dialog = await screen.findByRole("dialog", { name: "修改服务记录" });
  const question = within(dialog).getByLabelText<HTMLTextAreaElement>("问");
  await waitFor(() => expect(document.activeElement).toBe(question));
  await user.paste("亲子阅读");
  await scan(LI_CARD, 5);
  await scan("002104171000", 5);
  await scan("002199999999", 5);
  expect((await within(dialog).findByRole("alert")).textContent).toContain("002199999999");
  // a scan that is broken off writes no words, wherever the focus is
  for (const field of [question, within(dialog).getByLabelText<HTMLInputElement>("加一位参与读者")]) {
    const before = field.value;
    field.focus();
    await scanInPart("00210417", 5);
    await within(dialog).findByText(/^00210417 没有扫完整/);
    await waitFor(() => expect(field.value).toBe(before));
    await scan("002104171000", 5, { afterMs: 1600 });
    await waitFor(() => expect(within(dialog).queryByText(/没有扫完整/)).toBeNull());
  }
  within(dialog).getByLabelText("加一位参与读者").focus();
  await scan("002104171001", 5);
  within(dialog).getByRole("button", { name: /保存/ }).focus();
  await scan("002104171002", 5);
  // she is in it already
  await scan("002104171002", 5);
  question.focus();
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [record] = await services.db.interaction.toArray();
  expect(record).toMatchObject({ question: "亲子阅读" });
  expect(record?.count).toBeUndefined();
  const names = await Promise.all(
    (await services.db.participant.toArray()).map(
      async ({ reader = "" }) => (await services.db.reader.get(reader))?.name,
    ),
  );
  expect(names.toSorted()).toEqual(["李雷", "王芳", "赵六", "钱七"].toSorted());
});

test("a reader's card says of a record of somebody else that she took part", async () => {
  await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test", [
        create("interaction", "family", { reader: ZHANG, at: clock.now(), purpose: "reference" }),
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

test("a reader's card says who was with her, also of somebody who is added or taken away while it is open", async () => {
  const { services } = await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test", [
        create("interaction", "family", { reader: ZHANG, at: clock.now(), purpose: "reference" }),
      ]);
    },
  });
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  const records = screen.getByRole("region", { name: /最近/ });
  await within(records).findByRole("listitem");
  expect(records.textContent).not.toContain("与李*");
  await services.writer.run("test", [create("participant", "p", { interaction: "family", reader: LI })]);
  await within(records).findByText("与李*");
  await services.writer.run("test", [remove("participant", "p")]);
  await waitFor(() => expect(records.textContent).not.toContain("与李*"));
});

test("a record given to another reader from its note has the promise of the note made to her", async () => {
  const user = userEvent.setup();
  const { services } = await openDesk();
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  await press("2", "Digit2", { alt: true });
  await waitFor(async () => expect(await services.db.interaction.count()).toBe(1));
  await press("F4", "F4");
  const note = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" });
  await write(note, "回电 >明天");
  await user.click(screen.getByRole("checkbox", { name: "已答应读者" }));
  await user.click(screen.getByRole("button", { name: "参与读者…" }));
  const dialog = await screen.findByRole("dialog", { name: "修改服务记录" });
  await user.click(within(dialog).getByRole("button", { name: "换读者…" }));
  const asked = await screen.findByRole("dialog", { name: "记错了人：这条该记给谁" });
  within(asked).getByLabelText("改记给").focus();
  // the card stands in the field whole, and a person says that it is hers
  await scan(LI_CARD, 5, { afterMs: 350 });
  await within(asked).findByText("李雷");
  await user.click(within(asked).getByRole("button", { name: "选这位" }));
  await waitFor(() => expect(dialog.textContent).toContain("记给李雷"));
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  note.focus();
  await user.keyboard("{Enter}");
  await waitFor(async () => expect(await services.db.task.toArray()).toMatchObject([{ promisedTo: LI }]));
  expect(await services.db.interaction.toArray()).toMatchObject([{ reader: LI }]);
});
