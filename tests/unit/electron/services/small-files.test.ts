import { randomBytes } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDeviceSettings } from "../../../../electron/services/device-settings-file.ts";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { openInstallation } from "../../../../electron/services/installation.ts";
import { makeLibraryCode } from "../../../../electron/services/sealing/library-code.ts";
import { type Keychain, openSecrets } from "../../../../electron/services/secrets.ts";
import { faultyFileSystem } from "../../../support/faulty-file-system.ts";
import { keychain } from "../../../support/keychain.ts";
import { lightCodes } from "../../../support/light-codes.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** The value of a result that must be one. */
function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("the installation", () => {
  test("keeps its id and its library over restarts", async () => {
    const folder = await temporaryFolder();
    const installation = value(await openInstallation(nodeFileSystem, folder, random));
    expect(installation.id).toMatch(/^[0-9a-z]{16}$/);
    expect(installation.library()).toBeNull();
    const library = { id: "abcdefghjkmnpqrs", stream: "0123456789abcdef" };
    value(await installation.setLibrary(library));
    const again = value(await openInstallation(nodeFileSystem, folder, random));
    expect([again.id, again.library()]).toEqual([installation.id, library]);
  });

  test("is not made anew where its file is damaged", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "installation.json");
    await writeFile(path, '{"format":1,"id":"');
    expect(await openInstallation(nodeFileSystem, folder, random)).toEqual({
      ok: false,
      error: { tag: "damaged-file", path },
    });
    expect(await readFile(path, "utf8")).toBe('{"format":1,"id":"');
  });

  test("a full disk leaves the file as it was", async () => {
    const folder = await temporaryFolder();
    const { id } = value(await openInstallation(nodeFileSystem, folder, random));
    const full = faultyFileSystem({ write: (count) => (count === 2 ? { code: "ENOSPC", written: 10 } : null) });
    const installation = value(await openInstallation(full, folder, random));
    expect(await installation.setLibrary({ id, stream: id })).toMatchObject({ ok: false, error: { tag: "disk-full" } });
    expect(installation.library()).toBeNull();
    expect(value(await openInstallation(nodeFileSystem, folder, random)).id).toBe(id);
  });
});

describe("the settings", () => {
  test("keep what was not named, over restarts too", async () => {
    const folder = await temporaryFolder();
    const settings = value(await openDeviceSettings(nodeFileSystem, folder));
    value(await settings.write({ language: "en", zoom: 1.25 }));
    expect(value(await settings.write({ theme: "dark" }))).toEqual({ language: "en", zoom: 1.25, theme: "dark" });
    expect(value(await openDeviceSettings(nodeFileSystem, folder)).get()).toEqual({
      language: "en",
      zoom: 1.25,
      theme: "dark",
    });
  });

  test("changes at the same time are all kept", async () => {
    const folder = await temporaryFolder();
    const settings = value(await openDeviceSettings(nodeFileSystem, folder));
    await Promise.all([
      settings.write({ language: "en" }),
      settings.write({ theme: "dark" }),
      settings.write({ zoom: 2 }),
    ]);
    expect(value(await openDeviceSettings(nodeFileSystem, folder)).get()).toEqual({
      language: "en",
      theme: "dark",
      zoom: 2,
    });
  });

  test("a damaged file is put aside and does not keep the desk closed", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "settings.json"), "{");
    expect(value(await openDeviceSettings(nodeFileSystem, folder)).get()).toEqual({});
    expect(await readdir(folder)).toEqual(["settings.json.bad"]);
  });
});

