/**
 * Sets every fuse of a freshly packed binary, before it is signed, and reads them back. A wire with a fuse
 * that nobody has decided on stops the packaging. Electron's own sample program, which electron-builder
 * leaves there when it is given an unpacked runtime, goes.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { FuseVersion, flipFuses, getCurrentFuseWire } from "@electron/fuses";
import { WASM_TRAP_HANDLERS, wantedFuses, wrongFuses } from "../fuses.ts";

/** What electron-builder tells its `afterPack` hook, as far as it matters here. */
export interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: { readonly appInfo: { readonly productFilename: string }; readonly executableName?: string };
}

export function binaryOf({ appOutDir, electronPlatformName, packager }: Packed): string {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === "darwin") return join(appOutDir, `${name}.app`);
  return join(appOutDir, electronPlatformName === "win32" ? `${name}.exe` : (packager.executableName ?? name));
}

export async function setFuses(binary: string, mac: boolean, testBuild: boolean): Promise<void> {
  const wanted = wantedFuses(testBuild);
  // The package is strict about its own eight; with the ninth in the wire our own check below is.
  const strictlyRequireAllFuses = !(WASM_TRAP_HANDLERS in (await getCurrentFuseWire(binary)));
  const common = { version: FuseVersion.V1, resetAdHocDarwinSignature: mac, ...wanted } as const;
  await flipFuses(binary, strictlyRequireAllFuses ? { ...common, strictlyRequireAllFuses } : common);
  const wrong = wrongFuses(await getCurrentFuseWire(binary), wanted);
  if (wrong.length > 0) throw new Error(`these fuses are not as wanted: ${wrong.join(", ")}`);
}

const resourcesOf = (packed: Packed): string =>
  packed.electronPlatformName === "darwin"
    ? join(binaryOf(packed), "Contents", "Resources")
    : join(packed.appOutDir, "resources");

export async function afterPack(packed: Packed): Promise<void> {
  await rm(join(resourcesOf(packed), "default_app.asar"), { force: true });
  await setFuses(
    binaryOf(packed),
    packed.electronPlatformName === "darwin",
    process.env.READER_DESK_TEST_BUILD === "1",
  );
}
