/**
 * What may lie on a share that is no batch, no head and no marker of ours, between three desks as processes: what each
 * of them says, before and after the file's owner has synced, and after somebody has acknowledged it. It takes long, as
 * each thing is told of by three desks, three times over; they are made once for all tests.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, type OpenedPage, openPage } from "../support/launch.ts";
import { proofDraw } from "../support/proof-scale.ts";
import { countLive, joinLibrary, logConfirmed } from "./desk-page.ts";
import { launchFounded, launchNew } from "./founded.ts";
import { photographFailure } from "./place.ts";
import { shareFolder, sync } from "./share-page.ts";

let desks: readonly Desk[];
let owner: OpenedPage;
let others: readonly [OpenedPage, OpenedPage];
let all: readonly OpenedPage[];
let folder: string;
let written = 0;
/** Under which the owner's files stand. */
let stream = "";

beforeAll(async () => {
  desks = await Promise.all([launchFounded(), launchNew(), launchNew()]);
  all = await Promise.all(desks.map(({ address }) => openPage(address)));
  const [first, second, third] = all;
  if (first === undefined || second === undefined || third === undefined) throw new Error("three desks");
  [owner, others] = [second, [first, third]];
  for (const { page } of all) page.setDefaultTimeout(60_000);
  folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  const code = await shareFolder(first, second, folder);
  await joinLibrary(third.page, folder, code, "三楼咨询台");
  // each hears of the others, and that they have heard of it
  for (const round of [[second, third], all, all]) await atEach(round, ({ page }) => sync(page, COMPLETE));
}, 180_000);
afterAll(async () => {
  await Promise.all(all.map((opened) => opened.close()));
  await Promise.all(desks.map((desk) => desk.stop()));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const { page } of all) photographFailure(page);
});

const COMPLETE = /^(同步完成|已是最新，没有新内容)$/;
const INCOMPLETE = /^已同步，但不完整$/;
const HELD = /^已同步，还有记录没有送到$/;
const ONE_KNOWN = /^同步完成，1 件已知$/;

/** The sentences of the sync centre after F9; a desk that has nothing to say of it has none. */
async function saidAfter(said: RegExp, { page }: OpenedPage): Promise<readonly string[]> {
  await sync(page, said);
  await page.getByRole("link", { name: /同步/ }).click();
  await page.getByRole("heading", { name: "上次同步" }).waitFor();
  return await page
    .getByRole("group")
    .and(page.locator(".sync-notice"))
    .evaluateAll((lines) => lines.map((line) => line.getAttribute("aria-label") ?? ""));
}

const atEach = <T>(pages: readonly OpenedPage[], act: (opened: OpenedPage) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(pages.map(act));
const badges = (): Promise<readonly number[]> =>
  atEach(all, ({ page }) => page.getByRole("link", { name: /同步/ }).locator(".badge").count());
const counts = (): Promise<readonly number[]> => atEach(all, ({ page }) => countLive(page, "interaction"));

/** At the sync centre, as it stands there: what is acknowledged keeps its line, pale. */
async function press(name: string, { page }: OpenedPage): Promise<void> {
  const line = page.locator(".sync-notice", { has: page.getByRole("button", { name }) });
  await line.getByRole("button", { name }).click();
  await page.locator(".sync-notice.alert-info").waitFor();
  expect(await line.count()).toBe(0);
}
const acknowledge = (opened: OpenedPage): Promise<void> => press("知道了", opened);

/** @returns the path of the batch that the owner has just put there */
async function logAndSend(): Promise<string> {
  const before = new Set(await readdir(folder, { recursive: true }));
  await owner.page.keyboard.press("Control+1");
  await logConfirmed(owner.page, (written++ % 6) + 1);
  await sync(owner.page, COMPLETE);
  const fresh = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith(".batch") && !before.has(name),
  );
  expect(fresh).toHaveLength(1);
  const [name = ""] = fresh;
  stream = name.split(sep)[1] ?? "";
  return join(folder, name);
}

const named = (path: string): string => relative(folder, path).replaceAll(sep, "/");

