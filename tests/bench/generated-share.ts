/**
 * A share with one computer's checkpoint of a library that nobody has typed in: readers and service records
 * in the desk's own rows, sealed by the desk's own host. The same numbers give the same records.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { commonName } from "#shared/demo/demo-names.ts";
import { MAINLAND_NAMES } from "#shared/demo/mainland/mainland-names.ts";
import { createDemoRandom } from "#shared/demo/random.ts";
import { type CallArgs, type CallName, type CallResult, CONTRACT } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { PART_BYTES } from "#shared/model/attachments/attachment-part.ts";
import { manifestText, partText, rowText, type StatePart } from "#shared/replication/checkpoints/checkpoint.ts";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { bodyText, utf8Length } from "#shared/replication/files/batch.ts";
import {
  batchName,
  deviceName,
  headName,
  manifestName,
  partName,
  type StateRef,
  shortHash,
} from "#shared/replication/files/names.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import { askByTyping } from "../../electron/services/chosen-folders.ts";
import { createMembership } from "../../electron/services/library/membership.ts";
import { openLibraryHandlers } from "../../electron/services/library.ts";
import { sealBatch } from "../../electron/services/sealing/batch-file.ts";
import { createFolderStore } from "../../electron/services/stores/folder-store.ts";
import { openServices } from "../support/opened-services.ts";

export interface GeneratedShare {
  /** Of the desk that wrote it. */
  readonly folder: string;
  readonly share: string;
  readonly readers: number;
  readonly records: number;
  /** MB of photographs, of one opinion. */
  readonly attachedMB: number;
}

const STARTED_MS = Date.UTC(2024, 0, 2);
const PURPOSES = ["circulation", "directional", "reference", "equipment", "card"];
const CHANNELS = ["desk", "desk", "desk", "phone", "wechat"];
const STAFF = "01911f2e-0000-7000-8000-00000000f001";
const BRANCH = "01911f2e-0000-7000-8000-00000000b001";
const DESK = "01911f2e-0000-7000-8000-00000000d001";

/** @returns the library code with which a desk joins */
export async function makeShare({
  folder,
  share,
  readers,
  records,
  attachedMB,
}: GeneratedShare): Promise<{ readonly code: string; readonly parts: number }> {
  mkdirSync(share, { recursive: true });
  const services = await openServices(folder);
  if (!services.ok) throw new Error(JSON.stringify(services.error));
  const membership = createMembership({
    ...services.value,
    local: createFolderStore(join(folder, "store")),
    clock: { now: Date.now },
  });
  const handlers = await openLibraryHandlers(services.value, { now: Date.now }, askByTyping);
  const ask = async <N extends CallName & keyof typeof handlers>(
    name: N,
    args: CallArgs<N>,
  ): Promise<ValueOf<CallResult<N>>> => {
    const handler = handlers[name] as (args: unknown) => Promise<CallResult<N>>; // schema and handler of one name belong together
    const answer = await handler(v.parse(CONTRACT[name].args, args));
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as ValueOf<CallResult<N>>; // it is ok
  };
  try {
    const { stream, code } = await ask("library.found", {
      libraryName: "城东图书馆",
      deskName: "一楼服务台",
      branchName: "城东馆",
    });
    await ask("share.choose", { path: share });
    await ask("share.prepare", {});
    const put = (name: string, bytes: Uint8Array): Promise<null> => ask("store.put", { store: "share", name, bytes });
    await put(deviceName(stream), await ask("store.get", { store: "local", name: deviceName(stream) }));
    const seq = readers + records;
    // one batch with no entries: what came before it stands in the checkpoint
    // by the key itself: the host signs no batch but the one that follows
    const keys = membership.keys();
    const signing = keys.ok ? keys.value.signing(stream) : null;
    if (!keys.ok || signing === null) throw new Error("no keys");
    const batch = sealBatch(keys.value.library, signing, {
      stream,
      no: 1,
      firstSeq: seq + 1,
      previous: null,
      text: bodyText({ at: Date.now(), entries: [] }),
    });
    const ref = { stream, no: 1, hash: shortHash(batch.hash) };
    await put(batchName(ref), batch.bytes);
    const state: StateRef = { stream, no: 1 };
    const parts: StatePart[] = [];
    for (const texts of inParts(rowTexts(stream, { readers, records, attached: partsIn(attachedMB) }))) {
      const file = await ask("seal.state", { ...state, index: parts.length, text: partText(texts) });
      await put(partName(state, parts.length), file.bytes);
      parts.push({ hash: file.hash, records: texts.length });
    }
    const cursors = {
      hlc: makeHlc(STARTED_MS + seq * 1000, 0),
      streams: { [stream]: { ...ref, seq, at: Date.now(), ops: seq, seen: {}, told: {} } },
    };
    const manifest = {
      at: Date.now(),
      cursors,
      hashes: { [stream]: batch.hash },
      parts,
      again: parts.length,
      records: { reader: readers, interaction: records },
      digest: null,
    };
    await put(
      manifestName(state),
      (await ask("seal.state", { ...state, index: "manifest", text: manifestText(manifest) })).bytes,
    );
    await put(headName(ref), new TextEncoder().encode("reader-desk head 1\n"));
    return { code, parts: parts.length };
  } finally {
    await services.value.close();
  }
}

