/**
 * A librarian imports each file of the tables on the real screen, and every key and every click is counted: Enter goes
 * on, one act settles what is alike. What is in a column that goes nowhere has been shown to her before she went on. It
 * takes long, as whole files go through every step of the screen.
 */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { ImportScreen } from "../../../../renderer/features/import/import-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { IMPORT_KEYS } from "../../../support/import-keys.ts";
import { importLibrary, NOON } from "../../../support/import-library.ts";
import { NASTY_FILES } from "../../../support/nasty-files.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { USE_FILES, USE_READERS } from "../../../support/use-files.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** Five thousand rows on a busy machine. */
const PATIENT = { timeout: 60_000 };

const NEXT = /^(?:下一步|开始检查)/;

/** One act for all that is alike, where the steps have it. */
const SETTLE = /^(?:没有的都新建|没有的都留空|没有的都不导入)$/;

/** Of a check: what stands there to be taken at once. */
const TAKE = /^采用全部 \d+ 条建议$|全部并入前面的行$|全部算同一人$/;

interface Walk {
  readonly keys: number;
  /** Columns that go nowhere, as the screen has shown them: name → samples. */
  readonly nowhere: Readonly<Record<string, string>>;
  /** It went through to the message that all is written. */
  readonly isWritten: boolean;
}

async function openWizard(isUse: boolean) {
  const services = await createTestServices();
  let now = NOON;
  const clock = { now: () => ++now };
  await (await services.writer.run("library.first-run", importLibrary(isUse ? USE_READERS : []), { undoable: false }))
    .confirmed;
  const rendered = await renderWithServices(
    <div className="stage">
      <ScreenKeys>
        <ImportScreen />
        <ToastDock />
      </ScreenKeys>
    </div>,
    { services: { ...services, clock, ...workerInPage({ ...services, clock }) } },
  );
  return rendered;
}

async function walk(file: File, isUse = false): Promise<Walk> {
  await openWizard(isUse);
  let keys = 0;
  /** On what has the focus: nobody looks for a button. */
  const enter = async (): Promise<void> => {
    keys++;
    await userEvent.keyboard("{Enter}");
  };
  const click = async (button: HTMLElement): Promise<void> => {
    keys++;
    await userEvent.click(button);
  };
  await waitFor(() => expect(document.activeElement?.textContent).toContain("选择文件"));
  await enter();
  // the system's own dialog, which is no screen of ours
  await userEvent.upload(
    document.querySelector<HTMLInputElement>('input[type="file"]') ?? document.createElement("input"),
    file,
  );
  await atNext("下一步");
  await enter();
  await screen.findByRole("heading", { name: /文件里的列对应哪一项/ });
  await atNext("下一步");
  const nowhere = columnsNowhere();
  // values of a column come a moment after it
  await waitFor(() => expect(document.querySelectorAll("section[aria-label$=里的值]").length).toBe(lookedUpColumns()));
  for (const button of screen.queryAllByRole("button", { name: SETTLE }).filter(isBest)) await click(button);
  if (screen.getByRole("button", { name: /^下一步/ }).getAttribute("aria-disabled") === "true")
    return { keys, nowhere, isWritten: false };
  await atNext("下一步");
  await enter();
  await atNext("开始检查");
  await enter();
  await screen.findByText("检查完了，还没有写入任何内容", undefined, PATIENT);
  for (let before = -1; before !== keys; ) {
    before = keys;
    const tab = screen.queryByRole("button", { name: /^[1-9]\d* ?疑似重复/ });
    if (tab !== null && tab.getAttribute("aria-pressed") !== "true") await click(tab);
    const [take] = await settled(() => screen.queryAllByRole("button", { name: TAKE }));
    if (take === undefined) break;
    const label = take.textContent;
    await click(take);
    await waitFor(() => expect(screen.queryAllByRole("button", { name: label ?? "" })).toEqual([]));
  }
  const write = await screen.findByRole("button", { name: /^写入 \d/ });
  if (document.activeElement === write) await enter();
  else await click(write);
  await screen.findByRole("heading", { name: /^写入了/ }, PATIENT);
  return { keys, nowhere, isWritten: true };
}

/** The button that goes on has the focus: Enter is enough. */
async function atNext(name: string): Promise<void> {
  await waitFor(() => {
    const focused = document.activeElement;
    expect(focused?.textContent).toMatch(NEXT);
    expect(focused?.textContent).toContain(name);
    expect(focused?.ariaBusy).not.toBe("true");
  }, PATIENT);
}

