/** The import, step by step. It takes long, as each test goes all the way to its step. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { err, ok } from "#shared/kernel/result.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import type { Services } from "../../../../renderer/desk-services/services.ts";
import { ImportScreen } from "../../../../renderer/features/import/import-screen.tsx";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { DEFAULT_CODES } from "../../../../shared/model/settings/default-codes.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { press as pressKey } from "../../desk/keys.ts";

const LINES = [
  "读者证号,姓名,手机,读者类型,失效日期,民族,备注",
  "0012345,王芳,13900139000,学生,2027-06-30,汉,常来",
  "0012346,李强,13800138000,VIP,2027-06-30,,",
  "1.10105E+17,孙丽,13700137000,,,,",
  "0012347,周洋,1385678,,46387,,",
  ",,13600136000,,,,只有电话",
  "0012349,赵敏,13500135000,,,,",
];

const withBackups = ({ worker }: Pick<Services, "worker">, backups: object | undefined) => ({
  worker: (backups === undefined ? worker : { ...worker, backups }) as Services["worker"],
}); // the calls that an import makes

const withImports = ({ worker }: Pick<Services, "worker">, imports: WizardOptions["imports"]) => ({
  worker: { ...worker, imports: { ...worker.imports, ...imports } } as Services["worker"],
}); // no call is added

interface WizardOptions {
  readonly language?: Language;
  /** The worker's backups, where something has changed since the last one. */
  readonly backups?: object;
  /** What the worker's imports do otherwise. */
  readonly imports?: object;
}

