/**
 * A call is written in one act, once its list is still made and she may still be called: what was asked of that when she
 * was shown may be old.
 */
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV7, uuidV8 } from "#shared/kernel/ids.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { parseNoteLine } from "#shared/model/input/note-line.ts";
import { isContactResult } from "#shared/model/interaction.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import type { Callee } from "#shared/outreach/call-queue.ts";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import { plainWay } from "#shared/outreach/plain-way.ts";
import { useActs } from "../../../acts/use-acts.ts";
import type { DeskDb } from "../../../db/database.ts";
import { readMayCall } from "../../../db/lists/callee.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { matchColleague, useColleagues } from "../../../desk-services/known-colleagues.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import { useNameFold } from "../../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { callChanges, type KeyedOutcome, participantKeys, quietOf } from "./call-changes.ts";
import type { CallListView } from "./use-call-list.ts";
import type { CallNote } from "./use-call-note.ts";

export interface CallMade {
  readonly outcome: KeyedOutcome;
  /** Key of the question → key of the answer; a question that was passed over has none. */
  readonly answers: Readonly<Record<string, string>>;
  readonly minutes: number | undefined;
}

/** @returns false where it could not be begun: she stays in hand; true too where nothing may be written, which is said */
type WriteCall = (callee: Callee, made: CallMade, text: string) => Promise<boolean>;

export function useWriteCall(
  list: CallListView,
  channel: ContactChannel,
  keepNote: CallNote["keep"],
  onTakenBack: (id: string) => void,
): WriteCall {
  const t = useT();
  const acts = useActs();
  const format = useFormat();
  const { db, clock, random, host, start } = useServices();
  const { branch, staff } = useDeviceSettings();
  const { show } = useToasts();
  const place = useHousePlace();
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map((row) => row.name));

  return async (callee, { outcome: chosen, answers, minutes = 1 }, text) => {
    const outcome = chosen === "do-not-contact" ? "declined" : chosen;
    const at = clock.now();
    const today = format.day(at);
    const note = parseNoteLine(text, today);
    const asked = { channel, outreach: list.outreach, today, place };
    const [isListed, fresh] = await Promise.all([
      isStillListed(db, list.outreach.id, callee.id),
      readMayCall(db, { ...asked, reader: callee.reader }),
    ]);
    // the list may have been taken back under what was chosen
    if (!isListed) {
      show({ tone: "failed", text: t("calls.not-written-list"), detail: t("calls.not-made") });
      return true;
    }
    if (fresh === null || !(fresh.mayCall.may || isAtEnd(callee.state))) {
      const reason = fresh === null || fresh.mayCall.may ? "gone" : fresh.mayCall.reason;
      show({ tone: "failed", text: t("calls.not-written"), detail: t(`calls.stop.${reason}`) });
      return true;
    }
    const others = list.toldWith.get(callee.reader) ?? [];
    const toldToo = (
      await Promise.all(others.map(async (id) => ({ id, answer: await readMayCall(db, { ...asked, reader: id }) })))
    ).flatMap(({ id, answer }) => (answer?.mayCall.may ? [{ id, holder: answer.mayCall.holder, to: answer.to }] : []));
    const told = toldToo.map(({ id }) => id);
    const notTold = new Set(others.filter((id) => !told.includes(id)));
    const ids = { attempt: uuidV7(at, random), record: uuidV7(at, random), task: uuidV7(at, random) };
    const derived =
      told.length === 0 ? undefined : await host("library.derive", { texts: [...participantKeys(ids.record, told)] });
    const digests = derived?.ok === true ? derived.value : [];
    const purpose = purposeOf(list.outreach);
    const typed = note.chips.find((chip) => chip.kind === "colleague")?.typed;
    const who = maskName(fresh.reader.name ?? "", fresh.reader.familyName);
    const changes = callChanges(
      {
        ids,
        at,
        today,
        recipient: callee.id,
        reader: fresh.reader.id,
        channel,
        outcome,
        result: isContactResult(chosen) ? chosen : undefined,
        minutes,
        answers,
        note,
        holder: fresh.mayCall.may ? fresh.mayCall.holder : fresh.reader.id,
        to: fresh.to,
        sharing: toldToo.flatMap(({ holder, to }) =>
          to !== undefined && fresh.to !== undefined && plainWay(channel, to) === plainWay(channel, fresh.to)
            ? [{ holder, way: to }]
            : [],
        ),
        purpose: purpose === "reply" ? undefined : purpose,
        toldWith: told.map((id, index) => {
          const digest = digests[index];
          return { id, participant: digest === undefined ? uuidV7(at, random) : uuidV8(hexToBytes(digest)) };
        }),
        untold: list.tied.flatMap(({ id, reader }) => (notTold.has(reader) ? [id] : [])),
        stream: list.computers.own ?? "",
        assignee: typed === undefined ? undefined : matchColleague(typed, colleagues.values(), fold)?.id,
        followUp: t("calls.follow-up", { name: list.outreach.name ?? "" }),
        quiet:
          chosen === "do-not-contact" ? quietOf(fresh.reader, { since: today, said: note.text, by: staff }) : undefined,
        hadLater: callee.later !== undefined,
      },
      { desk: start.installation, branch, staff },
    );
    const begun = await acts.run({
      command: "outreach.call",
      changes,
      said: { id: `calls.did.${chosen}`, values: { who } },
      options: { whose: [fresh.reader.id] },
      onUndo: () => () => onTakenBack(callee.id),
    });
    if (begun === null) return false;
    const noteOf = { recipient: callee.id, reader: callee.reader };
    // the next person waits for no drawer; what is kept again after an undo is written behind this
    if (text !== "") void keepNote(noteOf, "");
    void begun.saved.then((isSaved) => isSaved || keepNote(noteOf, text));
    return true;
  };
}

async function isStillListed(db: DeskDb, outreach: string, recipient: string): Promise<boolean> {
  const [made, row] = await Promise.all([db.outreach.get(outreach), db.recipient.get(recipient)]);
  return made?.madeAt !== undefined && made.gone !== 1 && row !== undefined && row.gone !== 1;
}
