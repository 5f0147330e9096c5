/** Another account of this computer, for tests: a process of its own under another user's number. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, onTestFinished } from "vitest";

/** `nobody`, on every Linux. */
const OTHER = 65_534;
const SCRIPT = fileURLToPath(new URL("other-account.mjs", import.meta.url));

/** Only the superuser may start a process for somebody else. */
const isHere = process.platform === "linux" && process.getuid?.() === 0;

/** A describe whose tests need the other account; left out where this one may not play it, and the output says so. */
export function describeOtherAccount(title: string, tests: () => void): void {
  if (!isHere)
    console.info(`Another account: driver not present, as these tests are not run by root; left out: ${title}`);
  describe.runIf(isHere)(title, tests);
}

export interface OtherAccount {
  /** All that it has learnt so far. */
  readonly learnt: readonly Readonly<Record<string, unknown>>[];
  end(): Promise<void>;
}

/** Resolves when it has begun: looking, listening, or with what the file said. */
export async function asOtherAccount(
  what: "watch-commands" | "squat" | "read",
  argument: string | number,
): Promise<OtherAccount> {
  // the script goes along as text: the other account need not read our folders
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", await readFile(SCRIPT, "utf8"), "--", what, String(argument)],
    {
      uid: OTHER,
      gid: OTHER,
      cwd: "/",
      env: {},
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const learnt: Readonly<Record<string, unknown>>[] = [];
  let text = "";
  let fault = "";
  child.stderr.on("data", (chunk: Buffer) => {
    fault += chunk.toString("utf8");
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const begun = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const lines = (text + chunk.toString("utf8")).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) learnt.push(JSON.parse(line));
      if (learnt.length > 0) resolve();
    });
    void ended.then(() => reject(new Error(`the other account ended: ${fault}`)));
  });
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(end);
  await begun;
  return { learnt, end };
}
