/**
 * A day at the desk by script, in a real browser against a real host on a real disk: scans, logs, notes and opinions
 * as fast as keys go, while at random database, data folder, host (ended, or silent) and clock are taken away and given
 * back.
 * One seed is one day, as far as a machine can be. At the end the account of what was told is held against the
 * journal's files, and against what the desk shows.
 */
import { join } from "node:path";
import type { CDPSession, Locator, Page } from "playwright-core";
import { createRandom, type Random } from "../../simulation/random.ts";
import { journalOnDisk } from "../../support/journal-on-disk.ts";
import { freePort, launchDesk, openPage } from "../../support/launch.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { comeBack, liveRows, scanBox } from "../desk-page.ts";
import { foundIn } from "../founded.ts";
import { checkFile, writeChecked } from "../import-page.ts";
import { letClockBeMoved } from "../moved-clock.ts";
import { type Told, watchTold } from "../told.ts";
import { type Act, judge, marksIn, type Said, type Verdict } from "./account.ts";
import { type DayPlace, TAKINGS, type Taking } from "./takings.ts";

export interface DayPlan {
  readonly seed: number;
  readonly scans: number;
  readonly notes: number;
  readonly opinions: number;
  /** How often something is taken away. */
  readonly takings: number;
  /** How many are in the library; or the trial library. */
  readonly readers: number | "trial";
}

export interface DayEnd extends Verdict {
  /**
   * Scans whose reader was not shown, though nothing was taken away just then and nothing was asked; with what stood
   * there.
   */
  readonly unanswered: readonly string[];
  /** How often each was taken away. */
  readonly taken: Readonly<Record<string, number>>;
  /** Records of the day that the desk's database has otherwise than the journal. */
  readonly differs: readonly string[];
  readonly seconds: number;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly card: string;
}

const PRESETS = [
  ["directional", "指引"],
  ["reference", "咨询"],
  ["find", "找书"],
  ["card", "办证"],
  ["equipment", "设备·打印"],
  ["digital", "数字资源"],
] as const;
const SAID_LATE = "刚才未能保存的，现在已保存";
const TOLD_WITHIN_MS = 14_000;
const SHOWN_WITHIN_MS = 10_000;
const SCANNER_GAP_S = 0.005;
/** How often somebody who waits to be told looks whether a question stands over the page. */
const LOOK_MS = 100;

export async function runDay(plan: DayPlan, say: (line: string) => void = () => undefined): Promise<DayEnd> {
  const begun = performance.now();
  const random = createRandom(plan.seed);
  const [folder, port] = [await temporaryFolder(), await freePort()];
  const isTrial = plan.readers === "trial";
  const [flags, data] = isTrial ? [["--demo"], join(folder, "demo")] : [[], folder];
  if (!isTrial) await foundIn(folder);
  const desk = await launchDesk({ dataFolder: folder, port, flags, asBuilt: true });
  // nothing of the desk runs before its clock can be moved
  // on the disk, as at a desk: the database is taken away as well
  const opened = await openPage("about:blank", { profile: join(await temporaryFolder(), "profile") });
  const place: DayPlace = { folder, port, flags, desk, page: opened.page };
  const { page } = opened;
  page.setDefaultTimeout(60_000);
  try {
    const bell = createBell();
    const told = await watchTold(page, bell.ring);
    await letClockBeMoved(page, desk);
    await page.goto(place.desk.address);
    await scanBox(page).waitFor({ timeout: 180_000 });
    if (plan.readers !== "trial") await bringReaders(page, plan.readers);
    const readers = await liveRows(page, "reader");
    const people = random.shuffled(
      readers
        .map(({ id, name, card }): Person => ({ id: String(id), name: String(name), card: String(card) }))
        .filter(({ card }) => /^\d{12}$/.test(card)),
    );
    const shift = new Shift(place, told, bell, random, people, await page.context().newCDPSession(page));
    const taken = await work(shift, plan, random, place, say);
    await shift.settle();
    const differs = await differencesOf(page, data);
    const verdict = judge(shift.acts, await journalOnDisk(data));
    return {
      ...verdict,
      unanswered: shift.unanswered,
      taken,
      differs,
      seconds: Math.round((performance.now() - begun) / 1000),
    };
  } finally {
    await opened.close();
    await place.desk.kill();
  }
}

