/**
 * A task or promise that is there, in its form: what, by when, who, and who was promised it. Its words, and the number of
 * a person without a card, are protected, so opening it is a recorded look. A card that is scanned into a promise to such
 * a person makes it that reader's.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { useLeaving } from "../../acts/use-leaving.tsx";
import { useReveal } from "../../acts/use-reveal.ts";
import { readReadersOfTasks } from "../../db/lists/readers-of-tasks.ts";
import { reopenForm } from "../../db/write/opened-form.ts";
import {
  editTask,
  finishTasks,
  formOfTask,
  isTaskReady,
  type OpenedTask,
  openTask,
  type TaskForm,
} from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useNamesCalledOut } from "../../desk-services/use-reader-names.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { taskText } from "../../words/things-named.ts";
import { contactOf, DueFields, PersonFields, useMarked, WordsField } from "./task-fields.tsx";
import { type LookingUp, useScannedReader } from "./use-scanned-reader.ts";

const SAVE = "Ctrl+Enter";

interface Loaded {
  readonly form: TaskForm;
  /** As it was opened: marks are read in what is typed. */
  readonly words: string;
  /** Who may be promised it. */
  readonly reader: string | undefined;
  readonly opened: OpenedTask;
  /** What a rule's task says as long as nobody has written other words. */
  readonly unwritten?: string;
}