const DAMAGED = {
  elsewhere: (file: string) =>
    `共享文件夹里儿童馆-2的文件 ${file} 损坏了或是空的，没有采用；其余都已收下。请先在那台电脑上同步，它会放回正确的文件，再在这里同步。`,
  own: (file: string) =>
    `共享文件夹里，这台电脑的文件 ${file} 损坏了或是空的。这台电脑的记录都在，已放回正确的文件；请在别的电脑上再同步一次。`,
};
const TOO_LARGE = {
  elsewhere: (file: string) =>
    `共享文件夹里儿童馆-2的文件 ${file} 比读者台的任何文件都大得多，没有读取；其余都已收下。请先在那台电脑上同步，它会放回正确的文件，再在这里同步。`,
  own: (file: string) =>
    `共享文件夹里，这台电脑的文件 ${file} 被换成了比读者台的任何文件都大得多的东西，没有读取。这台电脑的记录都在，已放回正确的文件；请在别的电脑上再同步一次。`,
};
const SPOILT = [
  { how: "cut", spoil: (path: string) => truncate(path, 40), says: DAMAGED },
  { how: "emptied", spoil: (path: string) => truncate(path, 0), says: DAMAGED },
  { how: "replaced by 2 GB", spoil: (path: string) => truncate(path, 2 * 1024 ** 3), says: TOO_LARGE },
] as const;

test.each(proofDraw(SPOILT))(
  "the newest batch is $how: the others name it, its owner puts it back with F9, and all go on",
  async ({ spoil, says }) => {
    const path = await logAndSend();
    const [file, whole] = [named(path), await readFile(path)];
    await spoil(path);
    const before = await atEachHost(readSoFar);

    expect(await badges()).toEqual([0, 0, 0]);
    expect(await atEach(others, (desk) => saidAfter(INCOMPLETE, desk))).toEqual([
      [says.elsewhere(file)],
      [says.elsewhere(file)],
    ]);
    expect(await counts()).toEqual([written - 1, written, written - 1]);

    expect(await saidAfter(INCOMPLETE, owner)).toEqual([says.own(file)]);
    expect(Buffer.compare(await readFile(path), whole)).toBe(0);

    // it is over, and stays told of until somebody has said that it is known
    expect(await atEach(others, (desk) => saidAfter(COMPLETE, desk))).toEqual([
      [says.elsewhere(file)],
      [says.elsewhere(file)],
    ]);
    for (const { page } of others)
      expect(await page.locator(".sync-notice .soft").last().textContent()).toBe("上次同步没有再遇到");
    expect(await counts()).toEqual([written, written, written]);
    expect(await badges()).toEqual([1, 1, 1]);

    // not even a file of 2 GB was read, at any of them
    const after = await atEachHost(readSoFar);
    after.forEach((bytes, index) => {
      expect(bytes - (before[index] ?? 0)).toBeLessThan(64 * MEGABYTE);
    });
    for (const peak of await atEachHost(peakMemory)) expect(peak).toBeLessThan(1024 * MEGABYTE);

    await atEach(all, acknowledge);
    expect(await badges()).toEqual([0, 0, 0]);
    expect(await atEach(all, (desk) => saidAfter(COMPLETE, desk))).toEqual([[], [], []]);
  },
);

const MEGABYTE = 1024 ** 2;
const atEachHost = (ask: (pid: number) => Promise<number>): Promise<readonly number[]> =>
  Promise.all(desks.map(({ pid }) => ask(pid)));
/**
 * What a process has read in its whole life, from anywhere; and the most memory that it has had. Bytes; 0 where the
 * system does not tell.
 */
const readSoFar = (pid: number): Promise<number> => told(`/proc/${pid}/io`, /^rchar: (\d+)$/m);
const peakMemory = async (pid: number): Promise<number> =>
  1024 * (await told(`/proc/${pid}/status`, /^VmHWM:\s+(\d+) kB$/m));
const told = async (path: string, pattern: RegExp): Promise<number> =>
  process.platform === "linux" ? Number(pattern.exec(await readFile(path, "utf8"))?.[1]) : 0;

