import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { createJournal } from "../../../../electron/services/journal.ts";
import { bundleChild } from "../../../support/bundle-child.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const STREAM = "0123456789abcdef";
const ENTRY = fileURLToPath(new URL("../../../support/append-until-killed.ts", import.meta.url));
const KILLS = proofScale(6, 20);

/** Runs the child until a random moment after its first answer; what it had printed by then was acknowledged. */
function killedRun(program: string, dataFolder: string): Promise<{ opened: number; acknowledged: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, dataFolder, STREAM], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), randomInt(5, 150)));
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (_code, signal) => {
      if (signal !== "SIGKILL") return reject(new Error(`the child ended by itself: ${errors}`));
      const lines = output.split("\n").slice(0, -1);
      const opened = Number(lines[0]?.slice("open ".length));
      resolve({ opened, acknowledged: Number(lines.at(-1)?.replace("open ", "")) });
    });
  });
}

test(`every entry that was acknowledged is there after each of ${KILLS} kills`, async () => {
  const folder = await temporaryFolder();
  const program = await bundleChild(ENTRY, await temporaryFolder());
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const result = await killedRun(program, folder);
    expect(result.opened).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = result.acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(KILLS);

  const journal = createJournal({
    fs: nodeFileSystem,
    dataFolder: folder,
    key: new Uint8Array(32),
    random: (length) => new Uint8Array(length),
    minFreeBytes: 0,
  });
  const seqs: number[] = [];
  for (;;) {
    const read = await journal.read(STREAM, seqs.length + 1, 1_000_000);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    if (read.value.entries.length === 0) break;
    seqs.push(
      ...read.value.entries.map((entry) =>
        typeof entry === "object" && entry !== null && "seq" in entry ? Number(entry.seq) : -1,
      ),
    );
  }
  await journal.close();
  expect(seqs.length).toBeGreaterThanOrEqual(acknowledged);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
}, 120_000);
