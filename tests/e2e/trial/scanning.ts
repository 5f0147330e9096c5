/** A scanner in the trial library, where it hurts: over lists whose single keys act, and into fields. */
import { describe, expect, test } from "vitest";
import { proofDraw } from "../../support/proof-scale.ts";
import type { DeskAtHand } from "../desk-at-hand.ts";
import { liveRows } from "../desk-page.ts";
import { scan } from "../keys.ts";

/** Nobody's, so that each of them is told apart on the screen. */
const CARDS = [
  "1021041788",
  "2021041788",
  "3021041788",
  "E021041788",
  "X021041788",
  "H021041788",
  "A021041S88",
  "C021041788",
  "N0210E1788",
  "J021041K88",
];

export function scanning(atHand: DeskAtHand): void {
  async function openTasks(): Promise<void> {
    const { page } = atHand.opened;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "输入命令、姓名或证号" }).fill("待办与承诺");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^全部/ }).click();
  }

  const LISTS = [
    ["tasks", openTasks, () => atHand.opened.page.getByRole("grid", { name: "待办与承诺" })],
    [
      "opinions",
      () => atHand.opened.page.keyboard.press("Control+3"),
      () => atHand.opened.page.getByRole("listbox", { name: "意见列表" }),
    ],
    [
      "readers",
      () => atHand.opened.page.keyboard.press("Control+2"),
      () => atHand.opened.page.getByRole("grid", { name: "读者" }),
    ],
  ] as const;

  const rows = async (): Promise<string> =>
    JSON.stringify([await liveRows(atHand.opened.page, "task"), await liveRows(atHand.opened.page, "feedback")]);

  const HALVES = [
    [5, CARDS.filter((_, index) => index % 2 === 0)],
    [25, CARDS.filter((_, index) => index % 2 === 1)],
  ] as const;
  /** Both ways of the input method for each half. */
  const WAYS = HALVES.flatMap(([gapMs, codes]) =>
    [false, true].map((ime) => ({ gapMs, ime, codes: proofDraw(codes, { place: ime ? 1 : 0 }) })),
  );

  describe.each(LISTS.map((list, place) => [...list, place] as const))(
    "over the list of %s",
    (_name, open, list, place) => {
      test.each(HALVES.map(([gapMs, codes], half) => [gapMs, proofDraw(codes, { place: half + place })] as const))(
        "cards scanned with %i ms between keys reach the desk and mark nothing",
        async (gapMs, codes) => {
          const { page } = atHand.opened;
          const before = await rows();
          for (const code of codes) {
            await open();
            await list().focus();
            await scan(page, code, { gapMs });
            await page.getByText(`没有读者用“${code}”`).waitFor();
            expect([code, await page.getByRole("dialog").count()]).toEqual([code, 0]);
          }
          expect(await rows()).toBe(before);
        },
      );
    },
  );

  test("a person's single key still acts on the list", async () => {
    const { page } = atHand.opened;
    await openTasks();
    await page.getByRole("grid", { name: "待办与承诺" }).focus();
    await page.keyboard.press("a");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test.each(WAYS)(
    "the card number of a new reader takes scans with $gapMs ms between keys, input method on: $ime",
    async ({ gapMs, ime, codes }) => {
      const { page } = atHand.opened;
      await page.keyboard.press("Control+1");
      await page.keyboard.press("Control+n");
      const field = page.getByRole("textbox", { name: "读者证号" });
      await field.focus();
      for (const code of codes.map((card) => card.toLowerCase())) {
        await scan(page, code, { gapMs, ime });
        expect(await field.evaluate((box) => ["value" in box && box.value, box === document.activeElement])).toEqual([
          code,
          true,
        ]);
      }
      await page.getByRole("button", { name: "取消" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
  );
}
