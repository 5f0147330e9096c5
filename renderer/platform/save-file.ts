/** Hands a file to the person: asks where in Electron, downloads in a browser window. */
import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";

export type FileNotSaved = { readonly tag: "cancelled" } | { readonly tag: "not-saved"; readonly reason: string };

/** Long enough for the browser to have taken the bytes. */
const KEPT_MS = 60_000;

export async function saveFile(
  host: Host,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<null, FileNotSaved>> {
  const saved = await host("file.save", { suggestedName: name, bytes });
  if (saved.ok) return ok(null);
  if (saved.error.tag === "cancelled") return err({ tag: "cancelled" });
  if (saved.error.tag !== "unsupported") return err({ tag: "not-saved", reason: saved.error.tag });
  download(name, bytes);
  return ok(null);
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