/** By the wizard; then it is the desk that stands there. */
async function bringReaders(page: Page, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) => `${910_000_000_000 + index},赵${index}`);
  await checkFile(page, {
    name: "list.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["读者证号,姓名", ...lines].join("\r\n")),
  });
  await writeChecked(page);
  await page.keyboard.press("Control+1");
  await scanBox(page).waitFor();
}

async function work(
  shift: Shift,
  plan: DayPlan,
  random: Random,
  place: DayPlace,
  say: (line: string) => void,
): Promise<Readonly<Record<string, number>>> {
  const taken: Record<string, number> = {};
  // each way once before any comes again
  const ways = Array.from({ length: Math.ceil(plan.takings / TAKINGS.length) }, () => random.shuffled(TAKINGS)).flat();
  let away: { readonly back: () => Promise<boolean>; readonly until: number } | null = null;
  for (let scan = 0, wayNo = 0; scan < plan.scans; scan++) {
    const isDue = (share: number): boolean =>
      Math.floor(((scan + 1) * share) / plan.scans) > Math.floor((scan * share) / plan.scans);
    const way: Taking | undefined = away === null && isDue(plan.takings) ? ways[wayNo++ % ways.length] : undefined;
    // under the act itself, not politely between two
    const taking = way === undefined ? null : pause(random.below(120)).then(() => way.take(place, random));
    await shift.serve(scan, {
      note: isDue(plan.notes),
      opinion: isDue(plan.opinions),
      isQuiet: away !== null || way !== undefined,
    });
    await taking;
    if (way !== undefined) {
      taken[way.name] = (taken[way.name] ?? 0) + 1;
      say(`scan ${scan}: ${way.name} away`);
      away = { back: () => way.giveBack(place), until: scan + random.below(3) };
    }
    if (away !== null && scan >= away.until) {
      if (await away.back()) shift.leave();
      away = null;
      await shift.settle();
    }
    if ((scan + 1) % 100 === 0) say(`${scan + 1} scans, ${shift.acts.length} acts`);
  }
  if (away !== null) await away.back();
  return taken;
}

/** It may go by itself meanwhile. */
const press = (button: Locator): Promise<void> => button.click({ timeout: 3_000 }).catch(() => undefined);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Bell {
  ring(): void;
  /** Answers at its next ring, or after so long at the latest. */
  rungWithin(ms: number): Promise<void>;
}

function createBell(): Bell {
  let wake = (): void => undefined;
  return {
    ring: () => wake(),
    rungWithin: (ms) =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(late);
          resolve();
        };
      }),
  };
}

/** Whoever stands at the desk: presses the keys, and writes down what was told. */
class Shift {
  readonly acts: Act[] = [];
  readonly unanswered: string[] = [];
  #heard = 0;

  constructor(
    readonly place: DayPlace,
    readonly told: readonly Told[],
    readonly bell: Bell,
    readonly random: Random,
    readonly people: readonly Person[],
    readonly keys: CDPSession,
  ) {}

  async serve(
    no: number,
    { note, opinion, isQuiet }: { readonly note: boolean; readonly opinion: boolean; readonly isQuiet: boolean },
  ): Promise<void> {
    const { page } = this.place;
    const person = this.people[no % this.people.length];
    const preset = PRESETS[Math.floor(no / this.people.length + no) % PRESETS.length];
    if (person === undefined || preset === undefined) throw new Error("no readers");
    const [purpose, name] = preset;
    if (!isQuiet && (await this.isAsked())) await this.settle();
    await this.scan(person.card);
    const isShown = await page
      .getByRole("heading", { level: 1, name: person.name })
      .waitFor({ timeout: isQuiet ? 1_500 : SHOWN_WITHIN_MS })
      .then(() => true)
      .catch(() => false);
    if (!isShown) {
      // under a question the card waits, and the page says so
      if (!isQuiet && !(await this.isAsked()))
        this.unanswered.push(`scan ${no} of ${person.card}: ${await this.stands()}`);
      return;
    }
    const logged = await this.act("log", `${person.id}/${purpose}`, `已记录：${name}`, () =>
      page.keyboard.press(`Alt+Digit${PRESETS.indexOf(preset) + 1}`),
    );
    if (note && logged === "saved") await this.note(no, name);
    if (opinion) await this.opinion(no);
  }

