/**
 * An installed browser as a printer of PDFs: headless, in a profile that goes with it. What is printed goes to it and
 * comes back over its debugging pipe, so that no letter ever lies on the disk; it ends with this process, and what a
 * killed one leaves of its profile goes at the next start.
 */
import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import * as v from "valibot";
import type { PdfFault } from "#shared/host/print-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { BROWSER_FLAGS } from "../browser/browser-window.ts";
import { speakDevTools } from "../browser/devtools-pipe.ts";
import { findInstalledBrowser } from "../browser/installed-browser.ts";
import { notMade, type PdfPrinter } from "./printing.ts";

export const printerProfile = (dataFolder: string): string => join(dataFolder, "printer-profile");

/** Some seconds, while a browser that has just ended lets go of its files. */
const REMOVED = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 } as const;

/** What cannot go now does at the next start. */
export const sweepPrinter = (profile: string): Promise<void> => rm(profile, REMOVED).catch(() => undefined);

/** Nothing of a document is loaded or run; its own policy forbids it too. */
const FLAGS = ["--headless", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-extensions", "--hide-scrollbars"];
const KILLED_AFTER_MS = 3000;

const target = v.object({ targetId: v.string() });
const session = v.object({ sessionId: v.string() });
const tree = v.object({ frameTree: v.object({ frame: v.object({ id: v.string() }) }) });
const pdf = v.object({ data: v.string() });

export async function openHeadlessPrinter(profile: string): Promise<Result<PdfPrinter, PdfFault>> {
  const browser = await findInstalledBrowser(process);
  if (browser === null) return err({ tag: "no-browser" });
  await sweepPrinter(profile);
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const child = spawn(browser.path, [...BROWSER_FLAGS, ...FLAGS, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  const close = async (): Promise<void> => {
    child.kill();
    const late = setTimeout(() => child.kill("SIGKILL"), KILLED_AFTER_MS);
    await ended;
    clearTimeout(late);
    await sweepPrinter(profile);
  };
  const [, , , toBrowser, fromBrowser] = child.stdio;
  try {
    if (!(toBrowser instanceof Writable && fromBrowser instanceof Readable)) throw new TypeError("no pipe");
    const { ask } = speakDevTools({ toBrowser, fromBrowser }, () => undefined);
    const { targetId } = v.parse(target, await ask("Target.createTarget", { url: "about:blank" }));
    const { sessionId } = v.parse(session, await ask("Target.attachToTarget", { targetId, flatten: true }));
    await ask("Emulation.setScriptExecutionDisabled", { value: true }, sessionId);
    const { frameTree } = v.parse(tree, await ask("Page.getFrameTree", {}, sessionId));
    return ok({
      print: async (html) => {
        await ask("Page.setDocumentContent", { frameId: frameTree.frame.id, html }, sessionId);
        const printed = await ask(
          "Page.printToPDF",
          { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false },
          sessionId,
        );
        return new Uint8Array(Buffer.from(v.parse(pdf, printed).data, "base64"));
      },
      close,
    });
  } catch (error) {
    await close();
    return notMade(error);
  }
}
