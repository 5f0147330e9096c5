/**
 * Every screen of the trial library in three languages, light and dark, on the usual old screen and on one zoomed to
 * 125 %: nothing for axe to find, nothing cut, nothing untranslated. It takes long, as it opens sixty screens and asks
 * axe about each of them.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { proofScale } from "../support/proof-scale.ts";
import { rowsOf, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";
import type { Words } from "./screens-page.ts";
import { type Screen, WALKED, walk } from "./screens-walk.ts";

let desk: Desk;
let opened: OpenedPage;
let card: string;
/** Somebody born on another day. */
let other: string;

beforeAll(async () => {
  desk = await launchDesk({ asBuilt: true, flags: ["--demo"] });
  opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(30_000);
  await scanBox(opened.page).waitFor({ timeout: 60_000 });
  // someone with a history: an opinion, and what the card shows beside it
  const asked = (await rowsOf(opened.page, "feedback")).find(({ reader }) => typeof reader === "string");
  const [her] = await rowsOf(opened.page, "reader", { id: asked?.reader });
  card = String(her?.card);
  other = String(
    (await rowsOf(opened.page, "reader")).find(
      ({ birthDate, card: number }) => birthDate !== undefined && number !== undefined && birthDate !== her?.birthDate,
    )?.card,
  );
});
afterAll(async () => {
  await opened.close();
  await desk.stop();
});

const byPalette = async (page: Page, command: string): Promise<void> => {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(command);
  await page.locator(".palette [role=option]").first().click();
};
/** To the last day on which something was logged. */
const aDayBack = async (page: Page): Promise<void> => {
  const date = page.locator(".page-head nav input");
  const listed = page.locator("main [role=grid]");
  await listed.or(page.locator("main .empty")).waitFor();
  for (let day = await date.inputValue(); (await listed.count()) === 0; day = await date.inputValue()) {
    await page.keyboard.press("[");
    await expect.poll(() => date.inputValue()).not.toBe(day);
    await listed.or(page.locator("main .empty")).waitFor();
  }
};
const toReader = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F3");
  // no card from before may stand in for the one that the scan opens
  await page.keyboard.press("Escape");
  await page.locator(".who").waitFor({ state: "detached" });
  await scan(page, card, { gapMs: 5 });
  await page.locator(".who h1").waitFor();
};
const tab =
  (index: number): Screen["open"] =>
  async (page) => {
    await toReader(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("tab").nth(index).click();
  };

const byMenu = async (page: Page, words: Words, item: string): Promise<void> => {
  await toReader(page);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: words["readers.more"] ?? "" }).click();
  await page.getByRole("menuitem", { name: words[item] ?? "" }).click();
};

/** From anywhere, by the tabs in the head. */
const statisticsPage = async (page: Page, index: number): Promise<void> => {
  await page.keyboard.press("Control+4");
  await page.locator("nav.tabs a").nth(index).click();
};

