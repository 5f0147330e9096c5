/**
 * A batch that is valid in everything but its body, which inflates to 64 MiB: what somebody with the library's key
 * could send.
 */
import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { headerJson } from "#shared/replication/files/batch.ts";
import { frameLines, joinFrame } from "#shared/replication/files/frame.ts";
import { pad } from "#shared/replication/files/padding.ts";
import type { LibraryKey } from "../../../../electron/services/sealing/batch-file.ts";
import { encrypt, fileKey } from "../../../../electron/services/sealing/sealed-body.ts";
import { sha256, signBytes } from "../../../../electron/services/sealing/signatures.ts";

export const BOMB_BYTES = 64 * 1024 * 1024;

export function sealBomb(
  { library, epoch, key }: LibraryKey,
  privateKey: Uint8Array,
  stream: string,
): { readonly bytes: Uint8Array; readonly hash: string } {
  const salt = randomBytes(32);
  const keys = fileKey(key, salt, { purpose: "batch", library, stream, no: 1 });
  const header = {
    library,
    stream,
    no: 1,
    first: 1,
    previous: null,
    floor: 1,
    base: null,
    epoch,
    salt: bytesToHex(salt),
    commit: bytesToHex(keys.commitment),
  };
  const lines = frameLines("batch", headerJson(header));
  const sealed = encrypt(keys, pad(deflateRawSync(new Uint8Array(BOMB_BYTES))), lines);
  const bytes = joinFrame(lines, sealed, signBytes(privateKey, Buffer.concat([lines, sealed])));
  return { bytes, hash: bytesToHex(sha256(bytes)) };
}