  async note(no: number, name: string): Promise<void> {
    const { page } = this.place;
    await page.keyboard.press("F4");
    const line = page.getByRole("textbox", { name: "补一句" });
    const text = `第${no}次问了还书的事`;
    if (!(await this.typed(line, text))) return;
    await this.act("note", text, `已补记：${name}`, () => page.keyboard.press("Enter"));
  }

  async opinion(no: number): Promise<void> {
    const { page } = this.place;
    await page.keyboard.press("Alt+Digit7");
    const words = page.getByRole("dialog").getByRole("textbox", { name: "原话" });
    const text = `第${no}次说空调太冷`;
    if (!(await this.typed(words, text))) return;
    await this.act("opinion", text, "已登记投诉", () => page.keyboard.press("Control+Enter"));
  }

  /** Whether the field was there to type into. */
  async typed(field: Locator, text: string): Promise<boolean> {
    try {
      await field.fill(text, { timeout: 3_000 });
      return true;
    } catch {
      return false;
    }
  }

  /** Presses, and waits for what is told of it. */
  async act(kind: Act["kind"], mark: string, words: string, press: () => Promise<void>): Promise<Said> {
    this.hear();
    const act: Act = { kind, mark, words, said: "nothing", isLeft: false };
    this.acts.push(act);
    await press().catch(() => undefined);
    const over = performance.now() + TOLD_WITHIN_MS;
    while (act.said === "nothing" && performance.now() < over) {
      await this.bell.rungWithin(LOOK_MS);
      this.hear(act);
      if (act.said === "nothing" && (await this.isAsked())) break;
    }
    return act.said;
  }

  /** The page was loaded again: it says nothing more of what came before. */
  leave(): void {
    this.hear();
    for (const act of this.acts) act.isLeft = true;
  }

  /** What the page shows: of whom, what is asked, what is told; of a card that is still being read, nothing. */
  async stands(): Promise<string> {
    const shown = this.place.page.locator(
      "h1:visible, .reader-card:visible, [role=dialog]:visible, [role=alertdialog]:visible, .toast:visible, .scan:visible, [role=alert]:visible, .meta:visible",
    );
    const texts = await shown.allTextContents().catch(() => []);
    return texts.map((text) => text.slice(0, 300)).join(" | ");
  }

  /** A question stands over the page: nothing is told before it is answered. */
  async isAsked(): Promise<boolean> {
    return (
      (await this.place.page
        .locator('[role="alertdialog"]')
        .count()
        .catch(() => 0)) > 0
    );
  }