/** A list as another system gives it: of each bucket of the dry run something, and faults of many kinds. */
async function listOfReaders(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const readers = await rowsOf(page, "reader");
  const known = readers
    .filter((row) => typeof row.card === "string" && Array.isArray(row.phones) && row.phones.length > 0)
    .slice(0, 12);
  const born = readers
    .filter(
      ({ card: number, birthDate }) =>
        typeof number === "string" && birthDate !== undefined && !known.some((row) => row.card === number),
    )
    .slice(0, 1);
  const rows = known.map(({ card: number, name, phones }, at) => {
    if (at < 8)
      return [
        number,
        name,
        at % 2 === 0 ? "0571-88001122" : "",
        at % 3 === 0 ? "教师" : "",
        "城东第三小学",
        at === 0 ? "115/12/31" : "2028-12-31",
        "",
        "",
      ];
    // with a card that is not theirs: somebody of the same name and telephone, or the same person
    return [`9000000001${at}`, name, (phones as unknown[])[0], "", "", "", "", ""]; // an array, or it were not here
  });
  // her card is somebody else's by now, and stands there a second time
  const others = born.flatMap(({ card: number }) =>
    ["欧阳修远", "司马光远"].map((name) => [
      number,
      name,
      "13300133000",
      "",
      "",
      "",
      "",
      "换了人用这个证号",
      "1950-01-01",
    ]),
  );
  const fresh = [
    [
      "900000000001",
      "买买提·艾力",
      "13900139000",
      "学生",
      "城东街道办事处",
      "2027-06-30",
      "汉",
      "每周六来，喜欢历史类图书",
    ],
    ["900000000002", "欧阳静", "13800138000", "VIP", "", "2027-06-30", "", ""],
    ["1.10105E+17", "孙丽", "13700137000", "", "", "", "", ""],
    ["900000000003", "周洋", "13", "", "", "46387", "", ""],
    ["900000000004", "程一", "", "", "", "2027-02-30", "", ""],
    ["", "", "13600136000", "", "", "", "", "只有电话"],
    ["900000000005", "赵敏", "13500135000", "", "", "", "", "", "", "错位"],
  ];
  const lines = [
    ["读者证号", "姓名", "手机", "读者类型", "单位", "失效日期", "民族", "备注", "出生日期"],
    ...rows,
    ...others,
    ...fresh,
  ].map((cells) => cells.join(","));
  return { name: "秋季新办证.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) };
}

/** The wizard's step, as its head says it. */
const stepOf = (page: Page): Promise<string | null> => page.locator(".steps [aria-current]").textContent();
/** With Escape through every step behind, and the file put away at last. */
async function leaveWizard(page: Page): Promise<void> {
  for (let at = await stepOf(page); at?.startsWith("1") !== true; at = await stepOf(page)) {
    await page.keyboard.press("Escape");
    await expect.poll(() => stepOf(page)).not.toBe(at);
  }
  const file = page.locator(".page-head > .meta");
  if (await file.isVisible()) await page.keyboard.press("Escape");
  await file.waitFor({ state: "detached" });
}
const stay = async (): Promise<void> => {};
const onward = async (page: Page): Promise<void> => {
  const before = await stepOf(page);
  await page.locator(".foot-bar .btn-primary").click();
  await expect.poll(() => stepOf(page)).not.toBe(before);
};
const bucket =
  (index: number): Screen["open"] =>
  (page) =>
    page.locator(".buckets button").nth(index).click();

const LETTERS = ["空调太冷", "想借《本草纲目》的影印本"].map((subject, at) => ({
  name: `来信${at + 1}.eml`,
  mimeType: "message/rfc822",
  buffer: Buffer.from(
    `From: reader${at}@example.org\r\nTo: desk@example.org\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=\r\nDate: Mon, 30 Nov 2026 08:1${at}:00 +0800\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${subject}，请回复。\r\n`,
  ),
}));

const toOutreaches = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+5");
  await page.locator("main table").first().waitFor();
};
/** Those who come less of late: many on each day of a year, as those who joined this month are not. */
const manyBehindAFigure = async (page: Page): Promise<void> =>
  page.locator(".five > li").nth(1).getByRole("button").first().click();
/** The first language begins it for all, of those behind a figure. */
const toDraft: Screen["open"] = async (page, words) => {
  const drafts = page.getByRole("region", { name: words["outreach.drafts"] ?? "" });
  if (await drafts.isVisible()) await drafts.locator("th button").first().click();
  else {
    await page.keyboard.press("Control+4");
    await manyBehindAFigure(page);
    await page.locator(".grid-row").first().waitFor();
    await byPalette(page, words["batch.outreach"] ?? "");
    await page.getByLabel(words["outreach.goal"] ?? "", { exact: true }).selectOption("invite-back");
    // where the keys go round, its undo would come into the status bar meanwhile
    await page.locator(".toast").first().waitFor();
    await page.locator(".toast").waitFor({ state: proofScale("visible", "detached") });
  }
  await page.locator("main table tbody tr").first().waitFor();
};
const nextStep: Screen["open"] = async (page) => {
  const step = page.locator("nav [aria-current=step]");
  const before = await step.textContent();
  await page.keyboard.press("Control+PageDown");
  await expect.poll(() => step.textContent()).not.toBe(before);
};
const closeDialog = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

