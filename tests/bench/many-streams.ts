/** Puts many computers of one library on a share, each with a card, one batch of one change, and its head. */
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { bodyText } from "#shared/replication/files/batch.ts";
import { batchName, deviceName, headName, shortHash } from "#shared/replication/files/names.ts";
import { sealBatch } from "../../electron/services/sealing/batch-file.ts";
import { sealCard } from "../../electron/services/sealing/card-file.ts";
import { makeAgreementKeys, makeSigningKeys, streamOf } from "../../electron/services/sealing/signatures.ts";
import { unlockShare } from "../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../electron/services/stores/folder-store.ts";

/** @param code the library code of the share */
export async function addStreams(share: string, code: string, count: number): Promise<void> {
  const unlocked = await unlockShare(createFolderStore(share), code);
  if (!unlocked.ok) throw new Error(`the share does not open: ${unlocked.error.tag}`);
  const library = unlocked.value;
  const put = (name: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(join(share, name)), { recursive: true });
    writeFileSync(join(share, name), bytes);
  };
  const at = Date.now();
  for (let n = 0; n < count; n++) {
    const sign = makeSigningKeys();
    const stream = streamOf(sign.publicKey);
    const card = {
      device: `电脑 ${n + 1}`,
      branch: "城东馆",
      signKey: bytesToHex(sign.publicKey),
      agreeKey: bytesToHex(makeAgreementKeys().publicKey),
      predecessor: null,
      since: at,
    };
    put(deviceName(stream), sealCard(library, card, sign.privateKey));
    const id = uuidV7(at, (length) => new Uint8Array(randomBytes(length)));
    const entry = {
      seq: 1,
      hlc: makeHlc(at, n),
      pulls: 0,
      staff: "",
      command: "interaction.log",
      ops: [{ kind: "interaction", id, cells: { purpose: "circulation", at, count: 1 } }],
    };
    const batch = sealBatch(library, sign.privateKey, {
      stream,
      no: 1,
      firstSeq: 1,
      previous: null,
      text: bodyText({ at, entries: [entry] }),
    });
    const ref = { stream, no: 1, hash: shortHash(batch.hash) };
    put(batchName(ref), batch.bytes);
    put(headName(ref), HEAD_CONTENT);
  }
}
