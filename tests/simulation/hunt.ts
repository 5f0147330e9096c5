/** Bundles the simulator with one bug planted in the engine, and looks for a seed that shows it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Plugin } from "vite";
import { bundleChild } from "../support/bundle-child.ts";
import type { PlantedBug } from "./planted-bug.ts";

export interface Hunted {
  readonly runs: number;
  readonly found: { readonly seed: number; readonly check: number; readonly sentence: string } | null;
}

const ENTRY = fileURLToPath(new URL("hunt-child.ts", import.meta.url));
/** Small worlds show a bug as well as large ones, in a third of the time. */
const DESKS = "2..4";

const run = promisify(execFile);

/**
 * @param bug null: the engine as it is
 * @param seeds as "1..500" or "7,12"
 * @param folder empty, for the bundle
 */
export async function hunt(bug: PlantedBug | null, seeds: string, folder: string): Promise<Hunted> {
  const plants = bug === null ? [] : [plant(bug)];
  const program = await bundleChild(ENTRY, folder, plants);
  const { stdout } = await run(process.execPath, [program, `--seeds=${seeds}`, `--desks=${DESKS}`]);
  return JSON.parse(stdout) as Hunted; // our own child has printed it
}

/** A patch whose text is no longer in the source has proved nothing, and says so. */
function plant({ name, file, find, put }: PlantedBug): Plugin {
  let isPlanted = false;
  return {
    name: "planted-bug",
    enforce: "pre",
    transform(code, id) {
      if (!id.replaceAll("\\", "/").endsWith(`/${file}`)) return null;
      const parts = code.split(find);
      if (parts.length !== 2)
        throw new Error(`planted bug ${name}: its text stands ${parts.length - 1} times in ${file}, not once: ${find}`);
      isPlanted = true;
      return parts.join(put);
    },
    buildEnd(error) {
      if (error === undefined && !isPlanted) throw new Error(`planted bug ${name}: the simulator does not use ${file}`);
    },
  };
}
