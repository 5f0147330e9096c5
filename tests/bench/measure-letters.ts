/**
 * Letters as PDF as the host in a browser window prints them, from the first key to the last file, and a file of text
 * messages; each laid out and filled in anew, as the dialog does it.
 */
import { join } from "node:path";
import { openHeadlessPrinter } from "../../electron/services/print/headless-printer.ts";
import { createOutFilesApi } from "../../renderer/worker/export/serve-out-files.ts";
import { smsTable, smsText } from "../../shared/outreach/messages/sms-text.ts";
import { addressZone, ENVELOPE_WINDOWS } from "../../shared/outreach/paper/envelope-window.ts";
import { letterCode } from "../../shared/outreach/paper/letter-code.ts";
import { letterPages } from "../../shared/outreach/paper/letter-pages.ts";
import { A4 } from "../../shared/outreach/paper/printed-sheet.ts";
import { sheetHtml } from "../../shared/outreach/paper/sheet-html.ts";
import { fillMergeText, parseMergeText } from "../../shared/outreach/text/merge-text.ts";
import type { Figure } from "./figure.ts";

const LETTERS = 2000;
const IN_FILE = 200;
const MESSAGES = 200;
const NAMES = ["王小明", "阿卜杜热合曼·阿卜杜热依木", "欧阳𠮷", "Mary Jane Smith"];
const TEXT = parseMergeText(
  "{称呼}您好：\n\n{上次到馆|最近}以后没见到您。{常看类别|各类}到了一批新书，方便时欢迎来看看。" +
    "我们的读书会每周六下午两点在二楼活动室，新的自习区也开放了，一直开到晚上九点。\n\n不想再收到这样的信，请告诉服务台。\n\n{图书馆}",
);
const ZONE = addressZone(ENVELOPE_WINDOWS["gb-dl"]);

const textOf = (no: number): string => {
  const name = NAMES[no % NAMES.length] ?? "";
  const filled = fillMergeText(TEXT, {
    salutation: `${name}先生`,
    lastVisit: `${(no % 12) + 1}月1日`,
    library: "城东馆",
  });
  return filled.ok ? filled.text : "";
};

const pagesOf = (from: number) =>
  Array.from({ length: IN_FILE }, (_, at) => {
    const no = from + at;
    const letter = {
      name: `${NAMES[no % NAMES.length] ?? ""} 先生 收`,
      address: `江苏省苏州市城东区城东路 ${no} 号\n幸福小区 12 幢 3 单元 501 室`,
      code: letterCode(String(no)),
      subject: "欢迎回来",
      body: textOf(no),
      date: "2026年11月24日",
      no: no + 1,
    };
    return letterPages(letter, { library: "城东区图书馆", contact: "城东路 1 号" }, ZONE, "zh-CN") ?? [];
  }).flat();

export async function measureLetters(folder: string, say: (line: string) => void): Promise<readonly Figure[]> {
  say(`${LETTERS.toLocaleString("en")} letters as PDF…`);
  const begun = performance.now();
  const printer = await openHeadlessPrinter(join(folder, "printer-profile"));
  if (!printer.ok) throw new Error(`no printer: ${printer.error.tag}`);
  let firstMs = 0;
  try {
    for (let from = 0; from < LETTERS; from += IN_FILE) {
      await printer.value.print(sheetHtml({ ...A4, title: "letters", pages: pagesOf(from) }));
      if (from === 0) firstMs = performance.now() - begun;
    }
  } finally {
    await printer.value.close();
  }
  const allMs = performance.now() - begun;
  const messagesAt = performance.now();
  const frame = { signature: "城东馆", refusal: "拒收请回复R" };
  const messages = Array.from({ length: MESSAGES }, (_, no) => ({
    phone: `138${String(no).padStart(8, "0")}`,
    text: smsText(textOf(no).replaceAll("\n", ""), frame, "zh-CN"),
  }));
  await createOutFilesApi().table(smsTable(messages, "zh-CN"), "xlsx");
  const messagesMs = performance.now() - messagesAt;
  const group = "Letters and messages";
  return [
    {
      group,
      name: `first PDF of ${IN_FILE} letters`,
      value: firstMs / 1000,
      unit: "s",
      goal: 5,
      note: "the browser started for it",
    },
    {
      group,
      name: `${LETTERS.toLocaleString("en")} letters in files of ${IN_FILE}`,
      value: allMs / 1000,
      unit: "s",
      goal: 40,
    },
    { group, name: `${MESSAGES} text messages as XLSX`, value: messagesMs, unit: "ms", goal: 2000 },
  ];
}