async function openWizard({ language = "zh-CN", backups, imports }: WizardOptions = {}) {
  const services = await createTestServices();
  const { writer, db } = services;
  const changes = DEFAULT_CODES.map(({ id, values }) => create("code", id, values));
  await (
    await writer.run(
      "library.first-run",
      [...changes, create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" })],
      { undoable: false },
    )
  ).confirmed;
  await (
    await writer.run("reader.create", [
      create("reader", "r1", { card: "0012345", name: "王芳", organisation: "一中" }),
      create("reader", "r2", { name: "赵敏", phones: ["135 0013 5000"] }),
    ])
  ).confirmed;
  const rendered = await renderWithServices(
    <div className="stage">
      <ScreenKeys>
        <ImportScreen />
        <ToastDock />
      </ScreenKeys>
    </div>,
    { language, services: { ...services, ...withBackups(withImports(workerInPage(services), imports), backups) } },
  );
  return { ...rendered, db, writer };
}

async function giveFile(file: File): Promise<void> {
  const chooser = await waitFor(() => {
    const drawn = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (drawn === null) throw new Error("no file can be chosen yet");
    return drawn;
  });
  await userEvent.upload(chooser, file);
}
const give = (lines: readonly string[], name = "秋季新办证.csv"): Promise<void> =>
  giveFile(new File([lines.join("\r\n")], name, { type: "text/csv" }));
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

async function toCheck() {
  await give(LINES);
  await screen.findByText(/秋季新办证\.csv · UTF-8 · 6 行/);
  await userEvent.keyboard("{Enter}");
  await pastMapping();
  await screen.findByText("只补空白");
  await userEvent.keyboard("{Enter}");
  await screen.findByText("检查完了，还没有写入任何内容");
}

/** VIP is in no list: it is said what that costs, and a second Enter goes on. */
async function pastMapping() {
  await screen.findByRole("heading", { name: /文件里的列对应哪一项/ });
  await userEvent.keyboard("{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "“VIP”没有对上，有 1 行会成为错误。请选好，或再按一次“下一步”照样继续",
  );
  await userEvent.keyboard("{Enter}");
}

const bucket = (name: RegExp) => screen.getByRole("button", { name });

describe("the import wizard", () => {
  it("goes from file to dry run with Enter, and shows each change before and after", async () => {
    await openWizard();
    await toCheck();
    expect(bucket(/^1 ?更新/)).toBeTruthy();
    expect(bucket(/^1 ?新增/)).toBeTruthy();
    expect(bucket(/^1 ?疑似重复/)).toBeTruthy();
    expect(bucket(/^3 ?错误/)).toBeTruthy();
    const row = screen.getByRole("row", { name: /王芳.*电话/ });
    expect(within(row).getByText("139****9000")).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("says in words what she agreed to by the list, for which purpose and on which channel", async () => {
    await openWizard();
    await give(["读者证号,姓名,邀请回馆电话", "0012345,王芳,同意"]);
    await screen.findByText(/秋季新办证\.csv/);
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("heading", { name: /文件里的列对应哪一项/ });
    await userEvent.keyboard("{Enter}");
    await screen.findByText("只补空白");
    await userEvent.keyboard("{Enter}");
    const row = await screen.findByRole("row", { name: /王芳/ });
    expect(within(row).getByText("邀请回馆 · 电话")).toBeTruthy();
    expect(within(row).getByText("同意 · 导入 · 邀请回馆电话：同意")).toBeTruthy();
  });

  it("says of a program that does not answer that the dry run is not through and nothing was written", async () => {
    const { db } = await openWizard({ imports: { plan: async () => err({ tag: "host-away" }) } });
    await give(LINES);
    await screen.findByText(/秋季新办证\.csv · UTF-8 · 6 行/);
    await userEvent.keyboard("{Enter}");
    await pastMapping();
    await screen.findByText("只补空白");
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/程序的后台没有回应，检查没有做完；没有写入任何内容/)).toBeTruthy();
    expect(await db.reader.count()).toBe(2);
  });

  it("shows the first rows as wide as the widest, and nothing behind the last", async () => {
    await openWizard();
    await give(["某某图书馆", "读者证号,姓名,手机", "0051,王小芳,", ",,", ""]);
    const head = await screen.findByRole("region", { name: "文件的前几行" });
    expect(
      within(head)
        .getAllByRole("row")
        .map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
    ).toEqual([
      ["某某图书馆", "", ""],
      ["读者证号", "姓名", "手机"],
      ["0051", "王小芳", ""],
    ]);
    expect(
      within(screen.getByRole("combobox", { name: "列名在" }))
        .getAllByRole("option")
        .map((option) => option.textContent),
    ).toEqual(["没有列名", "第 1 行", "第 2 行", "第 3 行"]);
  });

  it("says of a wide file how many columns are not shown", async () => {
    await openWizard();
    const wide = (word: string): string => Array.from({ length: 16 }, (_, at) => `${word}${at}`).join(",");
    await give([wide("列"), wide("值")]);
    const head = await screen.findByRole("region", { name: "文件的前几行" });
    expect(within(head).getByText("还有 4 列没有显示")).toBeTruthy();
  });

  it("goes on only with a name or a card, and shows first which filled columns go nowhere", async () => {
    await openWizard();
    await give(["id,编注,手机,空列", "1,甲,13800138000,", "2,乙,13900139000,"]);
    await press(/^下一步/);
    await screen.findByRole("heading", { name: /文件里的列对应哪一项/ });
    expect(screen.getByRole("alert").textContent).toMatch(/^还没有一列是姓名或读者证号/);
    expect(screen.getByRole("button", { name: /^下一步/ }).getAttribute("aria-disabled")).toBe("true");
    expect(screen.getAllByRole("combobox", { name: /^导入为/ }).map((box) => box.getAttribute("aria-label"))).toEqual([
      "导入为: 编注",
      "导入为: id",
      "导入为: 手机",
      "导入为: 空列",
    ]);
    expect(screen.getByText("甲 · 乙")).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "导入为: 编注" }), "姓名");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(screen.getAllByRole("combobox", { name: /^导入为/ })[0]?.getAttribute("aria-label")).toBe("导入为: 编注");
    expect(screen.getByRole("button", { name: /^下一步/ }).getAttribute("aria-disabled")).not.toBe("true");
  });

  it("leaves out the ethnic group in plain sight, with the reason", async () => {
    await openWizard();
    await give(LINES);
    await screen.findByText(/秋季新办证\.csv · UTF-8/);
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/民族不收/)).toBeTruthy();
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: /导入为: 民族/ }).value).toBe("");
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: /导入为: 读者证号/ }).value).toBe("card");
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("mends faulty rows in place: a suggestion by Enter, a blank phone, an unknown category once for all", async () => {
    await openWizard();
    await toCheck();
    const phone = screen.getByRole("textbox", { name: "第 5 行，改手机" });
    await userEvent.type(phone, "{Enter}");
    const expiry = screen.getByRole("textbox", { name: "第 5 行，改失效日期" });
    // the next fault moves up, and with it the focus: Enter again mends it
    await waitFor(() => expect(document.activeElement).toBe(expiry));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(bucket(/^2 ?错误/)).toBeTruthy());
    const category = screen.getByRole("combobox", { name: "第 3 行，改读者类型" });
    await within(category).findByRole("option", { name: "成人读者" });
    await userEvent.selectOptions(category, "成人读者");
    await waitFor(() => expect(bucket(/^1 ?错误/)).toBeTruthy());
    await userEvent.clear(screen.getByRole("textbox", { name: "第 4 行，改读者证号" }));
    await userEvent.type(screen.getByRole("textbox", { name: "第 4 行，改读者证号" }), "0012399{Enter}");
    await waitFor(() => expect(bucket(/^0 ?错误/)).toBeTruthy());
  });

  it("shows equal problems as one line with a count, and mends them, or a whole column's, by one act", async () => {
    await openWizard();
    const people = Array.from(
      { length: 30 },
      (_, index) => `00200${10 + index},读者${index},${index < 25 ? "待补" : `13${index}`},${46387 + index}`,
    );
    await give(["读者证号,姓名,手机,失效日期", ...people]);
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    const alike = await screen.findByRole("textbox", { name: "第 2 行起同样的 25 行，改手机" });
    expect(within(alike.closest("li") ?? document.body).getByText("25 行")).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: "第 3 行，改手机" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "失效日期：30 行 采用 30 条建议" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /采用/ })).toBeNull());
    await userEvent.clear(alike);
    await userEvent.type(alike, "{Enter}");
    await waitFor(() => expect(bucket(/^5 ?错误/)).toBeTruthy());
    expect(await findAxeFaults(document.body)).toEqual([]);
    await press("手机：5 行 5 格都留空");
    await waitFor(() => expect(bucket(/^0 ?错误/)).toBeTruthy());
    expect(bucket(/^30 ?新增/)).toBeTruthy();
  });

  it("shows names and no codes, a reader in one row, and makes unknown types and branches in one step each", async () => {
    const { db, writer } = await openWizard();
    await (await writer.run("branch.create", [create("branch", "0199-branch", { name: "城东馆", code: "CD" })]))
      .confirmed;
    await give([
      "读者证号,学号,姓名,读者类型,分馆,状态",
      "0051,S1,王小芳,学生,CD,挂失",
      "0052,S2,李小强,VIP,城南馆,",
      "0053,S3,赵小敏,钻石卡,城北馆,",
    ]);
    await press(/^下一步/);
    await press(/^下一步/);
    await screen.findByText("“VIP”等 4 种值没有对上，最多有 4 行会成为错误。请选好，或再按一次“下一步”照样继续");
    for (const name of [/^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    const row = screen.getByRole("row", { name: /王小芳/ });
    await waitFor(() => expect(row.textContent).toContain("分馆城东馆"));
    for (const words of ["读者类型学生读者", "学号S1", "状态：挂失"]) expect(row.textContent).toContain(words);
    for (const code of ["0199-branch", "soon", "student"]) expect(row.textContent).not.toContain(code);
    expect(screen.getAllByRole("row", { name: /王小芳|学号/ })).toHaveLength(1);
    // each list is called what it is
    for (const words of ["没有这一类；选一次，同样的一起改", "没有这个分馆；选一次，同样的一起改"])
      expect(screen.getAllByText(words)).toHaveLength(3);
    await press("读者类型：2 行 没有的都新建");
    await waitFor(() => expect(screen.queryByRole("button", { name: "读者类型：2 行 没有的都新建" })).toBeNull());
    await press("分馆：2 行 没有的都新建");
    await waitFor(() => expect(screen.getByRole("row", { name: /李小强/ }).textContent).toContain("分馆城南馆"));
    expect(screen.getByRole("row", { name: /赵小敏/ }).textContent).toContain("读者类型钻石卡");
    await screen.findByText(/^新建分馆：.*城南馆（CNG）.*；登记号以括号里的代码开头$/);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await press("写入 3 行");
    expect(await screen.findByRole("heading", { name: "写入了 3 位读者" })).toBeTruthy();
    expect((await db.branch.toArray()).map(({ name }) => name).toSorted()).toEqual(
      ["城东馆", "城北馆", "城南馆"].toSorted(),
    );
    const south = (await db.branch.toArray()).find(({ name }) => name === "城南馆");
    expect(south).toMatchObject({ code: "CNG", workingDays: ["1", "2", "3", "4", "5"] });
    expect((await db.reader.toArray()).find(({ card }) => card === "0052")).toMatchObject({
      branch: south?.id,
      category: "vip",
    });
  });

  it("proposes the branch of a near name in either script, and never offers to make what there is", async () => {
    const { writer } = await openWizard();
    const branches = [
      create("branch", "west-id", { name: "西馆", code: "XG" }),
      create("branch", "main-id", { name: "總館", code: "ZG" }),
    ];
    await (await writer.run("branch.create", branches)).confirmed;
    await give([
      "读者证号,姓名,读者类型,分馆",
      "0051,王小芳,成人读者,西館",
      "0052,李小强,VIP,西分館",
      "0053,赵小敏,,总分馆",
    ]);
    await press(/^下一步/);
    const choices = async (value: string) =>
      within(await screen.findByRole("combobox", { name: `算作: ${value}` }))
        .getAllByRole("option")
        .map(({ textContent }) => textContent);
    await waitFor(async () => expect(await choices("西館")).not.toContain("新建“西館”"));
    expect(await choices("成人读者")).not.toContain("新建“成人读者”");
    expect(await choices("VIP")).toContain("新建“VIP”");
    const proposal = await screen.findByRole("button", { name: "就是“西馆”" });
    const another = await screen.findByRole("button", { name: "就是“總館”" });
    proposal.focus();
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(another);
    await userEvent.keyboard("{Enter}");
    for (const [value, id] of [
      ["西分館", "west-id"],
      ["总分馆", "main-id"],
    ])
      expect(screen.getByRole<HTMLSelectElement>("combobox", { name: `算作: ${value}` }).value).toBe(id);
    expect(document.activeElement?.textContent).toContain("下一步");
  });

  it("writes, says what it did, and takes it back from the list of imports", async () => {
    const { db } = await openWizard();
    await toCheck();
    await press(/疑似重复/);
    await press("同一人 赵敏");
    await waitFor(() => expect(bucket(/^2 ?更新/)).toBeTruthy());
    await press("写入 3 行");
    expect(await screen.findByRole("heading", { name: "写入了 3 位读者" })).toBeTruthy();
    expect(await db.reader.get("r1")).toMatchObject({
      phones: ["13900139000"],
      category: "student",
      organisation: "一中",
    });
    expect(await db.reader.get("r2")).toMatchObject({ card: "0012349" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    await press("再导入一个文件");
    // with the next file open already
    await give(["姓名,读者证号", "吴昊,0012400"], "补办.csv");
    await screen.findByText(/补办\.csv · UTF-8 · 1 行/);
    await userEvent.click(screen.getByRole("button", { name: "撤销本次导入 秋季新办证.csv" }));
    const question = await screen.findByRole("alertdialog", { name: "撤销“秋季新办证.csv”的导入？" });
    expect(question.textContent).toContain("新建的 1 位读者会撤走");
    expect((await db.reader.get("r1"))?.phones).toEqual(["13900139000"]);
    // nobody answers a question before it has the keys
    await waitFor(() => expect(question.contains(document.activeElement)).toBe(true));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText("已撤销")).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^以前的导入/));
    await screen.findByText("导入已撤销", { selector: ".toast *" });
    await press(/^下一步/);
    await press(/^下一步/);
    await press(/^开始检查/);
    await screen.findByText("检查完了，还没有写入任何内容");
    expect(screen.queryByText("导入已撤销", { selector: ".toast *" })).toBeNull();
    expect((await db.reader.get("r1"))?.phones).toBeUndefined();
    expect((await db.reader.get("r2"))?.card).toBeUndefined();
  });

  it("keeps the library as it stands before the first row is written, and writes nothing where that is cancelled", async () => {
    const rows: number[] = [];
    let stop = (): void => undefined;
    let answer: "made" | "waits" | "fails" = "waits";
    const backups = {
      hasChanged: async () => true,
      cancel: () => stop(),
      make: async () => {
        rows.push(await db.reader.count());
        if (answer === "waits") await new Promise<void>((resolve) => (stop = resolve));
        if (answer === "fails") throw new Error("the place is gone");
        return answer === "waits"
          ? { ok: false, error: { tag: "cancelled" } }
          : { ok: true, value: { id: "b", records: 2, second: null } };
      },
    };
    const { db } = await openWizard({ backups });
    await toCheck();
    await press("写入 2 行");
    await screen.findAllByText("先做一份备份");
    await expect.poll(() => rows).toEqual([2]);
    await press(/^停止/);
    await screen.findByText("检查完了，还没有写入任何内容");
    answer = "made";
    await press("写入 2 行");
    await screen.findByText("写入之前已做好备份");
    expect(rows).toEqual([2, 2]);
    answer = "fails";
    await press("再导入一个文件");
    await give([...LINES, "0012400,吴昊,13400134000,,,,"]);
    await screen.findByRole("button", { name: /照上次的设置检查/ });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("button", { name: "写入 1 行" });
    await userEvent.keyboard("{Enter}");
    await screen.findByText("写入之前没能做备份；这次导入仍可整批撤销");
    expect(await db.reader.filter(({ card }) => card === "0012400").count()).toBe(1);
  });

  it("repeats a known kind of file in two keys", async () => {
    const { db } = await openWizard();
    await toCheck();
    await press("写入 2 行");
    await press("再导入一个文件");
    await give([...LINES, "0012400,吴昊,13400134000,,,,"]);
    await screen.findByRole("button", { name: /照上次的设置检查/ });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("button", { name: "写入 1 行" });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("heading", { name: "写入了 1 位读者" });
    expect(await db.reader.filter(({ card }) => card === "0012400").count()).toBe(1);
  });

  it("says in words what is wrong with a file, and stays where it was", async () => {
    await openWizard();
    await giveFile(new File(["%PDF-1.7"], "报表.csv"));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "“报表.csv”不是表格文件。请选CSV、TSV、XLS、XLSX或JSON",
    );
    await giveFile(new File([], "空.csv"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe("文件是空的，没有可以导入的行"));
  });

  it("stops at a file of column names alone, and goes on when its only row is said to be a reader", async () => {
    await openWizard();
    await give(["读者证号,姓名,手机"], "只有列名.csv");
    expect((await screen.findByRole("alert")).textContent).toMatch(/^只有列名，下面一位读者也没有/);
    expect(screen.queryByRole("button", { name: /下一步/ })).toBeNull();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "列名在" }), "没有列名");
    expect(await screen.findByRole("button", { name: /下一步/ })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("goes back by Escape to the first step, and there puts the file away", async () => {
    await openWizard();
    await toCheck();
    for (const heading of ["库里已有这位读者时", /文件里的列对应哪一项/, "文件的前几行"]) {
      await userEvent.keyboard("{Escape}");
      await screen.findByText(heading);
    }
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("选择文件"));
    expect(screen.queryByText(/秋季新办证/)).toBeNull();
  });

  it("offers another file where nothing is to be written, which a careless Enter does not take", async () => {
    await openWizard();
    await give(["读者证号,姓名", "0012345,王芳"], "王芳.csv");
    for (const name of [/^下一步/, /^下一步/]) await press(name);
    // Enter goes on from a choice as from the button that shows it
    await userEvent.click(await screen.findByRole("checkbox", { name: /^文件里是空白的/ }));
    await userEvent.click(screen.getByRole("checkbox", { name: /^文件里是空白的/ }));
    await pressKey("Enter", "Enter");
    await screen.findByRole("button", { name: "没有要写入的" });
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^上一步/));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: /^开始检查/ })).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await screen.findByRole("button", { name: "换一个文件" }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("选择文件"));
  });

  it("counts readers and not rows where several rows are one reader, in the list of imports too", async () => {
    await openWizard();
    await give(
      ["读者证号,姓名,手机", "0012350,何静,13500135001", "0012350,何静,13500135002", "0012351,吴昊,"],
      "何静.csv",
    );
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    await press(/疑似重复/);
    await press("同一人 何静");
    await press("写入 3 行");
    expect(await screen.findByRole("heading", { name: "写入了 2 位读者" })).toBeTruthy();
    await press("再导入一个文件");
    const row = await screen.findByRole("row", { name: /何静\.csv/ });
    expect(within(row).getByText("2")).toBeTruthy();
  });

  it("says of an import that was stopped what was written, and what was not because of that", async () => {
    const counts = { new: 145_495, update: 5, same: 0, kept: 0, duplicate: 0, error: 59, cells: 5 };
    const report = {
      importId: "i1",
      file: "秋季新办证.csv",
      kind: "reader",
      at: 1,
      staff: "s",
      written: 58_000,
      wrote: { new: 58_000, update: 0, records: 58_000 },
      counts,
      fingerprint: "f",
      stopped: true,
    };
    await openWizard({ imports: { write: async () => ok({ report, failure: null }) } });
    await toCheck();
    await press("写入 2 行");
    expect(
      await screen.findByRole("heading", { name: "已停止：写入了 58,000 行，还有 87,500 行因为停止没有写入" }),
    ).toBeTruthy();
    expect(bucket(/^58,000 ?新增/)).toBeTruthy();
    expect(bucket(/^0 ?更新/)).toBeTruthy();
  });

  it("takes branches of an own export that are not here for one that is, or makes them, each in one step", async () => {
    const { db, writer } = await openWizard();
    await (await writer.run("branch.create", [create("branch", "0199-branch", { name: "城东馆" })])).confirmed;
    await give(
      ["ID (Reader Desk reader 1),姓名,分馆", "x1,何静,西馆", "x2,吴昊,西馆", "x3,孙丽,东馆", "x4,周洋,南馆"],
      "读者.csv",
    );
    await press(/检查/);
    await screen.findByText("检查完了，还没有写入任何内容");
    const west = await screen.findByRole("combobox", { name: "第 2 行起同样的 2 行，改分馆" });
    await within(west).findByRole("option", { name: "城东馆" });
    await userEvent.selectOptions(west, "城东馆");
    await press("分馆：2 行 没有的都新建");
    await press("写入 4 行");
    expect(await screen.findByRole("heading", { name: "写入了 4 位读者" })).toBeTruthy();
    const names = new Map((await db.branch.toArray()).map(({ id, name }) => [id, name]));
    const at = (await db.reader.bulkGet(["x1", "x2", "x3", "x4"])).map((reader) => names.get(reader?.branch ?? ""));
    expect(at).toEqual(["城东馆", "城东馆", "东馆", "南馆"]);
  });

  it("offers the branch that a list may mean by another name, for all equal rows in one press", async () => {
    const { db, writer } = await openWizard();
    await (
      await writer.run("branch.create", [
        create("branch", "west", { name: "西分馆" }),
        create("branch", "east", { name: "东门馆" }),
        create("branch", "east-too", { name: "东门分馆" }),
      ])
    ).confirmed;
    await give(
      ["ID (Reader Desk reader 1),姓名,分馆", "x1,何静,西馆", "x2,吴昊,西馆", "x3,孙丽,东门", "x4,周洋,南馆"],
      "读者.csv",
    );
    await press(/检查/);
    await screen.findByText("检查完了，还没有写入任何内容");
    await press("就是“西分馆”");
    await waitFor(() => expect(screen.queryByRole("button", { name: /就是/ })).toBeNull());
    // two may be meant by 东门, none by 南馆
    await press("分馆：2 行 没有的都新建");
    await press("写入 4 行");
    expect(await screen.findByRole("heading", { name: "写入了 4 位读者" })).toBeTruthy();
    const names = new Map((await db.branch.toArray()).map(({ id, name }) => [id, name]));
    const at = (await db.reader.bulkGet(["x1", "x2", "x3", "x4"])).map((reader) => names.get(reader?.branch ?? ""));
    expect(at).toEqual(["西分馆", "西分馆", "东门", "南馆"]);
  });

  it("goes on by Enter once all unknown values are settled by one button", async () => {
    await openWizard();
    await give(LINES);
    await press(/^下一步/);
    await press("没有的都新建");
    await waitFor(() => expect(screen.queryByRole("button", { name: "没有的都新建" })).toBeNull());
    expect(document.activeElement?.textContent).toMatch(/^下一步/);
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText("只补空白")).toBeTruthy();
  });

  it("decides all likely duplicates by one button, also those beyond the page", async () => {
    const { writer } = await openWizard();
    const people = Array.from({ length: 120 }, (_, index) => ({
      name: `读者${index}`,
      phone: `138${10_000_000 + index}`,
    }));
    await (
      await writer.run(
        "reader.create",
        people.map(({ name, phone }, index) => create("reader", `p${index}`, { name, phones: [phone] })),
      )
    ).confirmed;
    await give(["读者证号,姓名,手机", ...people.map(({ name, phone }, index) => `${20_000 + index},${name},${phone}`)]);
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    await press("和库里读者相像的 120 行，全部算同一人");
    expect(await screen.findByRole("button", { name: "写入 120 行" })).toBeTruthy();
  });

  it("asks whose a card is that two people have, and writes nothing of them until it is said", async () => {
    const { db, writer } = await openWizard();
    await (await writer.run("reader.edit", [edit("reader", "r1", { birthDate: "1990-02-03" })])).confirmed;
    await give([
      "读者证号,姓名,出生日期,手机",
      "0012345,陈大勇,1971-08-09,13500135001",
      "0012345,何静,1985-01-02,",
      "0012350,,,13500135002",
    ]);
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    await screen.findByText("未填姓名：会建一位没有姓名的读者");
    await press(/疑似重复/);
    await screen.findByText("这个证号是库里 王芳（0012345）的，姓名和出生日期都对不上");
    await screen.findByText("号码和第 2 行（陈大勇）相同，姓名和出生日期都对不上");
    expect(screen.queryByRole("button", { name: /和前面的行重复的/ })).toBeNull();
    for (const answer of ["同一人 何静", "另一人 何静"])
      expect(screen.getByRole("button", { name: answer })).toBeTruthy();
    await press("不导入 何静");
    expect(await screen.findByText("已定不导入")).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    await press("另一人 陈大勇");
    await press(/新增/);
    expect(
      await screen.findByText("库里另一位读者也是这个号码：会另建一位新读者，两人同号，请查清后改掉一个"),
    ).toBeTruthy();
    await press("写入 2 行");
    expect(await screen.findByRole("heading", { name: "写入了 2 位读者" })).toBeTruthy();
    const readers = (await db.reader.toArray())
      .filter(({ card }) => card === "0012345")
      .map(({ id, name, birthDate, phones }) => [id === "r1", name, birthDate, phones]);
    expect(readers.toSorted()).toEqual([
      [false, "陈大勇", "1971-08-09", ["13500135001"]],
      [true, "王芳", "1990-02-03", undefined],
    ]);
  });

  it("leaves readers who were worked with since when it is taken back, says how many, and leads to each", async () => {
    const { db, writer, history } = await openWizard();
    await give(["读者证号,姓名", "0012401,吴昊", "0012402,郑爽"]);
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    await press("写入 2 行");
    await screen.findByRole("heading", { name: "写入了 2 位读者" });
    const reader = (await db.reader.where("card").equals("0012401").first())?.id ?? "";
    await (await writer.run("interaction.log", [create("interaction", "i1", { reader, at: 1 })])).confirmed;
    await press("撤销本次导入 秋季新办证.csv");
    await press("撤销导入");
    expect(
      await screen.findByText(/1 位读者没有撤走，请在以前的导入里逐位处理/, { selector: ".toast *" }),
    ).toBeTruthy();
    expect((await db.reader.get(reader))?.gone).toBeUndefined();
    expect((await db.reader.where("card").equals("0012402").first())?.gone).toBe(1);
    await press("未撤走 1 位… 秋季新办证.csv");
    const dialog = await screen.findByRole("dialog", { name: "“秋季新办证.csv”里没有撤走的读者" });
    await userEvent.click(await within(dialog).findByText("吴昊"));
    await waitFor(() => expect(history.get().location).toBe(`/readers/${reader}`));
  });

  it("says before it is taken back that everybody stays, and takes them back once what came since is taken back", async () => {
    const { db, writer } = await openWizard();
    await give(["读者证号,姓名", "0012401,吴昊"]);
    for (const name of [/^下一步/, /^下一步/, /^开始检查/]) await press(name);
    await screen.findByText("检查完了，还没有写入任何内容");
    await press("写入 1 行");
    await screen.findByRole("heading", { name: "写入了 1 位读者" });
    const reader = (await db.reader.where("card").equals("0012401").first())?.id ?? "";
    const loan = await writer.run("import", [create("activity", "a1", { reader, on: "2026-11-02", kind: "loan" })]);
    await press("撤销本次导入 秋季新办证.csv");
    const question = await screen.findByRole("alertdialog");
    expect(question.textContent).toContain("1 位读者不会撤走：导入后已有服务记录、意见、待办或使用记录");
    expect(
      within(question)
        .getByRole("button", { name: /^撤销导入/ })
        .getAttribute("aria-disabled"),
    ).toBe("true");
    await userEvent.click(within(question).getByRole("button", { name: /^不撤销/ }));
    await writer.undoCommand(loan.seq);
    await press("撤销本次导入 秋季新办证.csv");
    await press("撤销导入");
    expect(await screen.findByText("导入已撤销", { selector: ".toast *" })).toBeTruthy();
    expect((await db.reader.get(reader))?.gone).toBe(1);
    expect(await screen.findByRole("button", { name: "清除残留… 秋季新办证.csv" })).toBeTruthy();
  });

  it("says of an import of another computer where it can be taken back", async () => {
    const { writer } = await openWizard();
    const value = { importId: "i1", file: "分馆.csv", at: Date.now(), staff: "s1", written: 12 };
    await (
      await writer.run("import.report", [create("setting", "import-batch-i1", { name: "import.batch.i1", value })], {
        undoable: false,
      })
    ).confirmed;
    const row = await screen.findByRole("row", { name: /分馆\.csv/ });
    expect(within(row).getByText("别的电脑导入的，请到那里撤销")).toBeTruthy();
    expect(within(row).queryByRole("button")).toBeNull();
    // broken off there, or still going on
    const named = { ...value, importId: "i2", file: "儿童.csv", desk: "儿童馆-2", written: 0, unfinished: true };
    await (
      await writer.run(
        "import.report",
        [create("setting", "import-batch-i2", { name: "import.batch.i2", value: named })],
        { undoable: false },
      )
    ).confirmed;
    const other = await screen.findByRole("row", { name: /儿童\.csv/ });
    expect(within(other).getByText("在 儿童馆-2 导入的，请到那里撤销")).toBeTruthy();
    expect(within(other).getByText("未完成")).toBeTruthy();
  });

  it("takes a table that was copied from a spreadsheet", async () => {
    await openWizard();
    screen.getByRole("button", { name: "选择文件" }).focus();
    await userEvent.paste("读者证号\t姓名\n001\t王芳\n");
    expect(await screen.findByText(/粘贴的表格\.tsv/)).toBeTruthy();
  });

  it.each(proofDraw(["zh-TW", "en"] as const))("reads in %s to the end", async (language) => {
    await openWizard({ language });
    await give(LINES);
    const words = {
      "zh-TW": ["照上次的設定檢查", "下一步", "開始檢查", "檢查完了，還沒有寫入任何內容"],
      en: ["Check as last time", "Next", "Start the check", "Checked; nothing is written yet"],
    }[language];
    await userEvent.click(await screen.findByRole("button", { name: words[1] ?? "" }));
    await userEvent.click(await screen.findByRole("button", { name: words[1] ?? "" }));
    await screen.findByRole("alert");
    await userEvent.click(await screen.findByRole("button", { name: words[1] ?? "" }));
    await userEvent.click(await screen.findByRole("button", { name: words[2] ?? "" }));
    expect(await screen.findByText(words[3] ?? "")).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/import\.[a-z]/);
  });
});
