/**
 * A card scanned into a field: whole where a number is asked for, out of it again everywhere else. `npm test` goes one
 * of the four ways for each field, another for each, and scans in it one that is drawn of some of the cards, and the last
 * one; a proof goes every way with all cards. It takes long, as a scanner's keys need their time.
 */
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { App } from "../../../renderer/app/app.tsx";
import { create } from "../../../renderer/db/write/changes.ts";
import { FindReaderDialog } from "../../../renderer/features/readers/merge/find-reader-dialog.tsx";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import { EDITED_HERE } from "../../../renderer/ui/unsaved-words.ts";
import { createTestServices } from "../../support/desk-services.ts";
import { proofDraw, proofScale } from "../../support/proof-scale.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { press, scan } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

/** Others' cards and nobody's: to a field they are numbers. */
const CARDS = [
  LI_CARD,
  "998877665544",
  "a0021-7788",
  "1021041788",
  ZHANG_CARD,
  "2021041788",
  "3021041788",
  "00210417",
  "x12345678",
];
/** What stays in the field, in every way. */
const LAST = "002104178899";

const WAYS = [
  [5, false],
  [25, false],
  [5, true],
  [25, true],
] as const;
/** In each way others of them, one after the other. */
const scannedBy = (gapMs: number, ime: boolean): readonly string[] => {
  const way = WAYS.findIndex(([gap, isIme]) => gap === gapMs && isIme === ime);
  return [...proofDraw(CARDS.filter((_, index) => proofScale(index % WAYS.length === way, true))), LAST];
};

function Guardian({ onPick }: { readonly onPick: (reader: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        找监护人
      </button>
      {open && (
        <FindReaderDialog
          title="监护人"
          label="姓名或证号"
          without={[]}
          onPick={onPick}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

describe("a field for a card's number", () => {
  test.each(proofDraw(WAYS))(
    "of a new reader takes scans with %i ms between keys whole and keeps the focus, input method on: %s",
    async (gapMs, ime) => {
      const { services } = await openDesk();
      await press("n", "KeyN", { ctrl: true });
      const name = await screen.findByRole("textbox", { name: "姓名" });
      await waitFor(() => expect(document.activeElement).toBe(name));
      await userEvent.type(name, "欧阳修");
      const card = screen.getByRole<HTMLInputElement>("textbox", { name: "读者证号" });
      for (const code of scannedBy(gapMs, ime)) {
        card.focus();
        await scan(code, gapMs, { ime, afterMs: 350 });
        expect([card.value, document.activeElement]).toEqual([code, card]);
        expect([card.selectionStart, screen.queryByRole("button", { name: /^打开 \d/ })]).toEqual([code.length, null]);
      }
      await press("Enter", "Enter", { ctrl: true });
      await screen.findByRole("heading", { level: 1, name: /欧阳修/ });
      expect(await services.db.reader.where("card").equals(LAST).count()).toBe(1);
    },
  );

  test.each(proofDraw(WAYS, { place: 2 }))(
    "of a reader's page takes scans with %i ms between keys whole and is kept by a person's Enter only, input method on: %s",
    async (gapMs, ime) => {
      const services = await createTestServices({ settings: { staff: "chen" } });
      await services.writer.run("test", [
        create("staff", "chen", { name: "陈雨桐" }),
        create("reader", ZHANG, { name: "张素琴", card: ZHANG_CARD }),
        create("reader", LI, { name: "李雷", card: LI_CARD }),
      ]);
      render(
        <App
          services={{ ...services, ...workerInPage(services) }}
          acts={services.acts}
          i18n={await createI18n("zh-CN")}
        />,
      );
      const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "扫描或查找读者" });
      await waitFor(() => expect(document.activeElement).toBe(box));
      await scan(ZHANG_CARD, 5);
      await screen.findByRole("button", { name: /记给.*张\*琴/ });
      await press("Enter", "Enter", { ctrl: true });
      await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
      await userEvent.click(await screen.findByRole("button", { name: /^读者证号：/ }));
      const card = await screen.findByRole<HTMLInputElement>("textbox", { name: "读者证号" });
      const written = services.testHost.entries.length;
      for (const code of scannedBy(gapMs, ime)) {
        await scan(code, gapMs, { ime });
        expect([card.isConnected, card.value, document.activeElement]).toEqual([true, code, card]);
      }
      expect(services.testHost.entries.length).toBe(written);
      // too late to be the rest of the scan
      await press("Enter", "Enter", { at: Date.now() + 500 });
      await waitFor(async () => expect((await services.db.reader.get(ZHANG))?.card).toBe(LAST));
    },
  );

  test("in which a reader is sought finds her, and opens nobody at the desk", async () => {
    const picked: string[] = [];
    await openDesk({ extra: <Guardian onPick={(id) => picked.push(id)} /> });
    await userEvent.click(screen.getByRole("button", { name: "找监护人" }));
    const field = await screen.findByRole<HTMLInputElement>("textbox", { name: "姓名或证号" });
    field.focus();
    await scan(LI_CARD, 5);
    expect([field.value, picked]).toEqual([LI_CARD, []]);
    await screen.findByText(/李雷/);
    await press("Enter", "Enter", { at: Date.now() + 500 });
    expect(picked).toEqual([LI]);
    expect(screen.queryByRole("button", { name: /打开 0021/ })).toBeNull();
  });
});

describe("every other field of a form", () => {
  test.each(proofDraw(WAYS, { place: 1 }))(
    "stands as before, and the card waits, with %i ms between keys, input method on: %s",
    async (gapMs, ime) => {
      await openDesk({
        extra: (
          <p {...EDITED_HERE}>
            <input aria-label="单位" defaultValue="城东小学" />
          </p>
        ),
      });
      const field = screen.getByRole<HTMLInputElement>("textbox", { name: "单位" });
      field.focus();
      field.setSelectionRange(2, 2);
      await scan(ZHANG_CARD, gapMs, { ime });
      await findToast("扫到 0021 0417 8853，还没有打开");
      expect([field.value, field.selectionStart, document.activeElement]).toEqual(["城东小学", 2, field]);
      expect(screen.queryByRole("heading", { level: 1, name: /张素琴/ })).toBeNull();
      field.blur();
      await press("F3", "F3", { shift: true });
      await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    },
  );
});