type ValueOf<R> = R extends { readonly ok: true; readonly value: infer T } ? T : never;

/** As the product fills its parts. */
function* inParts(rows: Iterable<string>): Iterable<readonly string[]> {
  let texts: string[] = [];
  let bytes = 0;
  for (const text of rows) {
    const length = utf8Length(text) + 1;
    if (bytes > 0 && bytes + length > CHECKPOINT_RULE.partBytes) {
      yield texts;
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += length;
  }
  if (texts.length > 0) yield texts;
}

const partsIn = (megabytes: number): number => Math.ceil((megabytes * 1e6) / PART_BYTES);

interface RowCounts {
  readonly readers: number;
  readonly records: number;
  readonly attached: number;
}

function* rowTexts(stream: string, { readers, records, attached }: RowCounts): Iterable<string> {
  const random = createDemoRandom(20_261);
  const by = (seq: number): Stamp => [stream, seq, makeHlc(STARTED_MS + seq * 1000, 0), STAFF];
  for (let n = 0; n < readers; n++) {
    const gender = random.chance(0.5) ? "female" : "male";
    yield rowText([
      "reader",
      {
        id: idOf(n, 1),
        w: by(n + 1),
        card: `0021${String((4_178_853 + n * 7_919_317) % 100_000_000).padStart(8, "0")}`,
        name: commonName(random, gender, MAINLAND_NAMES).name,
        gender,
        category: random.pick(["adult", "child", "senior", "student", "teacher"]),
        branch: BRANCH,
        phones: [`13${String(random.int(0, 999_999_999)).padStart(9, "0")}`],
        birthDate: addDays("2018-06-01", -random.int(0, 28_000)),
        enrolledOn: addDays("2024-06-01", -random.int(0, 3000)),
        ...(random.chance(0.5) && { address: `城东区解放路${random.int(1, 320)}号${random.int(1, 18)}栋` }),
      },
    ]);
  }
  for (let n = 0; n < records; n++) {
    const seq = readers + n + 1;
    const isKnown = random.chance(0.75);
    yield rowText([
      "interaction",
      {
        id: idOf(n, 2),
        w: by(seq),
        ...(isKnown && { reader: idOf(random.int(0, Math.max(0, readers - 1)), 1), minutes: random.int(1, 20) }),
        branch: BRANCH,
        desk: DESK,
        staff: STAFF,
        at: STARTED_MS + n * 60_000,
        channel: random.pick(CHANNELS),
        direction: "in",
        purpose: random.pick(PURPOSES),
        ...(random.chance(0.1) && {
          question: `问${random.int(1, 900)}号柜的${random.pick(["报纸", "地图", "旧志", "绘本"])}在哪里`,
        }),
      },
    ]);
  }

  for (let n = 0; n < attached; n++)
    yield rowText([
      "attachment-part",
      // as little can be made smaller as of a photograph
      {
        id: idOf(n, 3),
        w: by(n + 1),
        attachment: idOf(0, 4),
        place: n,
        data: randomBytes(PART_BYTES).toString("base64"),
      },
    ]);
}

/** In the order of time, as a desk makes them. */
const idOf = (n: number, kind: number): string => {
  const ms = (STARTED_MS + n * 1000).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${String(kind).padStart(3, "0")}-8000-${(n * 2_654_435_761).toString(16).slice(-12).padStart(12, "0")}`;
};
