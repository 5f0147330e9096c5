/**
 * What is installed is what was looked at: every package of the lockfile by its hash, from the public registry,
 * at one version, and none of them runs a script of its own. Answers what is wrong.
 */
import * as v from "valibot";

export interface Installation {
  /** Texts of `package.json`, `package-lock.json` and `.npmrc`. */
  readonly manifest: string;
  readonly lockfile: string;
  readonly npmrc: string;
}

const REGISTRY = "https://registry.npmjs.org/";

const wanted = v.exactOptional(v.record(v.string(), v.string()), {});
const manifestSchema = v.object({ dependencies: wanted, devDependencies: wanted });
const lockSchema = v.object({
  lockfileVersion: v.literal(3),
  packages: v.record(
    v.string(),
    v.object({
      integrity: v.exactOptional(v.string()),
      resolved: v.exactOptional(v.string()),
      dependencies: wanted,
      devDependencies: wanted,
    }),
  ),
});

export function supplyChainFaults({ manifest, lockfile, npmrc }: Installation): readonly string[] {
  const wants = v.parse(manifestSchema, JSON.parse(manifest));
  const { packages } = v.parse(lockSchema, JSON.parse(lockfile));
  const { "": root, ...installed } = packages;
  const direct = { ...wants.dependencies, ...wants.devDependencies };
  const locked = { ...root?.dependencies, ...root?.devDependencies };
  return [
    ...Object.entries(installed).flatMap(([path, { integrity = "", resolved }]) => [
      ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) ? [] : [`${path} has no hash`]),
      ...(resolved === undefined || resolved.startsWith(REGISTRY) ? [] : [`${path} comes from ${resolved}`]),
    ]),
    ...Object.entries(direct).flatMap(([name, version]) => [
      ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : [`${name} is not at one version: ${version}`]),
      ...(locked[name] === version && `node_modules/${name}` in installed
        ? []
        : [`${name} is not in the lockfile as it is wanted`]),
    ]),
    ...npmrcFaults(npmrc),
  ];
}

function npmrcFaults(npmrc: string): readonly string[] {
  const lines = npmrc.split(/\r?\n/).map((line) => line.replaceAll(" ", ""));
  return [
    ...(lines.filter((line) => line.startsWith("ignore-scripts")).join() === "ignore-scripts=true"
      ? []
      : ["packages may run scripts when they are installed"]),
    ...lines
      .filter((line) => /registry=/.test(line) && !line.endsWith(`=${REGISTRY}`))
      .map((line) => `.npmrc names another registry: ${line}`),
  ];
}
