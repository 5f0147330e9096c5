/**
 * The line of words under the log that was just made. What it understood stands beside it while typing;
 * Enter saves, unless an input method is composing. Left unsaved, it is kept as a draft.
 */
import { Users } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { asksForWork, type NoteLine as ParsedNote, parseNoteLine } from "#shared/model/input/note-line.ts";
import { maskText } from "#shared/model/readers/mask.ts";
import type { Begun } from "../../../acts/acts.ts";
import { NoteChips } from "../../../acts/note-chips.tsx";
import { noteChanges } from "../../../db/write/note-changes.ts";
import type { NotedRecord } from "../../../desk-services/counter.ts";
import { matchColleague, useColleagues } from "../../../desk-services/known-colleagues.ts";
import { useRecordSheet } from "../../../desk-services/open-record-sheet.ts";
import { useNameFold } from "../../../desk-services/use-name-fold.ts";
import { useReadersCalledOut } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextArea } from "../../../ui/text-input.tsx";
import { useDeskActions, useDeskDeps, useDeskState } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import type { LastLog } from "../desk-store.ts";
import type { DeskDraft } from "../session/drafts.ts";

/** At the desk the log that was just made; elsewhere any record. */
type Noted = LastLog | NotedRecord;

export interface NoteLineProps {
  readonly log: Noted;
  /** Where it stands in another screen: called when it is saved or left. */
  readonly onClosed?: () => void;
}

export function NoteLineField({ log, onClosed }: NoteLineProps) {
  const t = useT();
  const names = useDeskNames();
  const actions = useDeskActions();
  const openRecord = useRecordSheet();
  const draft = useDraftOf(log);
  const [text, setText] = useState(draft?.text ?? "");
  const [promised, setPromised] = useState(false);
  const { note, submit } = useNote(log, text, promised, onClosed);
  const leave = onClosed ?? actions.closePanel;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    field.current?.focus();
  }, []);

  const save = useOnce(submit);

  return (
    <section className="note-line" aria-label={t("desk.note-for", { kind: names.purpose(log.purpose) })}>
      <TextArea
        ref={field}
        rows={Math.min(4, text.split("\n").length)}
        defaultValue={text}
        aria-label={t("desk.note-label")}
        aria-describedby="note-help"
        placeholder={t("desk.note-hint")}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setText(value);
          actions.keepDraft(toDraft(log, value));
        }}
        onEnter={() => void save()}
        onEscape={leave}
      />
      <div className="row row-wrap" id="note-help" aria-live="polite">
        <NoteChips note={note} />
        {asksForWork(note) && log.reader !== null && (
          <Checkbox checked={promised} onChange={(event) => setPromised(event.currentTarget.checked)}>
            {t("desk.promised")}
          </Checkbox>
        )}
        <span className="push row">
          <Button
            size="small"
            kind="quiet"
            icon={Users}
            onClick={() => openRecord({ id: log.id, onClosed: () => field.current?.focus() })}
          >
            {t("desk.participants")}
          </Button>
          <Button size="small" kind="quiet" keys="Esc" onClick={leave}>
            {t("desk.later")}
          </Button>
          <Button size="small" kind="primary" keys="Enter" onClick={() => void save()}>
            {t("desk.save-note")}
          </Button>
        </span>
      </div>
    </section>
  );
}

const toDraft = (log: Noted, text: string): DeskDraft => ({
  tag: "note",
  reader: log.reader,
  log: log.id,
  purpose: log.purpose,
  text,
  at: log.at,
});

function useDraftOf(log: Noted): Extract<DeskDraft, { tag: "note" }> | undefined {
  const drafts = useDeskState((state) => state.drafts);
  return drafts.find(
    (draft): draft is Extract<DeskDraft, { tag: "note" }> => draft.tag === "note" && draft.log === log.id,
  );
}

function useNote(
  log: Noted,
  text: string,
  promised: boolean,
  onClosed: (() => void) | undefined,
): { readonly note: ParsedNote; readonly submit: () => Promise<void> } {
  const t = useT();
  const names = useDeskNames();
  const deps = useDeskDeps();
  const actions = useDeskActions();
  const format = useFormat();
  const { wordsAbout } = useReadersCalledOut(log.reader === null ? [] : [log.reader]);
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map((row) => row.name));
  const today = format.day(deps.services.clock.now());
  const note = useMemo(() => parseNoteLine(text, today), [text, today]);

  const [form] = useState(() => ({ task: uuidV7(deps.services.clock.now(), deps.services.random) }));

  /** The line closes when it is safe, unless another has taken its place. */
  async function submit(): Promise<void> {
    if (note.noDay !== undefined) {
      deps.toasts.show({ tone: "failed", text: t("desk.chip.no-day", { typed: note.noDay }), ofMoment: true });
      return;
    }
    const begun = text.trim() === "" ? null : await write();
    if (text.trim() !== "" && begun === null) return;
    // it stands in the database: kept as a draft too it would be written twice
    actions.dropDraft(toDraft(log, ""));
    if (begun !== null && !(await begun.saved)) return;
    if (onClosed !== undefined) onClosed();
    else if ("seq" in log) actions.closeSaved({ tag: "note", log });
  }

  async function write(): Promise<Begun | null> {
    const before = await deps.services.db.interaction.get(log.id);
    // it may have been given to another reader meanwhile
    const noted = before === undefined ? log : { ...log, reader: before.reader ?? null };
    const typed = note.chips.find((chip) => chip.kind === "colleague")?.typed;
    const assignee = typed === undefined ? undefined : matchColleague(typed, colleagues.values(), fold)?.id;
    const kind = names.purpose(log.purpose);
    const followUp = { id: form.task, assignee, promised, fallback: t("desk.follow-up-of", { kind }) };
    const { desk, branch, staff } = deps.place();
    const changes = noteChanges(noted, note, before ?? {}, followUp, { desk, branch, staff });
    return deps.acts.run(
      {
        command: "interaction.note",
        changes,
        said: { id: "desk.noted", values: { kind } },
        // others look at the screen, as they do at the row above it
        detail: maskText(wordsAbout(log.reader ?? undefined, note.text)),
        ...(onClosed === undefined && { onUndo: actions.undoing }),
        ...(promised && noted.reader !== null && { options: { whose: [noted.reader] } }),
      },
      form,
    );
  }
  return { note, submit };
}