/** A type or a branch that is new is made; where that cannot be, it is left blank. */
const isBest = (button: HTMLElement): boolean => {
  const section = button.closest("section");
  return (
    button.textContent === "没有的都新建" ||
    section === null ||
    within(section).queryByRole("button", { name: "没有的都新建" }) === null
  );
};

const mappingRows = (): readonly HTMLTableRowElement[] => [
  ...(screen
    .getAllByRole("columnheader", { name: "导入为" })[0]
    ?.closest("table")
    ?.querySelectorAll<HTMLTableRowElement>("tbody tr") ?? []),
];

const lookedUpColumns = (): number =>
  mappingRows().filter((row) => LOOKED_UP.has(row.querySelector("select")?.selectedOptions[0]?.textContent ?? ""))
    .length;
const LOOKED_UP = new Set(["读者类型", "分馆", "性别", "利用种类", "种类"]);

function columnsNowhere(): Readonly<Record<string, string>> {
  const rows = mappingRows().filter((row) => (row.querySelector("select")?.value ?? "") === "");
  return Object.fromEntries(
    rows.map((row) => [row.querySelector("th")?.textContent ?? "", row.querySelector("td")?.textContent ?? ""]),
  );
}

/** What is asked of the worker comes a moment after the screen is drawn. */
async function settled<T>(look: () => readonly T[]): Promise<readonly T[]> {
  for (let tries = 0; tries < 5; tries++) {
    if (look().length > 0) break;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return look();
}

it("keeps what has no place of its own by one act in the note, under the names of its columns, and says so before", async () => {
  const { services } = await openWizard(false);
  const lines = ["读者证号,姓名,民族,入学年份,宿舍", "0001,王芳,汉,2024,3-201", "0002,李强,,2025,"];
  await userEvent.upload(
    document.querySelector<HTMLInputElement>('input[type="file"]') ?? document.createElement("input"),
    new File([lines.join("\r\n")], "新生.csv"),
  );
  await atNext("下一步");
  await userEvent.keyboard("{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "2 列没有对应的都记进备注" }));
  expect(screen.queryByRole("button", { name: /都记进备注/ })).toBeNull();
  // what is left out for privacy stays out
  expect(columnsNowhere()).toEqual({ 民族: "汉" });
  for (const name of ["下一步", "开始检查"]) {
    await atNext(name);
    await userEvent.keyboard("{Enter}");
  }
  await screen.findByText("检查完了，还没有写入任何内容");
  await userEvent.click(screen.getByRole("button", { name: "写入 2 行" }));
  await screen.findByRole("heading", { name: "写入了 2 位读者" });
  expect((await services.db.reader.toArray()).map(({ card, note }) => [card, note]).toSorted()).toEqual([
    ["0001", "入学年份：2024\n宿舍：3-201"],
    ["0002", "入学年份：2025"],
  ]);
});

describe("from choosing a file to the message that it is written", () => {
  it.each(proofDraw(NASTY_FILES, { count: 2 }))(
    "takes a librarian no more keys than the table says, and shows what it drops: $name",
    async ({ name, bytes, columns }) => {
      const { keys, nowhere, isWritten } = await walk(new File([bytes], name));
      expect([name, keys, isWritten]).toEqual([name, IMPORT_KEYS[name], name !== "不是读者.csv"]);
      expect(Object.keys(nowhere)).toHaveLength(columns.filter((target) => target === null).length);
      for (const samples of Object.values(nowhere)) expect(samples).toMatch(/[\p{L}\p{N}]/u);
    },
  );

  it.each(proofDraw(USE_FILES))("the same of a list of use: $name", async ({ name, bytes, columns }) => {
    const { keys, nowhere, isWritten } = await walk(new File([bytes], name), true);
    expect([name, keys, isWritten]).toEqual([name, IMPORT_KEYS[name], true]);
    expect(Object.keys(nowhere)).toHaveLength(columns.filter((target) => target === null).length);
    for (const samples of Object.values(nowhere)) expect(samples).toMatch(/[\p{L}\p{N}]/u);
  });

  it.each(
    proofDraw([
      ["folio-users.jsonl", true],
      ["shakespeare-members.csv", true],
      ["clc-classes.csv", true],
      ["shakespeare-books.csv", false],
      ["cdnow-summary.csv", false],
      ["cdnow-sample.txt", false],
    ] as const),
  )(
    "the same of a real file: %s",
    async (name, goesThrough) => {
      const text = await commands.realFile(name);
      if (text === null) return console.info(`../shared/data: ${name} is not here; its keys are not counted`);
      const { keys, isWritten } = await walk(
        new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], name),
      );
      expect([name, keys, isWritten]).toEqual([name, IMPORT_KEYS[name], goesThrough]);
    },
    120_000,
  );
});
