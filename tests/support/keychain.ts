/** A keychain that turns bytes over, and the keys of a desk as it would have sealed them. */
import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { parseLibraryCode, type StretchCode } from "../../electron/services/sealing/library-code.ts";
import { type Keychain, openSecrets } from "../../electron/services/secrets.ts";

const turned = async (bytes: Uint8Array): Promise<Uint8Array> => bytes.map((byte) => byte ^ 0x5a);
export const keychain: Keychain = { seal: turned, open: turned };

const ownerKeys = v.object({ sealed: v.literal("owner"), keys: v.record(v.string(), v.string()) });

/** Of a closed desk without a keychain: from now on its keys open by that one, or by the library code as typed. */
export async function sealByKeychain(dataFolder: string, typedCode: string, stretch?: StretchCode): Promise<void> {
  const path = join(dataFolder, "secrets.json");
  const { keys } = v.parse(ownerKeys, JSON.parse(await readFile(path, "utf8")));
  await rm(path);
  const secrets = await openSecrets(
    nodeFileSystem,
    dataFolder,
    (length) => new Uint8Array(randomBytes(length)),
    keychain,
    { stretch },
  );
  if (!secrets.ok) throw new Error(JSON.stringify(secrets.error));
  for (const [name, key] of Object.entries(keys))
    await secrets.value.put(name, new Uint8Array(Buffer.from(key, "base64")));
  const covered = await secrets.value.coverBy(parseLibraryCode(typedCode) ?? "");
  if (!covered.ok) throw new Error(JSON.stringify(covered.error));
}