describe("the keys", () => {
  test("are made once, and read by their owner only", async () => {
    const folder = await temporaryFolder();
    const secrets = value(await openSecrets(nodeFileSystem, folder, random, null));
    const [first, second] = await Promise.all([secrets.getOrMake("journal", 32), secrets.getOrMake("journal", 32)]);
    expect(value(first)).toEqual(value(second));
    expect(value(await openSecrets(nodeFileSystem, folder, random, null)).get("journal")).toEqual(value(first));
    if (process.platform !== "win32") expect((await stat(join(folder, "secrets.json"))).mode & 0o077).toBe(0);
  });

  test("sealed by a keychain they stand nowhere in clear, and need it ever after", async () => {
    const folder = await temporaryFolder();
    const secrets = value(await openSecrets(nodeFileSystem, folder, random, keychain));
    const key = value(await secrets.getOrMake("journal", 32));
    expect(await readFile(join(folder, "secrets.json"), "utf8")).not.toContain(Buffer.from(key).toString("base64"));
    expect(value(await openSecrets(nodeFileSystem, folder, random, keychain)).get("journal")).toEqual(key);
    expect(await openSecrets(nodeFileSystem, folder, random, null)).toEqual({
      ok: false,
      error: { tag: "keychain-away", byCode: false },
    });
    const changed: Keychain = { ...keychain, open: () => Promise.reject(new Error("changed")) };
    expect(await openSecrets(nodeFileSystem, folder, random, changed)).toEqual({
      ok: false,
      error: { tag: "keychain-away", byCode: false },
    });
  });

  test("the library code opens them where the keychain is lost, and this computer's keychain ever after", async () => {
    const folder = await temporaryFolder();
    const code = makeLibraryCode();
    const secrets = value(await openSecrets(nodeFileSystem, folder, random, keychain, { stretch: lightCodes }));
    const key = value(await secrets.getOrMake("journal", 32));
    value(await secrets.coverBy(code));
    value(await secrets.put("stream.later", key));
    const lost: Keychain = { ...keychain, open: () => Promise.reject(new Error("changed")) };
    const away = { ok: false, error: { tag: "keychain-away", byCode: true } };
    expect(await openSecrets(nodeFileSystem, folder, random, lost)).toEqual(away);
    expect(
      await openSecrets(nodeFileSystem, folder, random, lost, { code: makeLibraryCode(), stretch: lightCodes }),
    ).toEqual(away);
    const fresh: Keychain = {
      seal: async (bytes) => bytes.map((byte) => byte ^ 0x33),
      open: async (bytes) => bytes.map((byte) => byte ^ 0x33),
    };
    // what the old keychain has sealed is nothing to the new one, even where it answers bytes
    const unlocked = value(
      await openSecrets(nodeFileSystem, folder, random, { ...lost, seal: fresh.seal }, { code, stretch: lightCodes }),
    );
    expect([unlocked.get("journal"), unlocked.get("stream.later"), unlocked.sealed]).toEqual([key, key, "keychain"]);
    const again = value(await openSecrets(nodeFileSystem, folder, random, fresh));
    expect([again.get("journal"), again.get("stream.later")]).toEqual([key, key]);
    expect(await readFile(join(folder, "secrets.json"), "utf8")).not.toContain(Buffer.from(key).toString("base64"));
  });

  test("an end at any moment of the opening by the code leaves them whole, as they were or as they are kept now", async () => {
    const code = makeLibraryCode();
    const sealed = await temporaryFolder();
    const first = value(await openSecrets(nodeFileSystem, sealed, random, keychain, { stretch: lightCodes }));
    const key = value(await first.getOrMake("journal", 32));
    value(await first.coverBy(code));
    const guards: string[] = [];
    for (let calls = 0, isOpen = false; !isOpen; calls++) {
      const folder = await temporaryFolder();
      await first.copyTo(folder);
      let left = calls;
      // of what it writes last, half is on the disk
      const fs = faultyFileSystem({
        call: () => (left-- > 0 ? null : "EIO"),
        write: () => (left > 0 ? null : { code: "EIO", written: 100 }),
      });
      isOpen = (await openSecrets(fs, folder, random, null, { code, stretch: lightCodes })).ok;
      guards.push(JSON.parse(await readFile(join(folder, "secrets.json"), "utf8")).sealed);
      const next = value(await openSecrets(nodeFileSystem, folder, random, null, { code, stretch: lightCodes }));
      expect([calls, next.get("journal"), next.sealed]).toEqual([calls, key, "owner"]);
    }
    expect(new Set(guards)).toEqual(new Set(["keychain", "owner"]));
    expect(guards.at(-1)).toBe("owner");
  });

  test("a new library code opens them, the old one no more, and what is removed neither", async () => {
    const folder = await temporaryFolder();
    const [old, code] = [makeLibraryCode(), makeLibraryCode()];
    const secrets = value(await openSecrets(nodeFileSystem, folder, random, keychain, { stretch: lightCodes }));
    const key = value(await secrets.getOrMake("journal", 32));
    value(await secrets.put("stream.old", random(32)));
    for (const each of [old, code]) value(await secrets.coverBy(each));
    value(await secrets.remove("stream.old"));
    const by = (given: string) =>
      openSecrets(nodeFileSystem, folder, random, null, { code: given, stretch: lightCodes });
    expect(await by(old)).toEqual({ ok: false, error: { tag: "keychain-away", byCode: true } });
    const opened = value(await by(code));
    expect([opened.get("journal"), opened.get("stream.old"), opened.sealed]).toEqual([key, null, "owner"]);
  });

  test("made without a keychain they open where there is one", async () => {
    const folder = await temporaryFolder();
    const key = value(await value(await openSecrets(nodeFileSystem, folder, random, null)).getOrMake("journal", 32));
    expect(value(await openSecrets(nodeFileSystem, folder, random, keychain)).get("journal")).toEqual(key);
  });

  test("a removed key is gone from the file too", async () => {
    const folder = await temporaryFolder();
    const secrets = value(await openSecrets(nodeFileSystem, folder, random, null));
    value(await secrets.put("stream.old", random(32)));
    value(await secrets.remove("stream.old"));
    expect(secrets.get("stream.old")).toBeNull();
    expect(await readFile(join(folder, "secrets.json"), "utf8")).not.toContain("stream.old");
  });

  test("a key that could not be written does not count", async () => {
    const folder = await temporaryFolder();
    const full = faultyFileSystem({ write: () => ({ code: "ENOSPC", written: 3 }) });
    const secrets = value(await openSecrets(full, folder, random, null));
    expect(await secrets.getOrMake("journal", 32)).toMatchObject({ ok: false, error: { tag: "disk-full" } });
    expect(secrets.get("journal")).toBeNull();
  });
});