export function TaskSheet({ task, onClose }: { readonly task: string; readonly onClose: () => void }) {
  const t = useT();
  const rich = useRich();
  const act = useAct();
  const reveal = useReveal();
  const services = useServices();
  const { staff } = useDeviceSettings();
  const first = useRef<HTMLTextAreaElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  /** For an answer that comes later than what is drawn. */
  const latest = useRef(loaded);
  // an answer that comes when the form is closed saves nothing more
  useEffect(
    () => () => {
      latest.current = null;
    },
    [],
  );
  const lookingUp: LookingUp = useRef(null);
  const keep = useCallback((next: Loaded): void => {
    latest.current = next;
    setLoaded(next);
  }, []);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const row = await services.db.task.get(task);
      if (row === undefined) return;
      const fields = row.contact === undefined ? (["text"] as const) : (["text", "contact"] as const);
      // without the look on record, which has been said, its words are not shown
      if ((await reveal({ kind: "task", id: task, fields })) === undefined) return close.current();
      const text = taskText(row, t);
      keep({
        form: { ...formOfTask(row), text, ...(row.contact !== undefined && { contact: row.contact }) },
        words: text,
        reader: (await readReadersOfTasks(services.db, [row])).get(row.id),
        opened: openTask(row),
        ...(row.text === undefined && { unwritten: text }),
      });
    };
    void load();
  }, [services, reveal, task, t, keep]);
  const called = useNamesCalledOut(loaded?.reader === undefined ? [] : [loaded.reader]);
  const house = useHouse();
  const { show } = useToasts();
  const marked = useMarked();
  /** Whether somebody has done it meanwhile, which is said. */
  const isDoneAlready = async (): Promise<boolean> => {
    const now = await services.db.task.get(task);
    if (now?.done === undefined) return false;
    const colleague = house.staff.get(now.doneBy ?? "");
    show({
      tone: "failed",
      text: colleague === undefined ? t("tasks.already-done-nobody") : t("tasks.already-done", { colleague }),
    });
    return true;
  };
  /** @returns whether something was typed while it was saved, which is not saved yet; null while it is being saved */
  const press = useOnce(async (how: "save" | "finish"): Promise<boolean> => {
    // whose card was scanned right before the key, hers it is; one that is nobody's has been told
    if ((await lookingUp.current) === false) return false;
    const { current: pressed } = latest;
    if (pressed === null) return false;
    const changes = changesOf(pressed, marked);
    if (changes.length > 0 && !isTaskReady(marked(pressed.form, pressed.words).form)) return false;
    if (how === "finish" && (await isDoneAlready())) {
      if (changes.length === 0) onClose();
      return false;
    }
    const isSaved = await act(
      how === "save"
        ? { command: "task.edit", changes, said: { id: "tasks.did-save" } }
        : {
            command: "task.done",
            changes: [...changes, ...finishTasks([task], services.clock.now(), staff)],
            said: { id: "tasks.did-finish" },
          },
    );
    if (isSaved && latest.current === pressed) {
      onClose();
      return false;
    }
    const row = await services.db.task.get(task);
    if (row !== undefined && latest.current !== null)
      keep({ ...latest.current, opened: reopenForm(latest.current.opened, row, changes) });
    return isSaved;
  });
  const isPressedAgain = useRef(false);
  const saveAll = async (): Promise<void> => {
    const isTypedOn = await press("save");
    const isAgain = isPressedAgain.current;
    isPressedAgain.current = isTypedOn === null;
    if (isTypedOn === true && isAgain) await saveAll();
  };
  const save = (): void => void saveAll();
  const isChanged = loaded !== null && changesOf(loaded, marked).length > 0;
  const { leave, question } = useLeaving(isChanged, onClose);
  const openHistory = useRecordHistory();
  if (loaded === null) return null;
  const { form, reader } = loaded;
  const { form: read, note } = marked(form, loaded.words);
  const change = (changed: (now: Loaded) => Partial<Loaded>): void => {
    if (latest.current !== null) keep({ ...latest.current, ...changed(latest.current) });
  };
  const set = (changed: Partial<TaskForm>): void => change((now) => ({ form: { ...now.form, ...changed } }));
  const kind = t(form.promised || form.contact != null ? "tasks.edit-promise" : "tasks.edit");
  const who = reader === undefined ? form.contact?.name : called.get(reader);
  return (
    <Dialog
      open
      title={
        who === undefined || who === ""
          ? kind
          : rich("tasks.compose-for", { kind, who: <PersonName>{who}</PersonName> })
      }
      closeLabel={t("tasks.cancel")}
      onClose={leave}
      initialFocus={first}
      onKeyDown={(event) => {
        if (isIme(event) || !matchKeys(event, SAVE)) return;
        event.preventDefault();
        save();
      }}
      footer={
        <DialogButtons
          act={t("tasks.save")}
          cancel={t("tasks.cancel")}
          keys={SAVE}
          disabled={!isTaskReady(read)}
          onAct={save}
          onCancel={leave}
        />
      }
    >
      <div className="stack">
        {form.contact != null && (
          <StrangerFields
            contact={form.contact}
            onChange={(contact) => set({ contact })}
            lookingUp={lookingUp}
            onReader={(id) => change((now) => ({ reader: id, form: { ...now.form, promised: true, contact: null } }))}
          />
        )}
        <WordsField
          first={first}
          text={form.text}
          hint={t("words.task-marks")}
          note={note}
          due={form.due}
          onText={(text) => set({ text })}
          onSave={save}
        />
        <DueFields form={form} set={set} onSave={save} />
        {reader !== undefined && (
          <Checkbox checked={form.promised} onChange={(event) => set({ promised: event.target.checked })}>
            {t("tasks.promised")}
          </Checkbox>
        )}
        {(form.promised || form.contact != null) && (
          <Checkbox checked={form.noReply === true} onChange={(event) => set({ noReply: event.target.checked })}>
            {t("words.task.noReply")}
          </Checkbox>
        )}
        <div className="row">
          <Button disabled={isChanged && !isTaskReady(read)} onClick={() => void press("finish")}>
            {t("tasks.finish")}
          </Button>
          <Button kind="quiet" onClick={() => openHistory({ kind: "task", ids: [task], title: t("words.kind.task") })}>
            {t("words.history")}
          </Button>
        </div>
        {question}
      </div>
    </Dialog>
  );
}

const changesOf = ({ opened, form, words, reader, unwritten }: Loaded, marked: ReturnType<typeof useMarked>) =>
  editTask(opened, marked(form, words).form, reader, unwritten);

type Contact = NonNullable<TaskForm["contact"]>;

interface StrangerProps {
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
  readonly lookingUp: LookingUp;
  readonly onReader: (reader: string) => void;
}

function StrangerFields({ contact, onChange, lookingUp, onReader }: StrangerProps) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  const unknown = useScannedReader(place, lookingUp, onReader);
  const [typed, setTyped] = useState({ name: contact.name ?? "", phone: contact.phone ?? "" });
  return (
    <div ref={place} className="stack">
      <PersonFields
        {...typed}
        onChange={(change) => {
          const next = { ...typed, ...change };
          setTyped(next);
          onChange(contactOf(next.name, next.phone) ?? contact);
        }}
      />
      <p className={unknown === null ? "meta" : "field-error"} role={unknown === null ? undefined : "alert"}>
        {unknown === null ? t("tasks.scan-to-link") : t("tasks.scanned-nobody", { code: unknown })}
      </p>
    </div>
  );
}
