/**
 * The operating system's keychain, behind the two functions that `services/secrets.ts` asks for. Null
 * where there is none: Electron's plain-text fallback on Linux would only look like one.
 */
import { safeStorage } from "electron";
import type { Keychain } from "../services/secrets.ts";

const REAL_ON_LINUX: ReadonlySet<string> = new Set(["gnome_libsecret", "kwallet", "kwallet5", "kwallet6"]);

/** Ask after Electron is ready; before, no system answers. */
export async function findKeychain(platform: string): Promise<Keychain | null> {
  if (platform === "linux" && !REAL_ON_LINUX.has(safeStorage.getSelectedStorageBackend())) return null;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    seal: async (bytes) => new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(bytes).toString("base64"))),
    open: async (sealed) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return new Uint8Array(Buffer.from(result, "base64"));
    },
  };
}
