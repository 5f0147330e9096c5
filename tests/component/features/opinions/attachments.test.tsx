/** Photographs and PDFs of what came: kept small, opened on purpose, taken away with an undo, gone for good after a month. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { MOST_ATTACHED_BYTES, MOST_PDF_BYTES } from "#shared/model/attachments/attachment.ts";
import { PART_BYTES } from "#shared/model/attachments/attachment-part.ts";
import { attachmentBytes, attachmentsToDelete } from "../../../../renderer/db/attachments.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { WithAttachments } from "../../../../renderer/features/opinions/attachments/with-attachments.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";

async function open(): Promise<TestServices> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("feedback", "water", { text: "停水", type: "complaint", status: "registered" }),
  ]);
  await renderWithServices(
    <ScreenKeys>
      <WithAttachments kind="feedback" id="water" head={<h2 id="said">读者原话</h2>}>
        停水
      </WithAttachments>
      <ToastDock />
    </ScreenKeys>,
    { services },
  );
  return services;
}

/** Of no two pixels alike: nothing compresses it. */
async function photograph(name: string, width = 1500, height = 1100): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const image = new ImageData(width, height);
  let seed = 1;
  for (let at = 0; at < image.data.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    image.data[at] = seed >>> 24;
  }
  context?.putImageData(image, 0, 0);
  return new File([await canvas.convertToBlob({ type: "image/png" })], name, { type: "image/png" });
}

const input = (): HTMLInputElement => screen.getByLabelText("添加附件…", { selector: "input" });
const heads = async ({ db }: TestServices) => db.attachment.toArray();

it("keeps a photograph as a smaller picture in parts, opens it with a recorded look, and takes it away with an undo", async () => {
  const services = await open();
  expect(screen.queryByRole("list", { name: "附件" })).toBeNull();
  await userEvent.upload(input(), await photograph("来信 1.png"));
  const item = await screen.findByRole("button", { name: "来信 1.png" }, { timeout: 20_000 });
  const [head] = await heads(services);
  expect(head).toMatchObject({ type: "image/jpeg", shown: true, by: "chen", about: { kind: "feedback", id: "water" } });
  expect(head?.bytes).toBeLessThanOrEqual(1_000_000);
  expect(head?.parts).toBe(Math.ceil((head?.bytes ?? 0) / PART_BYTES));
  if (head === undefined) return;
  expect((await attachmentBytes(services.db, head))?.length).toBe(head.bytes);

  await userEvent.click(item);
  const dialog = await screen.findByRole("dialog", { name: "来信 1.png" });
  const picture = within(dialog).getByRole<HTMLImageElement>("img", { name: "来信 1.png" });
  await waitFor(() => expect(picture.naturalWidth).toBeGreaterThan(400));
  expect(await findAxeFaults(dialog)).toEqual([]);
  expect(await services.db.reveal.toArray()).toMatchObject([
    { about: { kind: "attachment", id: head.id }, staff: "chen" },
  ]);
  await userEvent.keyboard("{Escape}");

  await userEvent.click(screen.getByRole("button", { name: "移除" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "来信 1.png" })).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "添加附件…" }));
  await services.writer.undo();
  await screen.findByRole("button", { name: "来信 1.png" });
});

it("refuses what is no picture, whatever it is called, and a PDF that is too large, and keeps nothing of either", async () => {
  const services = await open();
  const drawing = new File(["<svg xmlns='http://www.w3.org/2000/svg'/>"], "图.png", { type: "image/png" });
  const large = new File(["%PDF-1.7", new Uint8Array(2_000_000)], "大.pdf", { type: "application/pdf" });
  await userEvent.upload(input(), [drawing, large]);
  // each of them is named
  await screen.findByText("没有附上“图.png”：只收JPEG、PNG、WebP图片和PDF", { selector: ".toast *" });
  // as it is shown, the limit is the one that counts
  await screen.findByText(/没有附上“大\.pdf”.*2\s?MB/, { selector: ".toast *" });
  expect(await heads(services)).toEqual([]);
  const about = { kind: "feedback", id: "water" };
  await services.writer.run("test", [
    create("attachment", "all", { about, name: "库.pdf", bytes: MOST_ATTACHED_BYTES, shown: true }),
  ]);
  await userEvent.upload(input(), new File(["%PDF-1.7"], "小.pdf", { type: "application/pdf" }));
  await screen.findByText(/没有附上“小\.pdf”：全馆附件已满200\sMB/, { selector: ".toast *" });
  expect(await heads(services)).toHaveLength(1);
});

it("leaves the place of one that was taken away empty until the pointer goes, so that a second press takes nothing", async () => {
  await open();
  await userEvent.upload(
    input(),
    ["一.pdf", "二.pdf"].map((name) => new File(["%PDF-1.7"], name, { type: "application/pdf" })),
  );
  const second = await screen.findByRole("button", { name: "二.pdf" }, { timeout: 20_000 });
  const { top } = second.getBoundingClientRect();
  const [first] = screen.getAllByRole("button", { name: "移除" });
  if (first !== undefined) await userEvent.click(first);
  await waitFor(() => expect(screen.queryByRole("button", { name: "一.pdf" })).toBeNull());
  expect(second.getBoundingClientRect().top).toBe(top);
  await userEvent.unhover(screen.getByRole("list", { name: "附件" }));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
});

it("shows none that is not complete, and deletes it with its parts when a month has passed", async () => {
  const services = await open();
  // as long as one may be
  const rest = new Uint8Array(MOST_PDF_BYTES - 8);
  await userEvent.upload(input(), new File(["%PDF-1.7", rest], "信.pdf", { type: "application/pdf" }));
  await screen.findByRole("button", { name: "信.pdf" }, { timeout: 20_000 });
  const about = { kind: "feedback", id: "water" };
  await services.writer.run("test", [create("attachment", "cut-off", { about, name: "断.jpg", parts: 3 })]);
  expect(screen.queryByRole("button", { name: "断.jpg" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "移除" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "信.pdf" })).toBeNull());
  const [now, day] = [services.clock.now(), 86_400_000];
  expect(await attachmentsToDelete(services.db, now + 29 * day)).toEqual([]);
  const changes = await attachmentsToDelete(services.db, now + 31 * day);
  expect(changes.map(({ kind }) => kind).toSorted()).toEqual([
    ...["attachment", "attachment"],
    ...Array.from({ length: Math.ceil(MOST_PDF_BYTES / PART_BYTES) }, () => "attachment-part"),
  ]);
});
