/** The text that a colleague pastes into the chat of a readers' group. */
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { findToast } from "../../desk/open-desk.tsx";
import { openOutreach } from "./open-outreach.tsx";

it("is copied without a name, says what would be one reader's, and marks nobody", async () => {
  const at = Date.parse("2026-11-20T02:00:00Z");
  const { services } = await openOutreach({
    path: "/outreach/o?step=lists",
    more: [
      create("setting", LIBRARY_PHONE_ID, { name: "library-phone", value: "0512-7654321" }),
      create("outreach", "o", {
        name: "读书会",
        goal: "event",
        source: { by: "hand" },
        channels: ["wechat"],
        templates: { "wechat.zh-CN": "{称呼}您好，周六有读书会，{图书馆电话}。" },
        madeAt: at,
        madeOn: "2026-11-20",
      }),
      create("recipient", "r", { outreach: "o", reader: "ann", channel: "wechat", place: 0 }),
    ],
  });
  const user = userEvent.setup();
  // another file in the same page may have left something there
  await navigator.clipboard.writeText("");
  const button = await screen.findByRole("button", { name: "复制不带姓名的文字，发到微信群" });
  await user.click(button);
  await findToast(
    "这段文字里有只属于一位读者、或还不知道的内容：称呼。到“模板”里用竖线写上对大家都合适的话，如 {称呼|…}",
  );
  expect(await navigator.clipboard.readText()).toBe("");
  const templates = { "wechat.zh-CN": "{称呼|各位读者}好，周六有读书会，{图书馆电话}。" };
  await services.writer.run("test", [edit("outreach", "o", { templates })]);
  await expect
    .poll(async () => {
      await user.click(button);
      return navigator.clipboard.readText();
    })
    .toBe("各位读者好，周六有读书会，0512-7654321。");
  expect((await services.db.recipient.get("r"))?.attempts).toBeUndefined();
});
