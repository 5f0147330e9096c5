/** Builds Electron's main and preload scripts. */
import { build } from "vite";
import { electronConfig } from "../vite.electron.ts";

export async function buildElectron(): Promise<void> {
  await build(electronConfig("main"));
  await build(electronConfig("preload"));
}
