/** Keeps that a file of a list was made, that it was sent, and what came of it: each in acts of at most 200 people. */
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV7, uuidV8 } from "#shared/kernel/ids.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { participantKey } from "#shared/model/participant.ts";
import { callState } from "#shared/outreach/call-state.ts";
import { plainWay } from "#shared/outreach/plain-way.ts";
import { useActs } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import { ownStreamOf } from "../../../db/journal/own-stream.ts";
import { readStops } from "../../../db/lists/callee.ts";
import type { Change } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import type { Said } from "../../../i18n/message-id.ts";
import { useFormat } from "../../../i18n/use-t.ts";
import type { ReadReport } from "./delivery-report-dialog.tsx";
import {
  deliveredChanges,
  fileChanges,
  inParts,
  isClear,
  returnedChanges,
  type Sent,
  sentChanges,
} from "./list-file-changes.ts";
import { type InList, isUnsent, readListed, readSentRecords } from "./list-people.ts";
import type { OutFile } from "./use-out-file.ts";

interface Part {
  readonly changes: readonly Change[];
  readonly said: Said;
}

export function useListFiles(row: Row<"outreach">, channel: ContactChannel) {
  const { clock, random, host, start, db } = useServices();
  const { branch, staff } = useDeviceSettings();
  const acts = useActs();
  const format = useFormat();
  const housePlace = useHousePlace();
  const newId = (): string => uuidV7(clock.now(), random);

  /** One after the other, each an act with its own undo, which says of how many. @returns whether the journal has all */
  const runAll = async (command: string, parts: readonly Part[]): Promise<boolean> => {
    for (const { changes, said } of parts) {
      if (changes.length === 0) continue;
      const begun = await acts.run({ command, changes, said });
      if (begun === null || !(await begun.saved)) return false;
    }
    return true;
  };

  const markSent = async (listed: readonly InList[]): Promise<boolean> => {
    const at = clock.now();
    const toldToo = listed.flatMap((each) => each.with.map(({ reader }) => reader));
    const stops = await readStops(db, toldToo, { channel, outreach: row, today: format.day(at), place: housePlace });
    const stream = (await ownStreamOf(db)) ?? undefined;
    const place = { desk: start.installation, branch, staff };
    const parts: Part[] = [];
    for (const part of inParts(listed)) {
      const ids = part.map(() => ({ attempt: newId(), record: newId() }));
      const told = part.map((each) => each.with.filter(({ reader }) => !stops.has(reader)));
      const keys = told.flatMap((some, index) =>
        some.map(({ reader }) => participantKey(ids[index]?.record ?? "", reader)),
      );
      const derived = keys.length === 0 ? undefined : await host("library.derive", { texts: keys });
      const digests = derived?.ok === true ? [...derived.value] : [];
      const idOf = (): string => {
        const digest = digests.shift();
        return digest === undefined ? newId() : uuidV8(hexToBytes(digest));
      };
      parts.push({
        said: { id: "out-files.did-sent", values: { count: part.length } },
        changes: part.flatMap((each, index) => {
          const sent: Sent = {
            recipient: each.recipient.id,
            reader: each.reader,
            channel,
            stream,
            ids: ids[index] ?? { attempt: newId(), record: newId() },
            with: (told[index] ?? []).map(({ reader }) => ({ reader, participant: idOf() })),
            untold: each.with.flatMap(({ recipient, reader }) => (stops.has(reader) ? [recipient] : [])),
          };
          return sentChanges(sent, at, place);
        }),
      });
    }
    return runAll("outreach.sent", parts);
  };

  return {
    /** What has gone out is not taken back. */
    async record({ kind, recipients }: OutFile): Promise<boolean> {
      const id = newId();
      const options = { batchId: newId(), undoable: false };
      const purpose = purposeOf(row);
      const file = { id, outreach: row.id, made: kind, channel, purpose, by: staff, at: clock.now(), recipients };
      for (const changes of fileChanges(file)) {
        const said = { id: "out-files.did-file" } as const;
        const begun = await acts.run({ command: "outreach.file", changes, said, options, quiet: true });
        if (begun === null || !(await begun.saved)) return false;
      }
      return true;
    },

    markSent,

    /** What a report speaks of was sent, whether somebody has said so or not. */
    async noteReport(report: ReadReport): Promise<boolean> {
      const purpose = purposeOf(row);
      // as they stand now: the list that is shown may be a moment older
      const asked = await readListed(db, row.id, channel);
      const deliveries = report.deliveries.filter(isClear);
      const reported = new Set(deliveries.map(({ id }) => id));
      const unsaid = asked.filter((each) => isUnsent(each) && reported.has(each.recipient.id));
      if (unsaid.length > 0 && !(await markSent(unsaid))) return false;
      const listed = unsaid.length === 0 ? asked : await readListed(db, row.id, channel);
      const records = await readSentRecords(db, listed);
      const byId = new Map(listed.map((each) => [each.recipient.id, each]));
      const changes = deliveries.flatMap(({ id, phone, delivery }) => {
        const of = byId.get(id);
        // the same report read twice
        const isKnown = of !== undefined && delivery.tag === "declined" && callState(of.recipient) === "declined";
        return of === undefined || isKnown
          ? []
          : [
              deliveredChanges(
                {
                  recipient: id,
                  holder: of.holder.id,
                  phone,
                  sharing: of.holdersWith.flatMap((row) =>
                    (row.phones ?? []).flatMap((each) =>
                      plainWay("sms", each) === plainWay("sms", phone) ? [{ holder: row.id, way: each }] : [],
                    ),
                  ),
                  attempt: newId(),
                  delivery,
                  readers: [of.reader, ...of.with.map(({ reader }) => reader)],
                  giver: of.recipient.via ?? "reader",
                  purpose: purpose === "reply" ? undefined : purpose,
                  records: records.get(id) ?? [],
                },
                clock.now(),
                staff,
              ),
            ];
      });
      return runAll(
        "outreach.delivered",
        inParts(changes).map((part) => ({
          changes: part.flat(),
          said: { id: "out-files.did-report", values: { count: part.length } },
        })),
      );
    },

    async noteReturned({ recipient, holder, holdersWith }: InList): Promise<boolean> {
      const records = (await readSentRecords(db, [{ recipient }])).get(recipient.id) ?? [];
      const at = plainWay("letter", holder.address ?? "");
      // her address may have been taken out of her record since
      const there = holdersWith.filter(({ address = "" }) => at !== "" && plainWay("letter", address) === at);
      const holders = [holder, ...there].map(({ id }) => id);
      const of = { recipient: recipient.id, holders, attempt: newId(), records };
      const changes = returnedChanges(of, clock.now(), staff);
      return await runAll("outreach.letter-returned", [{ changes, said: { id: "out-files.did-returned" } }]);
    },
  };
}