  /** Takes in what was told since: of the act in hand, and late of one before it. */
  hear(current?: Act): void {
    for (; this.#heard < this.told.length; this.#heard++) {
      const { tone, text } = this.told[this.#heard] ?? { tone: "", text: "" };
      if (tone === "saving") continue;
      const isOf = (act: Act): boolean => text.includes(act.words);
      const waiting = this.acts.findLast(
        (act) => act.said !== "saved" && act !== current && isOf(act) && act.said !== "not-saved",
      );
      if (tone === "done" && text.includes(SAID_LATE)) {
        if (waiting !== undefined) waiting.said = "saved";
      } else if (tone === "done" && current !== undefined && isOf(current)) current.said = "saved";
      else if (tone === "done" && waiting !== undefined) waiting.said = "saved";
      else if (tone === "failed" && text.startsWith("尚未保存妥当")) {
        const unsafe = current !== undefined && isOf(current) ? current : waiting;
        if (unsafe !== undefined) unsafe.said = "not-safe";
      } else if (tone === "failed" && text.startsWith("未能保存") && current !== undefined) current.said = "not-saved";
    }
  }

  /** Answers what is asked, until the desk takes acts again. */
  async settle(): Promise<void> {
    const { page } = this.place;
    const gone = page.getByRole("alertdialog", { name: "浏览器里的资料被清空了" });
    const clock = page.getByRole("alertdialog", { name: "这台电脑的时钟准吗？" });
    const late = page.getByRole("contentinfo").getByRole("alert");
    await comeBack(page).catch(async (error: unknown) => {
      throw new Error(`the desk does not come back: ${await this.stands()}`, { cause: error });
    });
    for (let isCalm = false; !isCalm; ) {
      if (await gone.isVisible()) {
        await press(gone.getByRole("button", { name: "从日志恢复" }));
        await gone.waitFor({ state: "hidden", timeout: 180_000 });
      } else if (await clock.isVisible()) await press(clock.getByRole("button", { name: "再看一次" }));
      else isCalm = !(await this.isAsked()) && (await late.count()) === 0;
      if (!isCalm) await pause(200);
      this.hear();
    }
    for (let tries = 0; tries < 5 && (await page.getByRole("dialog").count()) > 0; tries++) {
      await page.keyboard.press("Escape");
      await pause(100);
    }
    await page.keyboard.press("Control+1");
    await page.keyboard.press("F3");
    this.hear();
  }

  /**
   * As a scanner does it, all keys on their way at once, each with the time at which it was pressed, however late it is
   * taken.
   */
  async scan(code: string): Promise<void> {
    const keys: Promise<unknown>[] = [];
    let timestamp = Date.now() / 1000;
    for (const char of code) {
      timestamp += SCANNER_GAP_S;
      const key = { key: char, code: `Digit${char}`, windowsVirtualKeyCode: char.charCodeAt(0), timestamp };
      keys.push(
        this.keys.send("Input.dispatchKeyEvent", { type: "keyDown", text: char, ...key }),
        this.keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
      );
    }
    const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, timestamp: timestamp + SCANNER_GAP_S };
    keys.push(
      this.keys.send("Input.dispatchKeyEvent", { type: "keyDown", text: "\r", ...enter }),
      this.keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter }),
    );
    await Promise.all(keys).catch(() => undefined);
  }
}

/** What the desk has of the day's records otherwise than the journal: first as it stands, then after a reload. */
async function differencesOf(page: Page, data: string): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const moment of ["as it stands", "after a reload"]) {
    if (moment !== "as it stands") {
      await page.reload();
      await comeBack(page);
    }
    const entries = await journalOnDisk(data);
    const interactions = await liveRows(page, "interaction");
    const opinions = await liveRows(page, "feedback");
    const shown = new Map<string, number>();
    const count = (mark: unknown): void => {
      if (typeof mark === "string") shown.set(mark, (shown.get(mark) ?? 0) + 1);
    };
    for (const { reader, purpose, question } of interactions)
      for (const mark of [`${String(reader)}/${String(purpose)}`, question]) count(mark);
    for (const { text } of opinions) count(text);
    for (const mark of marksIn(entries).keys()) if (!shown.has(mark)) differences.push(`${moment}: ${mark}`);
    const ids = new Set(interactions.map(({ id }) => String(id)));
    for (const { command, ops } of entries)
      if (command === "interaction.log")
        for (const { id } of ops) if (!ids.has(id)) differences.push(`${moment}: interaction ${id}`);
    // and nothing of the day that the journal lacks
    const journaled = new Set(entries.flatMap(({ ops }) => ops.map(({ id }) => id)));
    for (const id of ids) if (!journaled.has(id)) differences.push(`${moment}: ${id} is in the desk alone`);
  }
  return differences;
}
