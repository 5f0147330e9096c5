import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import {
  DeliveryReportDialog,
  type ReadReport,
} from "../../../../renderer/features/outreach/files/delivery-report-dialog.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const sent = [
  { id: "a", phone: "138-0013 8000" },
  { id: "b", phone: "13900139000" },
  { id: "c", phone: "13700137000" },
];

async function openReport(): Promise<readonly ReadReport[]> {
  const services = await createTestServices();
  const noted: ReadReport[] = [];
  await renderWithServices(
    <DeliveryReportDialog
      sent={sent}
      keepsRefusals
      onClose={() => undefined}
      onReport={(report) => noted.push(report)}
    />,
    { services: { ...services, ...workerInPage(services) } },
  );
  await screen.findByRole("dialog");
  return noted;
}
const give = (text: string) => userEvent.upload(screen.getByLabelText("回执文件"), new File([text], "回执.csv"));

it("says what a report says of whom before anything is noted", async () => {
  const noted = await openReport();
  expect(await findAxeFaults(document.body)).toEqual([]);
  await give(
    "号码,状态,原因\n+8613800138000,DELIVRD,\n13900139000,UNDELIV,空号\n13700137000,回复R,\n13500135000,DELIVRD,\n",
  );
  await screen.findByText("收到了");
  const lines = within(screen.getByRole("list")).getAllByRole("listitem");
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    "收到了1",
    "回复了拒收1",
    "空号1",
    "不是这份名单的号码1",
  ]);
  expect(screen.getByText("记下以后，这几位这类事不再发短信")).toBeTruthy();
  expect(noted).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "记下 3 条结果" }));
  expect(noted.map(({ deliveries }) => deliveries.map(({ id, delivery }) => [id, delivery.tag]))).toEqual([
    [
      ["a", "delivered"],
      ["b", "failed"],
      ["c", "declined"],
    ],
  ]);
});

it("counts what it notes, without what says nothing yet", async () => {
  await openReport();
  await give("号码,状态\n13800138000,DELIVRD\n13900139000,ACCEPTD\n");
  await screen.findByText("还说不准");
  expect(screen.getByRole("button", { name: "记下 1 条结果" })).toBeTruthy();
});

it("says of a file that is no report what it lacks, and takes another", async () => {
  const noted = await openReport();
  await give("姓名\n王小明\n");
  await screen.findByText(/没有一列是手机号码/);
  await give("号码,备注\n13800138000,王\n");
  await screen.findByText(/没有一列写明收到没有/);
  await give("\u0000\u0001\u0002");
  await screen.findByText(/读不出表格/);
  expect(screen.getByRole("button", { name: "记下 0 条结果" }).getAttribute("aria-disabled")).toBe("true");
  await give("号码,状态\n13800138000,成功\n");
  await screen.findByText("收到了");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(noted).toEqual([]);
});

/** The list of whom the messages went to is still on its way when the file is chosen. */
function Late() {
  const [all, setAll] = useState<typeof sent>([]);
  return (
    <>
      <DeliveryReportDialog sent={all} keepsRefusals onClose={() => undefined} onReport={() => undefined} />
      <button type="button" data-testid="comes" onClick={() => setAll(sent)} />
    </>
  );
}

it("asks of a report whose messages it is about as often as that is known better", async () => {
  const services = await createTestServices();
  await renderWithServices(<Late />, { services: { ...services, ...workerInPage(services) } });
  await screen.findByRole("dialog");
  await give("号码,状态,原因\n13800138000,DELIVRD,\n");
  await screen.findByText("不是这份名单的号码");
  fireEvent.click(screen.getByTestId("comes"));
  await screen.findByRole("button", { name: "记下 1 条结果" });
  expect(screen.queryByText("不是这份名单的号码")).toBeNull();
});
