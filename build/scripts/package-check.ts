/**
 * Packs the desk offline over a stand-in of the runtime, with electron-builder itself, and looks into the
 * result: every fuse, and what is in the archive. The stand-in is a file with Electron's fuse wire, so
 * packing is tried without a download; the program itself is not started.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCurrentFuseWire } from "@electron/fuses";
import { wantedFuses, wrongFuses } from "../fuses.ts";
import { packageDesk } from "./package.ts";

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron's own builds come. */
const AS_BUILT = "101100011";

interface ArchiveFolder {
  readonly files?: Readonly<Record<string, ArchiveFolder>>;
}

/** An asar begins with a pickled JSON of its tree: its length stands at byte 12, its text at 16. */
function namesIn(archive: string): string[] {
  const bytes = readFileSync(archive);
  // The packer's own format; whatever else it held would show as a missing name.
  const tree = JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12))) as ArchiveFolder;
  const walk = (folder: ArchiveFolder, path: string): string[] =>
    Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
      entry.files === undefined ? [path + name] : walk(entry, `${path}${name}/`),
    );
  return walk(tree, "");
}

/** An archive without files: its length is given thrice, each time with what precedes it. */
function emptyArchive(): Buffer {
  const text = '{"files":{}}';
  const lengths = Buffer.alloc(16);
  for (const [at, value] of [4, text.length + 8, text.length + 4, text.length].entries())
    lengths.writeUInt32LE(value, at * 4);
  return Buffer.concat([lengths, Buffer.from(text)]);
}

function makeRuntime(folder: string): void {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"));
  writeFileSync(
    join(folder, "electron"),
    Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, AS_BUILT.length]), Buffer.from(AS_BUILT)]),
    { mode: 0o755 },
  );
  for (const name of ["version", "LICENSE", "LICENSES.chromium.html", "locales/zh-CN.pak", "locales/de.pak"])
    writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "resources", "default_app.asar"), emptyArchive());
}

/** What is wrong with the package; nothing is an empty list. */
async function lookInto(unpacked: string): Promise<string[]> {
  const names = namesIn(join(unpacked, "resources", "app.asar"));
  const allowed =
    /^(dist\/electron\/(main|preload)\.cjs|dist\/renderer\/.+|package\.json|LICENSE|THIRD-PARTY-NOTICES\.md)$/;
  const needed = [
    "dist/electron/main.cjs",
    "dist/electron/preload.cjs",
    "dist/renderer/index.html",
    "package.json",
    "LICENSE",
    "THIRD-PARTY-NOTICES.md",
  ];
  return [
    ...wrongFuses(await getCurrentFuseWire(join(unpacked, "reader-desk")), wantedFuses()).map((fuse) => `fuse ${fuse}`),
    ...needed.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...names.filter((name) => !allowed.test(name)).map((name) => `${name} does not belong there`),
    ...(readdirSync(join(unpacked, "resources")).includes("default_app.asar")
      ? ["Electron's default program is still there"]
      : []),
  ];
}

const work = mkdtempSync(join(tmpdir(), "reader-desk-package-"));
try {
  if (process.platform !== "linux") throw new Error("the stand-in of the runtime is a Linux one");
  makeRuntime(join(work, "runtime"));
  await packageDesk({ electronDist: join(work, "runtime"), output: join(work, "package"), folderOnly: true });
  const wrong = await lookInto(join(work, "package", "linux-unpacked"));
  for (const line of wrong) console.error(line);
  console.log(
    wrong.length === 0
      ? "The package is as it should be: 8 fuses set and read back, and only our own files in the archive."
      : `${wrong.length} faults in the package.`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}