const SCREENS: readonly Screen[] = [
  { name: "desk", open: async (page) => page.keyboard.press("Control+1") },
  { name: "desk-reader", open: toReader },
  { name: "readers", open: async (page) => page.keyboard.press("Control+2"), leave: stay },
  {
    name: "readers-chosen",
    open: async (page) => {
      await page.locator(".grid-row").first().waitFor();
      for (const key of ["x", "ArrowDown", "x"]) await page.keyboard.press(key);
      await page.locator(".bulk .meta").waitFor();
    },
    leave: async (page) => {
      await page.keyboard.press("Escape");
      await page.locator(".bulk").waitFor({ state: "detached" });
    },
  },
  {
    name: "care",
    open: async (page) => {
      await page.locator('main a[href="/readers/care"]').click();
      await page.locator(".grid-row").first().waitFor();
    },
    leave: stay,
  },
  {
    name: "duplicates",
    open: async (page, words) => {
      await page.locator('main a[href="/readers/duplicates"]').click();
      await page.getByRole("table").waitFor();
      // the first look of a day may bring another pair under the keys
      await page.getByRole("button", { name: words["duplicates.look-again"] ?? "" }).click({ trial: true });
    },
    leave: async (page) => page.keyboard.press("Control+2"),
  },
  { name: "segments", open: async (page) => page.locator('main a[href="/readers/segments"]').click(), leave: stay },
  {
    name: "segment",
    open: async (page) => {
      await page.locator("main li button").nth(4).click();
      await page.locator(".grid-row").first().waitFor();
    },
    leave: stay,
  },
  {
    name: "segment-groups",
    open: async (page) => {
      await page.locator("main section > button").last().click();
      await page.locator("main section > select").waitFor();
    },
  },
  ...["overview", "timeline", "opinions", "record"].map(
    (name, index): Screen => ({ name: `reader-${name}`, open: tab(index) }),
  ),
  {
    name: "reader-merge",
    open: async (page, words) => {
      await byMenu(page, words, "readers.merge");
      await page.getByRole("dialog").getByRole("textbox").fill(other);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: words["readers.find-reader-this"] ?? "" })
        .first()
        .click();
      await page.getByRole("dialog").getByRole("radio").first().waitFor();
    },
  },
  {
    name: "reader-deleted",
    open: async (page, words) => {
      await byMenu(page, words, "readers.delete");
      // she is gone from the page before the list has taken her place
      await page.locator(".grid-row").first().waitFor();
      await page.getByRole("button", { name: words["commands.back"] ?? "", exact: true }).click();
      await page.getByText(words["readers.gone"] ?? "").waitFor();
    },
    leave: async (page) => {
      await page.keyboard.press("Control+z");
      await expect.poll(async () => (await rowsOf(page, "reader", { card }))[0]?.gone).not.toBe(1);
    },
  },
  { name: "opinions", open: async (page) => page.keyboard.press("Control+3") },
  {
    name: "mail",
    open: async (page, words) => {
      await byPalette(page, words["commands.mail"] ?? "");
      // the first language brings it for all: what is begun stays
      const channels = page.locator("main [data-cell$='/channel']");
      await channels.first().waitFor();
      if ((await channels.count()) > 1) return;
      await page.locator("main input[type=file]").setInputFiles(LETTERS);
      await channels.nth(LETTERS.length).press("9");
      // an order has more cells, and the keys go to the first of them
      await page.locator("main [data-cell$='/number']:focus, main [data-cell$='/number'] :focus").waitFor();
    },
  },
  {
    name: "statistics",
    open: async (page) => {
      await page.keyboard.press("Control+4");
      await page.locator(".five").waitFor();
    },
    leave: stay,
  },
  {
    name: "statistics-end",
    isScrolled: true,
    open: async (page) => page.locator(".stats").evaluate((body) => body.scrollTo(0, body.scrollHeight)),
    leave: stay,
  },
  {
    name: "statistics-readers",
    open: async (page) => {
      await manyBehindAFigure(page);
      await page.locator(".grid-row").first().waitFor();
    },
  },
  {
    name: "statistics-of-readers",
    open: async (page) => {
      await statisticsPage(page, 1);
      await page.locator(".coverage").waitFor();
    },
    leave: stay,
  },
  {
    name: "statistics-of-readers-middle",
    isScrolled: true,
    open: async (page) => page.locator(".stats").evaluate((body) => body.scrollTo(0, body.scrollHeight / 3)),
    leave: stay,
  },
  {
    name: "statistics-of-readers-end",
    isScrolled: true,
    open: async (page) => page.locator(".stats").evaluate((body) => body.scrollTo(0, body.scrollHeight)),
    leave: stay,
  },
  {
    name: "statistics-keep",
    open: async (page) => {
      await statisticsPage(page, 2);
      await page.locator(".away-list tbody tr").first().waitFor();
    },
    leave: stay,
  },
  {
    name: "statistics-not-contacted",
    open: async (page) => {
      await page.locator(".contacts button").last().click();
      await page.locator(".grid-row").first().waitFor();
    },
  },
  { name: "outreach", open: async (page) => toOutreaches(page), leave: stay },
  { name: "outreach-group", open: toDraft, leave: stay },
  { name: "outreach-exclude", open: nextStep, leave: stay },
  {
    name: "outreach-templates",
    open: async (page, words) => {
      await nextStep(page, words);
      await page.getByLabel(words["outreach.text-language"] ?? "", { exact: true }).selectOption("zh-CN");
      await page.locator("main fieldset button").nth(1).click();
      // what some lack, so that the rows in which it reads worst are there
      await page.locator("main textarea").fill("{称呼|您}好：您的证{证件到期}到期，{常看类别|您爱看的}到了新书。");
      await page.locator("main li .pill").first().waitFor();
    },
    leave: stay,
  },
  {
    name: "outreach-lists",
    open: async (page, words) => {
      await toOutreaches(page);
      await page
        .getByRole("region", { name: words["outreach.running"] ?? "" })
        .locator("th button")
        .first()
        .click();
      await page.locator("main .btn-primary").waitFor();
    },
    leave: stay,
  },
  {
    name: "outreach-messages",
    open: async (page, words) => {
      await page
        .getByRole("button", { name: words["out-files.open"] ?? "" })
        .first()
        .click();
      await page.getByRole("dialog").locator("input").first().waitFor();
    },
    leave: closeDialog,
  },
  {
    name: "outreach-report",
    open: async (page, words) => {
      await page.getByRole("button", { name: words["out-files.report-open"] ?? "" }).click();
      const report = {
        name: "回执.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("手机号,状态\n13900139000,DELIVRD"),
      };
      await page.getByRole("dialog").locator("input[type=file]").setInputFiles(report);
      await page.getByRole("dialog").locator("li, dt, tbody tr").first().waitFor();
    },
    leave: closeDialog,
  },
  {
    name: "outreach-calls",
    open: async (page, words) => {
      await page.getByRole("button", { name: words["outreach.to-calls"] ?? "" }).click();
      await page.locator("#callee").waitFor();
    },
    leave: stay,
  },
  {
    name: "outreach-result",
    open: async (page, words) => {
      await toOutreaches(page);
      // the last one is at its end
      await page.locator("main table th button").last().click();
      await page
        .getByRole("button", { name: words["outreach.step-result"] ?? "" })
        .first()
        .click();
      await page.locator(".stats .tile li").first().waitFor();
    },
  },
  {
    name: "reports",
    open: async (page, words) => {
      await byPalette(page, words["commands.reports"] ?? "");
      await page.locator(".report-table").waitFor();
    },
    leave: stay,
  },
  {
    name: "reports-close",
    open: async (page, words) => {
      await page.getByRole("link", { name: words["reports.page-close"] ?? "" }).click();
      await page.locator(".report-typed").waitFor();
    },
    leave: stay,
  },
  {
    name: "reports-audit",
    open: async (page, words) => {
      await page.getByRole("link", { name: words["reports.page-audit"] ?? "" }).click();
      await page.getByRole("table", { name: words["reports.page-audit"] ?? "" }).waitFor();
    },
    leave: stay,
  },
  {
    name: "reports-paper",
    open: async (page, words) => {
      await page.getByRole("link", { name: words["reports.page-paper"] ?? "" }).click();
      await page.locator(".report-paper").waitFor();
    },
    leave: stay,
  },
  { name: "tasks", open: async (page, words) => byPalette(page, words["tasks.title"] ?? "") },
  {
    name: "day-log",
    open: async (page, words) => {
      await byPalette(page, words["commands.day-log"] ?? "");
      // the last day on which something was logged in the trial library
      await aDayBack(page);
    },
    leave: stay,
  },
  {
    name: "day-log-edit",
    open: async (page) => {
      await page.keyboard.press("F2");
      await page.locator("main form").waitFor();
    },
    leave: async (page) => {
      // out of the form, and out of the list
      await page.locator("main form input").first().press("Escape");
      await page.keyboard.press("Escape");
    },
  },
  { name: "handover", open: async (page, words) => byPalette(page, words["handover.title"] ?? "") },
  { name: "import-1-start", open: async (page, words) => byPalette(page, words["commands.import"] ?? ""), leave: stay },
  {
    name: "import-1-file",
    open: async (page) => page.locator("main input[type=file]").setInputFiles(await listOfReaders(page)),
    leave: stay,
  },
  { name: "import-2-columns", open: onward, leave: stay },
  {
    name: "import-3-rules",
    open: async (page) => {
      // VIP is in no list: said first, and past it with the second press
      await page.locator(".foot-bar .btn-primary").click();
      await page.locator(".foot-bar").getByRole("alert").waitFor();
      await onward(page);
    },
    leave: stay,
  },
  {
    name: "import-4-changed",
    open: async (page) => {
      await onward(page);
      await page.locator(".foot-bar .btn-primary:not([aria-disabled])").waitFor();
      await bucket(1)(page, {});
    },
    leave: stay,
  },
  { name: "import-4-new", open: bucket(0), leave: stay },
  { name: "import-4-duplicates", open: bucket(3), leave: leaveWizard },
  { name: "export", open: async (page, words) => byPalette(page, words["commands.export"] ?? "") },
  {
    name: "sync",
    open: async (page, words) => page.getByRole("link", { name: words["frame.module-sync"] ?? "" }).click(),
  },
  {
    name: "backups",
    open: async (page) => {
      await page.locator("footer.status button").nth(1).click();
      await page.locator(".page-head .btn-primary").waitFor();
      // the first language makes it for all
      if ((await page.locator("main tbody tr").count()) > 0) return;
      await page.locator(".page-head .btn-primary").click();
      await page.locator("main progress").waitFor();
      await page.locator("main progress").waitFor({ state: "detached", timeout: 90_000 });
    },
    leave: stay,
  },
  {
    name: "backups-restore",
    open: async (page) => {
      await page.locator("main tbody tr").last().getByRole("button").last().click();
      await page.getByRole("dialog").locator("p").last().waitFor();
      await page.getByRole("dialog").locator("progress").waitFor({ state: "detached" });
    },
  },
  { name: "settings", open: async (page) => page.keyboard.press("Control+,"), leave: stay },
  {
    name: "settings-middle",
    isScrolled: true,
    open: async (page) => page.locator(".settings-body").evaluate((body) => body.scrollTo(0, body.scrollHeight / 2)),
    leave: stay,
  },
  {
    name: "settings-end",
    isScrolled: true,
    open: async (page) => page.locator(".settings-body").evaluate((body) => body.scrollTo(0, body.scrollHeight)),
  },
  { name: "guide", open: async (page) => page.keyboard.press("F1") },
  {
    name: "help",
    open: async (page) => page.keyboard.press("Control+Slash"),
    leave: async (page) => {
      await page.keyboard.press("Escape");
      // a key that comes while it is closing is still its own
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
  },
  {
    name: "palette",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill("li");
      await page.locator(".palette [role=option]").first().waitFor();
    },
  },
  {
    name: "complaint",
    open: async (page) => {
      await toReader(page);
      await page.keyboard.press("Alt+Digit7");
      await page.getByRole("dialog").getByRole("textbox").first().waitFor();
    },
    leave: stay,
  },
  {
    name: "complaint-by-phone",
    open: async (page) => page.getByRole("dialog").getByRole("radio").nth(1).check(),
    leave: async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
  },
  {
    name: "lock",
    open: async (page) => page.keyboard.press("Control+l"),
    leave: async (page) => {
      await page.keyboard.press("Enter");
      await page.locator(".lock").waitFor({ state: "detached" });
    },
  },
];

describe("every screen is whole, readable and translated", () => {
  test.each(WALKED)("in %s", { timeout: proofScale(300_000, 900_000) }, async (locale) => {
    expect(await walk(opened.page, locale, SCREENS)).toEqual([]);
  });
});
