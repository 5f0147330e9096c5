/**
 * The switches inside Electron's binary, as safety.md sets them. Once flipped, no environment variable,
 * command line or loose file turns the program into a plain Node.js or feeds it other code.
 */
import { FuseV1Options } from "@electron/fuses";

/** @param testBuild lets Playwright attach; never shipped */
export const wantedFuses = (testBuild = false): Readonly<Record<FuseV1Options, boolean>> => ({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: testBuild,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
});

/** The ninth, which @electron/fuses 1.8 does not know yet: on in Electron's own builds, and to stay so. */
export const WASM_TRAP_HANDLERS = 8;

/** As they stand in the binary. */
export const FUSE_ON = "1".charCodeAt(0);
export const FUSE_OFF = "0".charCodeAt(0);

/** What in a binary's fuse wire is not as wanted; a fuse that we do not know is wrong too. */
export function wrongFuses(
  wire: Readonly<Record<number, number>>,
  wanted: Readonly<Record<number, boolean>>,
): string[] {
  const all: Readonly<Record<number, boolean>> =
    WASM_TRAP_HANDLERS in wire ? { ...wanted, [WASM_TRAP_HANDLERS]: true } : wanted;
  const indices = new Set([...Object.keys(wire), ...Object.keys(all)].filter((key) => /^\d+$/.test(key)).map(Number));
  return [...indices]
    .filter((index) => all[index] === undefined || wire[index] !== (all[index] ? FUSE_ON : FUSE_OFF))
    .map((index) => (index === WASM_TRAP_HANDLERS ? "WasmTrapHandlers" : (FuseV1Options[index] ?? `fuse ${index}`)));
}
