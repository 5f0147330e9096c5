/** The opinion being written: its form, the draft that keeps it, the day it will be due, and saving it. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { addWorkingDays, opinionDue } from "#shared/model/calendar/working-days.ts";
import { lastChip, type NoteLine as ParsedNote, parseNoteLine, readDay } from "#shared/model/input/note-line.ts";
import { nextRegisterNo, registerPrefix } from "#shared/model/input/register-number.ts";
import { nameless } from "#shared/model/readers/mask.ts";
import { DEADLINES_ID, deadlineDaysOf } from "#shared/model/settings/deadline-days.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { Act } from "../../../acts/acts.ts";
import type { DeskDb } from "../../../db/database.ts";
import { readSetting } from "../../../db/write/library-setting.ts";
import { given } from "../../../db/write/log-changes.ts";
import { opinionChanges } from "../../../db/write/new-opinion.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { matchColleague, useColleagues } from "../../../desk-services/known-colleagues.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useNameFold } from "../../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { useDeskActions, useDeskDeps, useDeskState, useDeskStore } from "../desk-context.ts";
import { checkOf, minutesSince, type Panel } from "../desk-store.ts";
import type { DeskDraft, OpinionForm } from "../session/drafts.ts";
import { useReaderRow } from "../session/use-reader-mask.ts";

type OpinionPanel = Extract<Panel, { tag: "opinion" }>;

export interface OpinionSheetState {
  readonly form: OpinionForm;
  readonly set: (change: Partial<OpinionForm>) => void;
  readonly missing: boolean;
  /** The words of the call back name a day that is none. */
  readonly callUnread: boolean;
  /** Something stands in the field of the day, and it is no day. */
  readonly dueUnread: boolean;
  /** By the branch's working days; undefined where none is due. */
  readonly due: string | undefined;
  /** Of whom nobody knows a name or a number she cannot be called back. */
  readonly nobodyToCall: boolean;
  /** Who is to answer it. */
  readonly owner: string;
  readonly call: ParsedNote;
  /** By when she is called back: the next working day where none is said. */
  readonly callDay: string;
  readonly submit: () => Promise<unknown>;
}

