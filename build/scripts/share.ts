/**
 * `npm run share -- check DIR | inspect FILE | heal DIR --from COPY`: a look at a share without a desk.
 * Ends with 0 when all is well, 1 when something is missing or spoilt, 2 when it could not be looked at.
 */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { LibraryKey } from "../../electron/services/sealing/batch-file.ts";
import { checkShare } from "../../electron/services/share-check/check-share.ts";
import { checkLines, exitCodeOf } from "../../electron/services/share-check/check-words.ts";
import { healShare } from "../../electron/services/share-check/heal-share.ts";
import { inspectFile } from "../../electron/services/share-check/inspect-file.ts";
import { unlockShare, unlockWords } from "../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../electron/services/stores/folder-store.ts";

const USAGE = `npm run share -- check DIR            names, chains, signatures, what colleagues have seen, rebuild and digest
npm run share -- inspect FILE         what one file says of itself; needs no code
npm run share -- heal DIR --from COPY puts back what a copy holds: another share, a stick, a desk's own copy

  --code-file FILE   the library code from a file; without it you are asked
  --from COPY        may be given more than once

Ends with 0 when all is well, 1 when something is missing or spoilt, 2 when it could not be looked at.`;

const COULD_NOT_LOOK = 2;
const MAX_FILE = 64 * 1024 * 1024;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = {
    "code-file": { type: "string" },
    from: { type: "string", multiple: true },
    help: { type: "boolean" },
  } as const;
  const parsed = attempt(() => parseArgs({ options, allowPositionals: true }));
  if (typeof parsed === "string") return refuse(`${parsed}\n\n${USAGE}`);
  const { values, positionals } = parsed;
  const [verb, path] = positionals;
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  if (path === undefined || positionals.length > 2) return refuse(USAGE);
  if (verb === "inspect") return inspect(path);
  if (verb !== "check" && verb !== "heal") return refuse(USAGE);
  if (verb === "heal" && values.from === undefined)
    return refuse("heal needs --from COPY: a folder that holds a copy of this library.");
  for (const folder of [path, ...(values.from ?? [])]) {
    const found = await stat(folder).catch(() => null);
    if (found === null || !found.isDirectory()) return refuse(`${folder} is not there, or is no folder.`);
  }
  const key = await unlock(path, values["code-file"]);
  if (key === null) return COULD_NOT_LOOK;
  if (verb === "heal") {
    const { put, failed } = await healShare(path, values.from ?? [], key);
    for (const name of put) console.log(`put back: ${name}`);
    for (const name of failed) console.log(`could not be put back: ${name}`);
    console.log(`${put.length} files put back${failed.length === 0 ? "" : `, ${failed.length} could not be`}.\n`);
  }
  const checked = await checkShare(path, key);
  for (const line of checkLines(checked)) console.log(line);
  return exitCodeOf(checked.findings);
}

async function inspect(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return refuse(`${path} is not there, or is no file.`);
  if (found.size > MAX_FILE) return refuse(`${path} has ${found.size} bytes: no file of ours is that large.`);
  const { isOurs, lines } = inspectFile(basename(path), new Uint8Array(await readFile(path)));
  for (const line of lines) console.log(line);
  return isOurs ? 0 : 1;
}

async function unlock(folder: string, codeFile: string | undefined): Promise<LibraryKey | null> {
  const code = codeFile === undefined ? await ask() : await readFile(codeFile, "utf8").catch(() => null);
  if (code === null) {
    refuse(
      codeFile === undefined
        ? "Nobody can be asked for the library code here: name a file that holds it, --code-file FILE."
        : `${codeFile} cannot be read.`,
    );
    return null;
  }
  const key = await unlockShare(createFolderStore(folder), code.trim());
  if (key.ok) return key.value;
  refuse(unlockWords(key.error, folder));
  return null;
}

async function ask(): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question("Library code, as on the code sheet: ");
  lines.close();
  return answer;
}

function refuse(words: string): number {
  console.error(words);
  return COULD_NOT_LOOK;
}

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