async function replacedByAFolder(): Promise<void> {
  const path = await logAndSend();
  const file = named(path);
  await rm(path);
  await mkdir(path);
  const elsewhere = `共享文件夹里，本该是儿童馆-2的文件的位置上是一个文件夹：${file}。它后面的记录先等着，其余都已收下。请把那个文件夹移走，先在那台电脑上同步，再在这里同步。`;
  const own = `共享文件夹里，本该是这台电脑的文件的位置上是一个文件夹：${file}。这台电脑的记录都在，只是还有记录送不到别的电脑。请把那个文件夹移走，再在这里同步。`;

  expect(await atEach(others, (desk) => saidAfter(INCOMPLETE, desk))).toEqual([[elsewhere], [elsewhere]]);
  expect(await saidAfter(INCOMPLETE, owner)).toEqual([own]);
  expect(await atEach(others, (desk) => saidAfter(INCOMPLETE, desk))).toEqual([[elsewhere], [elsewhere]]);
  await atEach(all, acknowledge);
  // acknowledged at its owner too, and its records still leave it no more
  expect(await atEach(others, (desk) => saidAfter(ONE_KNOWN, desk))).toEqual([[elsewhere], [elsewhere]]);
  expect(await saidAfter(HELD, owner)).toEqual([own]);
  expect(await badges()).toEqual([0, 0, 0]);
  expect(await counts()).toEqual([written - 1, written, written - 1]);

  await rm(path, { recursive: true });
  expect(await saidAfter(COMPLETE, owner)).toEqual([]);
  expect(await atEach(others, (desk) => saidAfter(COMPLETE, desk))).toEqual([[], []]);
  expect(await counts()).toEqual([written, written, written]);
}

async function forgedHead(): Promise<void> {
  const forged = join(folder, "heads", `${stream}-000000ff-0123456789ab`);
  await writeFile(forged, "");
  const said =
    "共享文件夹说有儿童馆-2的第 255 份文件，文件本身却取不到。别的都不受影响。请先在那台电脑上同步，再在这里同步；之后还是这样，就把它搁在一边：不再提起，文件要是来了照样收下。";

  expect(await atEach(others, (desk) => saidAfter(COMPLETE, desk))).toEqual([[said], [said]]);
  // whose head it pretends to be knows better
  expect(await saidAfter(COMPLETE, owner)).toEqual([]);
  expect(await atEach(others, (desk) => saidAfter(COMPLETE, desk))).toEqual([[said], [said]]);
  expect(await badges()).toEqual([0, 0, 0]);
  await atEach(others, (desk) => press("搁在一边", desk));
  expect(await atEach(all, (desk) => saidAfter(COMPLETE, desk))).toEqual([[], [], []]);
  await rm(forged);
  expect(await atEach(all, (desk) => saidAfter(COMPLETE, desk))).toEqual([[], [], []]);
  expect(await badges()).toEqual([0, 0, 0]);
  expect(await counts()).toEqual([written, written, written]);
}

async function secondMarker(): Promise<void> {
  const marker = join(folder, "reader-desk.library-zzzzzzzzzzzzzzzz");
  await writeFile(marker, "1");
  const said =
    "本馆的标记旁边还放着另一个图书馆的标记 reader-desk.library-zzzzzzzzzzzzzzzz。那个馆的内容没有读取也没有写入，同步照常进行。若没有人需要它，只把这一个文件移走，其余都不要动。";
  await owner.page.keyboard.press("Control+1");
  await logConfirmed(owner.page, (written++ % 6) + 1);

  expect(await saidAfter(INCOMPLETE, owner)).toEqual([said]);
  expect(await atEach(others, (desk) => saidAfter(INCOMPLETE, desk))).toEqual([[said], [said]]);
  expect(await counts()).toEqual([written, written, written]);
  await atEach(all, acknowledge);
  // with nothing to exchange it is known all the same
  expect(await atEach(all, (desk) => saidAfter(ONE_KNOWN, desk))).toEqual([[said], [said], [said]]);
  await rm(marker);
  expect(await atEach(all, (desk) => saidAfter(COMPLETE, desk))).toEqual([[], [], []]);
}

test.each(
  proofDraw([
    [
      "the newest batch is replaced by a folder: its stream alone waits, its owner cannot put it back, and says so",
      replacedByAFolder,
    ],
    ["an empty head that was forged is told of, accuses nobody, and is set aside", forgedHead],
    ["a second marker is named and stops nobody", secondMarker],
  ] as const),
)("%s", (_name, tried) => tried());

test("no page met an error", () => {
  expect(all.flatMap(({ problems }) => problems)).toEqual([]);
});
