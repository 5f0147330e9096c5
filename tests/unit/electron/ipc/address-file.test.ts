import { chmod, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openFileAddress, readOpenFile, removeOpenFile, writeOpenFile } from "../../../../electron/ipc/address-file.ts";
import { makeLaunchKey } from "../../../../electron/ipc/launch-key.ts";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const fs = nodeFileSystem;

test("leads to the desk with its key, and only its owner may read it, whatever stood there before", async () => {
  const folder = await temporaryFolder();
  const path = fileURLToPath(openFileAddress(folder));
  const elsewhere = join(await temporaryFolder(), "elsewhere");
  const before = [
    () => Promise.resolve(),
    () => writeFile(path, "").then(() => chmod(path, 0o666)),
    () => writeFile(elsewhere, "").then(() => symlink(elsewhere, path)),
  ];
  for (const stand of before) {
    await stand();
    const launch = makeLaunchKey(4870);
    await writeOpenFile(fs, folder, launch);
    expect(await readOpenFile(fs, folder)).toEqual(launch);
    expect(await readFile(path, "utf8")).toContain(`0;url=http://127.0.0.1:4870/?opened#${launch.key}"`);
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o077).toBe(0);
    await removeOpenFile(fs, folder, launch);
  }
  expect(await readFile(elsewhere, "utf8")).toBe("");
});

test("is taken away by its own launch only", async () => {
  const folder = await temporaryFolder();
  const [old, now] = [makeLaunchKey(4870), makeLaunchKey(4870)];
  await writeOpenFile(fs, folder, now);
  await removeOpenFile(fs, folder, old);
  expect(await readOpenFile(fs, folder)).toEqual(now);
  await removeOpenFile(fs, folder, now);
  await removeOpenFile(fs, folder, now);
  expect(await readOpenFile(fs, folder)).toBeNull();
});

test.each([
  "",
  "<html>",
  '<a href="http://127.0.0.1:4870/">',
  '<a href="http://evil.example:4870/?opened#KEY">',
  '<a href="https://127.0.0.1:4870/?opened#KEY">',
])("with %j in it is none", async (text) => {
  const folder = await temporaryFolder();
  await writeFile(fileURLToPath(openFileAddress(folder)), text.replace("KEY", makeLaunchKey(1).key));
  expect(await readOpenFile(fs, folder)).toBeNull();
});