export function useOpinionSheet(panel: OpinionPanel): OpinionSheetState {
  const t = useT();
  const { db, clock, random } = useServices();
  const { branch: branchId } = useDeviceSettings();
  const format = useFormat();
  const deps = useDeskDeps();
  const store = useDeskStore();
  const actions = useDeskActions();
  const draft = useDeskState((state) =>
    state.drafts.find(
      (item): item is Extract<DeskDraft, { tag: "opinion" }> =>
        item.tag === "opinion" && item.reader === panel.reader && item.type === panel.type,
    ),
  );
  const [form, setForm] = useState<OpinionForm>(() => draft?.form ?? emptyForm(panel));
  const branch = useLiveQuery(
    async () => (branchId === undefined ? undefined : db.branch.get(branchId)),
    [db, branchId],
  );
  const today = format.day(clock.now());
  const within = useLiveQuery(async () => deadlineDaysOf(settingValue(await readSetting(db, DEADLINES_ID))), [db]);
  const due = useMemo(() => opinionDue(panel.type, today, branch ?? {}, within), [panel.type, today, branch, within]);
  const typedDay = readDay(form.due.normalize("NFKC").trim(), today);
  const toDraft = (next: OpinionForm, reader = panel.reader): DeskDraft => ({
    tag: "opinion",
    reader,
    type: panel.type,
    form: next,
    at: clock.now(),
  });
  useScannedReader(panel, (former) => {
    // what waits of her comes behind what was just written, and neither is lost
    const text = [form.text, draft?.form.text ?? ""].filter((words) => words.trim() !== "").join("\n");
    const next: OpinionForm = { ...draft?.form, ...form, text, who: "reader" };
    setForm(next);
    // the next who has no card begins with nothing of this one
    actions.dropDraft(toDraft(form, former));
    actions.keepDraft(toDraft(next));
  });
  const set = (change: Partial<OpinionForm>): void => {
    const next = { ...form, ...change };
    setForm(next);
    actions.keepDraft(toDraft(next));
  };

  const row = useReaderRow(form.who === "reader" ? panel.reader : null);
  const house = useHouse();
  const owner = form.owner ?? (house.staff.has(row?.owner ?? "") ? (row?.owner ?? "") : "");
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map(({ name }) => name));
  const whoIs = (typed: string): string | undefined => matchColleague(typed, colleagues.values(), fold)?.id;
  const call = parseNoteLine(
    form.callBack ?? "",
    today,
    (chip) =>
      chip.kind === "follow-up" ||
      chip.kind === "priority" ||
      (chip.kind === "colleague" && whoIs(chip.typed) !== undefined),
  );
  // without a day it could never be late
  const callDay = lastChip(call, "follow-up")?.due ?? addWorkingDays(today, 1, branch ?? {});
  const nobodyToCall =
    form.callBack !== undefined &&
    (form.who === "anonymous" || (form.who === "contact" && contactOf(form) === undefined));

  // of the form, not of the press: pressed once more it is the same opinion
  const [sent] = useState(() => {
    const make = (): string => uuidV7(clock.now(), random);
    return { id: make(), log: make(), task: make() };
  });
  const submit = useOnce(async (): Promise<void> => {
    const at = clock.now();
    const { desk, branch: place, staff, letter } = deps.place();
    const isNewest = deps.newest.watch();
    // used up by this opinion, not by what comes before it is written
    store.setState({ channel: "desk", anonymousNext: false });
    const year = Number(today.slice(0, 4));
    const reader = form.who === "reader" ? panel.reader : null;
    const chosen = form.due.trim() === "" ? due : (typedDay ?? due);
    const changes = opinionChanges(
      {
        id: sent.id,
        log: {
          id: sent.log,
          at,
          reader,
          channel: form.channel,
          minutes: minutesSince(store.getState(), at),
          callerCheck: checkOf(store.getState(), reader, form.channel),
        },
        type: panel.type,
        contact: form.who === "contact" ? contactOf(form) : undefined,
        text: form.text.trim(),
        topic: form.topic === "" ? undefined : form.topic,
        due: chosen,
        paperRef: form.paperRef.trim() === "" ? undefined : form.paperRef.trim(),
        owner: owner === "" ? undefined : owner,
        noReply: form.who !== "anonymous" && form.noReply === true,
        callBack:
          form.callBack === undefined
            ? undefined
            : {
                id: sent.task,
                text: call.text === "" ? t("words.composed.call") : call.text,
                due: callDay,
                priority: lastChip(call, "priority")?.priority,
                assignee: whoIs(lastChip(call, "colleague")?.typed ?? "") ?? (owner === "" ? staff : owner),
              },
        registerNo: await registerNumber(db, sent.id, registerPrefix(branch?.code, letter, year)),
      },
      { desk, branch: place, staff },
    );
    const who = form.who === "contact" ? nameless(t("words.no-card")) : await actions.readerMask(reader);
    const act: Act = {
      command: "feedback.register",
      changes,
      said: { id: "sheets.opinion-saved", values: { type: t(`words.opinion.${panel.type}`), who } },
      ...(chosen !== undefined && { detail: t("sheets.opinion-due", { day: format.longDay(chosen) }) }),
      offers: [
        {
          label: "sheets.print-receipt",
          keys: "Ctrl+P",
          run: () => store.setState({ printing: { kind: "feedback", id: sent.id } }),
        },
      ],
      onUndo: actions.undoing,
      ...(reader !== null && { options: { whose: [reader] } }),
    };
    const begun = await deps.acts.run(act, sent);
    if (begun === null) return;
    // it stands in the database: kept as a draft too it would be written twice
    actions.dropDraft(toDraft(form));
    if (!(await begun.saved)) return;
    if (isNewest()) store.setState({ lastSlip: { kind: "feedback", id: sent.id }, since: at, lastKeyAt: at });
    actions.closeSaved(panel);
  });

  return {
    form,
    set,
    missing: form.text.trim() === "",
    dueUnread: form.due.trim() !== "" && typedDay === null,
    callUnread: form.callBack !== undefined && call.noDay !== undefined,
    due,
    nobodyToCall,
    owner,
    call,
    callDay,
    submit,
  };
}

/** A card scanned into an open sheet answers whose opinion it is. @param onReader is told who it was before */
function useScannedReader(panel: OpinionPanel, onReader: (former: string | null) => void): void {
  const before = useRef(panel.reader);
  useEffect(() => {
    const former = before.current;
    if (panel.reader === former) return;
    before.current = panel.reader;
    onReader(former);
  });
}

const emptyForm = (panel: OpinionPanel): OpinionForm => ({
  text: "",
  topic: "",
  channel: panel.channel,
  // who is on the telephone usually says a name; who stands here without a card often does not
  who: panel.reader !== null ? "reader" : panel.channel === "desk" ? "anonymous" : "contact",
  name: "",
  phone: "",
  paperRef: "",
  due: "",
});

function contactOf({ name, phone }: OpinionForm): { name?: string; phone?: string } | undefined {
  const contact = given({ name: name.trim() || undefined, phone: phone.normalize("NFKC").trim() || undefined });
  return Object.keys(contact).length > 0 ? contact : undefined;
}

/** After those given to others, deleted ones too: a voided number is never given again. Pressed once more it stays. */
async function registerNumber(db: DeskDb, id: string, prefix: string): Promise<string> {
  const given = await db.feedback.where("registerNo").startsWith(prefix).uniqueKeys();
  return (await db.feedback.get(id))?.registerNo ?? nextRegisterNo(prefix, given.map(String));
}
