/** Before anything personal is said on the telephone: right or wrong, and only how it was checked is kept. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { edit } from "../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { press, scan } from "./keys.ts";
import { findToast, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const BIRTH = "1958-05-01";

async function openCall() {
  const desk = await openDesk({
    prepare: async (services) => {
      await services.writer.run("test.birth", [edit("reader", ZHANG, { birthDate: BIRTH })]);
    },
  });
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  expect(screen.queryByText("来电还没核对")).toBeNull();
  await press("F12", "F12");
  await screen.findByText("来电还没核对");
  await press("F12", "F12", { alt: true });
  const sheet = await screen.findByRole("dialog", { name: /核对来电/ });
  return { ...desk, sheet };
}
const answer = async (sheet: HTMLElement, card: string, more: string): Promise<void> => {
  const [one, other] = [within(sheet).getByLabelText("读者证号"), within(sheet).getByLabelText("另一项")];
  for (const [field, text] of [
    [one, card],
    [other, more],
  ] as const) {
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(text);
  }
  await userEvent.keyboard("{Enter}");
};

test("a wrong answer is wrong as a whole, a right one is kept with the call as how it was checked", async () => {
  const { sheet, services } = await openCall();
  expect(await findAxeFaults(sheet)).toEqual([]);
  await answer(sheet, ZHANG_CARD, "1958-05-02");
  expect((await within(sheet).findByText("不对")).getAttribute("role")).toBe("alert");
  expect(sheet.textContent).not.toContain(BIRTH);
  await answer(sheet, ZHANG_CARD, BIRTH);
  await screen.findByText("来电已核对");
  expect(screen.queryByRole("dialog")).toBeNull();
  await press("2", "Digit2", { alt: true });
  await waitFor(async () => expect(await services.db.interaction.count()).toBe(1));
  const [call] = await services.db.interaction.toArray();
  expect(call).toMatchObject({ reader: ZHANG, channel: "phone", callerCheck: "card-and-more" });
  expect(JSON.stringify([call, await services.db.log.toArray()])).not.toContain("1958-05-02");
  // what she asks at the desk afterwards is no call
  await press("2", "Digit2", { alt: true });
  await waitFor(async () => expect(await services.db.interaction.count()).toBe(2));
  expect((await services.db.interaction.toArray()).map(({ callerCheck }) => callerCheck)).toEqual([
    "card-and-more",
    undefined,
  ]);
});

test("away from the desk the answer is said as well", async () => {
  const { sheet, history } = await openCall();
  act(() => history.navigate(`/readers/${ZHANG}`));
  await answer(sheet, ZHANG_CARD, BIRTH);
  await findToast("来电已核对");
});

test("who could not be confirmed is told nothing personal, and the next reader begins unchecked", async () => {
  const { sheet } = await openCall();
  await userEvent.click(within(sheet).getByRole("button", { name: "没核对上" }));
  await screen.findByText("不要说个人的事，请对方带证来馆");
  await press("Escape", "Escape");
  await press("Escape", "Escape");
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  expect(screen.queryByText("不要说个人的事，请对方带证来馆")).toBeNull();
});
