/**
 * Saves what the page exported, where a person says. The page proposes a name and never a path; the file
 * is complete or not there at all.
 */
import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import type { CallArgs, CallResult } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { onDisk } from "../services/disk-errors.ts";
import { nodeFileSystem } from "../services/file-system.ts";

/** What Windows refuses in names, and control characters; leading dots would hide the file. */
const toFileName = (suggested: string): string =>
  suggested
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/gu, "")
    .slice(0, 120) || "reader-desk";

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(partial, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

export async function saveByDialog(
  window: BrowserWindow | null,
  { suggestedName, bytes }: CallArgs<"file.save">,
): Promise<CallResult<"file.save">> {
  const options = { defaultPath: join(app.getPath("documents"), toFileName(suggestedName)) };
  const chosen = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
  if (chosen.canceled || chosen.filePath === "") return err({ tag: "cancelled" });
  const written = await onDisk(nodeFileSystem, chosen.filePath, () => writeWhole(chosen.filePath, bytes));
  return written.ok ? ok({ name: basename(chosen.filePath) }) : written;
}
