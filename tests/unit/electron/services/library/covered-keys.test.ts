/**
 * The keys of a desk whose keychain is lost, opened by the code on its newest sheet: from the first day on, and after
 * every new code.
 */
import { randomBytes } from "node:crypto";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { type FileSystem, nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import { readRing } from "../../../../../electron/services/library/key-ring.ts";
import { parseLibraryCode } from "../../../../../electron/services/sealing/library-code.ts";
import { openSecrets, type Secrets } from "../../../../../electron/services/secrets.ts";
import { faultyFileSystem } from "../../../../support/faulty-file-system.ts";
import { given, openHost, openHostDesk } from "../../../../support/host-desk.ts";
import { keychain } from "../../../../support/keychain.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { removeDesk } from "../../../../support/remove-desk.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";
import { okValue } from "../../../../support/whole-desk.ts";
import { wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("covered-keys");
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const NAMES = { deskName: "一楼服务台", branchName: "城东馆" };
const LIBRARY = { libraryName: "城东图书馆", ...NAMES };

const byKeychain = async (dataFolder: string): Promise<Secrets> =>
  given(await openSecrets(nodeFileSystem, dataFolder, random, keychain));

/** The keys of a data folder as a computer without the keychain opens them; null where the code does not. */
async function byCode(dataFolder: string, code: string): Promise<Secrets | null> {
  const copy = await temporaryFolder();
  await cp(join(dataFolder, "secrets.json"), join(copy, "secrets.json"));
  const opened = await openSecrets(nodeFileSystem, copy, random, null, {
    code: parseLibraryCode(code) ?? "",
    stretch: lightCodes,
  });
  return opened.ok ? opened.value : null;
}

/** The code opens what the keychain does: every key of the library, and the one that signs. */
async function expectCovered(dataFolder: string, code: string, stream: string): Promise<void> {
  const [opened, known] = [await byCode(dataFolder, code), await byKeychain(dataFolder)];
  expect(opened && readRing(opened)).toEqual(readRing(known));
  const signing = (of: Secrets | null): string => Buffer.from(of?.get(`stream.${stream}`) ?? []).toString("hex");
  expect(signing(opened)).toMatch(/^([0-9a-f]{2}){64,}$/);
  expect(signing(opened)).toBe(signing(known));
}

const codeOf = async (host: Host): Promise<string> => given(await host("library.code", {})).code;
const streamOf = async (host: Host): Promise<string> => given(await host("library.own", {})).stream;

describe("the keys of a desk open by the code on its sheet", () => {
  test("from the founding on, and after a new key by the new code alone, with every key", async () => {
    const [dataFolder, share] = [await temporaryFolder(), await temporaryFolder()];
    const host = await openHost(dataFolder, { keychain });
    const { code, stream } = given(await host("library.found", LIBRARY));
    await expectCovered(dataFolder, code, stream);

    given(await host("share.choose", { path: share }));
    given(await host("share.prepare", {}));
    const made = given(await host("library.make-epoch", { after: 1 }));
    given(
      await host("library.adopt-epochs", {
        epochs: [{ ...made, seals: true, to: [stream] }],
        lacking: false,
        looks: false,
      }),
    );
    const sheet = given(await host("library.code", {}));
    expect(sheet.epoch).toBe(made.epoch);
    expect(await byCode(dataFolder, code)).toBeNull();
    await expectCovered(dataFolder, sheet.code, stream);
  });

  test("where it has joined, where it has heard of a new code, and where it was put out and came back by that", async () => {
    const share = await temporaryFolder();
    const a = await openHostDesk("一楼", share, null);
    const code = await codeOf(a.host);
    const b = await openHostDesk("书车", share, code, Date.now, { keychain });
    await expectCovered(b.dataFolder, code, b.replica.stream);
    const stays = await openHostDesk("儿童馆", share, code, Date.now, { keychain });
    // of whom nothing is known, she would wait to be let in
    stays.write("r-1", { name: "儿童馆" });
    for (const desk of [a, b, stays, a, b]) await desk.sync();
    await removeDesk(a, b);
    await a.sync();
    const sheet = await codeOf(a.host);
    // who stays hears of the new code by an exchange
    await stays.sync();
    await expectCovered(stays.dataFolder, sheet, stays.replica.stream);
    expect(await byCode(stays.dataFolder, code)).toBeNull();
    expect((await b.sync()).outcome).toMatchObject({ stop: { tag: "removed" } });
    expect(await byCode(b.dataFolder, sheet)).toBeNull();
    given(await b.host("library.readmit", { code: sheet }));
    await expectCovered(b.dataFolder, sheet, await streamOf(b.host));
    expect(await byCode(b.dataFolder, code)).toBeNull();
  });

  test("where it was set up anew from a backup", { timeout: 60_000 }, async () => {
    const lost = await desks.found();
    await lost.start();
    okValue(await lost.backups.make(true, () => undefined));
    const code = await codeOf(lost.host);
    const { path } = okValue(await lost.host("backup.list", { place: "here" }));
    const dataFolder = await temporaryFolder();
    const host = await openHost(dataFolder, { keychain });
    const [backup] = given(await host("backup.show", { path })).backups;
    given(await host("backup.enter", { place: "shown", id: backup?.id ?? "", code }));
    await expectCovered(dataFolder, code, await streamOf(host));
  });

  test("at every point where their opening may be cut off: as they were or as they shall be, and the next start opens them", {
    timeout: 60_000,
  }, async () => {
    const dataFolder = await temporaryFolder();
    const { code, stream } = given(await (await openHost(dataFolder, { keychain }))("library.found", LIBRARY));
    const known = await byKeychain(dataFolder);
    const before = await readFile(join(dataFolder, "secrets.json"), "utf8");
    const open = (folder: string, fs: FileSystem) =>
      openSecrets(fs, folder, random, null, { code: parseLibraryCode(code) ?? "", stretch: lightCodes });
    let at = 0;
    for (let wasCut = true; wasCut; ) {
      at += 1;
      const copy = await temporaryFolder();
      await writeFile(join(copy, "secrets.json"), before);
      let left = at;
      // as in a process that is killed, nothing more reaches the disk
      await open(copy, faultyFileSystem({ call: () => (left-- > 0 ? null : "EIO") })).catch(() => null);
      wasCut = left < 0;
      const after = await readFile(join(copy, "secrets.json"), "utf8");
      expect(after === before || JSON.parse(after).sealed === "owner", `cut at ${at}`).toBe(true);
      const opened = given(await open(copy, nodeFileSystem));
      expect(readRing(opened), `cut at ${at}`).toEqual(readRing(known));
      expect(opened.get(`stream.${stream}`)).toEqual(known.get(`stream.${stream}`));
    }
    expect(at).toBeGreaterThan(4);
  });

  test("at the next start where it was founded before there was such a cover", async () => {
    const dataFolder = await temporaryFolder();
    const { code, stream } = given(await (await openHost(dataFolder, { keychain }))("library.found", LIBRARY));
    const file = join(dataFolder, "secrets.json");
    const { recovery: _, ...before } = JSON.parse(await readFile(file, "utf8"));
    const { recovery: __, ...keys } = before.keys;
    await writeFile(file, JSON.stringify({ ...before, keys }));
    expect(await byCode(dataFolder, code)).toBeNull();
    await openHost(dataFolder, { keychain });
    await expectCovered(dataFolder, code, stream);
  });

  test.each(["disk", "keychain"])(
    "at the next start where the %s refused it: the library is founded all the same, and no key is lost",
    async (refusing) => {
      const dataFolder = await temporaryFolder();
      let covering = false;
      const host = await openHost(dataFolder, {
        keychain: {
          ...keychain,
          seal: (bytes) =>
            covering && refusing === "keychain" ? Promise.reject(new Error("locked")) : keychain.seal(bytes),
        },
        fs: faultyFileSystem({ call: () => (covering && refusing === "disk" ? "EIO" : null) }),
        stretch: (...work) => {
          covering = true;
          return lightCodes(...work);
        },
      });
      const { code, stream } = given(await host("library.found", LIBRARY));
      expect(covering).toBe(true);
      expect(await byCode(dataFolder, code)).toBeNull();
      expect(await codeOf(host)).toBe(code);
      await openHost(dataFolder, { keychain });
      await expectCovered(dataFolder, code, stream);
    },
  );
});
