/**
 * One change for many readers: what, for how many, and how far it is. Where it is asked for one of the changes it has
 * the focus in that one's field, and Enter does it.
 */
import { useRef, useState } from "react";
import { addDays } from "#shared/kernel/day.ts";
import { lastChip, parseNoteLine, readDay } from "#shared/model/input/note-line.ts";
import { colleaguesToChoose } from "../db/read-house.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useOpenBranches } from "../desk-services/library/use-open-branches.ts";
import { useServices } from "../desk-services/services.ts";
import { useHouse } from "../desk-services/use-house.ts";
import { useOwnerless } from "../desk-services/use-ownerless.ts";
import { useFormat, useT } from "../i18n/use-t.ts";
import type { BatchAct } from "../platform/worker/segments-api.ts";
import { Radio } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../ui/field.tsx";
import { useOnce } from "../ui/hooks/use-once.ts";
import { matchKeys } from "../ui/keyboard.ts";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { ForWhom } from "./for-whom.tsx";
import { QuietAmong } from "./quiet-among.tsx";
import type { Batch } from "./use-batch.ts";
import { useLeaving } from "./use-leaving.tsx";

const ACTS = ["add-tag", "remove-tag", "set-owner", "set-rhythm", "set-branch", "task"] as const;
export type BatchTag = (typeof ACTS)[number];
/** More than this at once is an outreach, not a morning's work. */
const MOST_TASKS = 500;
/** Days until a task is due. */
const TASK_DAYS = 7;
/** Of a tag, and of a task's text: both fit an entry as often as a command repeats them. */
const LONGEST = 200;
const NOBODY = "";
const NO_ONE: readonly string[] = [];
/** Of the field beside the choice. */
const LABELS = {
  "add-tag": "batch.tag",
  "remove-tag": "batch.tag",
  "set-rhythm": "words.reader.keepInTouchDays",
  task: "batch.text",
} as const;

interface BatchDialogProps {
  readonly ids: readonly string[];
  readonly batch: Batch;
  /** What may be chosen; all of them where nothing is asked for. */
  readonly acts?: readonly BatchTag[];
  /** Said before: whom it will not reach, or not as one would think. */
  readonly warning?: string | null;
  /** What a task says to begin with. */
  readonly taskText?: string;
  readonly onClose: () => void;
}

export function BatchDialog({ ids, batch, acts = ACTS, warning = null, taskText = "", onClose }: BatchDialogProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const [tag, setTag] = useState<BatchTag>(acts[0] ?? "add-tag");
  const begun = acts[0] === "task" ? taskText : "";
  const [text, setText] = useState(begun);
  const { leave, question } = useLeaving(text.trim() !== begun, onClose);
  const isAsked = acts !== ACTS;
  const { staff = NOBODY } = useDeviceSettings();
  // whoever is asked for one means herself most often
  const [owner, setOwner] = useState(isAsked && house.staff.has(staff) ? staff : NOBODY);
  const [branch, setBranch] = useState("");
  const branches = useOpenBranches();
  const [due, setDue] = useState(() => format.shownDay(addDays(format.day(clock.now()), TASK_DAYS)));
  const today = format.day(clock.now());
  // the words of a task may say its day, as elsewhere
  const words = parseNoteLine(text, today, ({ kind }) => kind === "follow-up");
  const dueOn =
    words.noDay === undefined
      ? (lastChip(words, "follow-up")?.due ?? readDay(due.normalize("NFKC").trim(), today))
      : null;
  const [rest, setRest] = useState(NOBODY);
  const act = actOf(tag, tag === "task" ? words.text : text.trim(), owner, branch, dueOn, rest);
  const isTooMany = tag === "task" && ids.length > MOST_TASKS;
  const ownerless = useOwnerless(tag === "task" && !isTooMany ? ids : NO_ONE);
  const go = useOnce(async (): Promise<void> => {
    if (act === null || isTooMany) return;
    await batch.run(ids, act);
    onClose();
  });
  const { rate } = batch;
  const only = acts.length === 1 ? acts[0] : undefined;
  const field = useRef<HTMLElement | null>(null);
  const first = (element: HTMLElement | null): void => {
    field.current = element;
  };
  return (
    <Dialog
      open
      title={
        only === undefined
          ? t("batch.title", { count: ids.length })
          : t("batch.title-of", { what: t(`batch.${only}`), count: ids.length })
      }
      closeLabel={t("batch.close")}
      onClose={rate === null ? leave : batch.cancel}
      {...(isAsked && { initialFocus: field })}
      footer={
        rate === null && (
          <DialogButtons
            act={t(tag === "task" ? "batch.go-task" : "batch.go", { count: ids.length })}
            cancel={t("batch.cancel")}
            disabled={act === null || isTooMany}
            onAct={() => void go()}
            onCancel={leave}
          />
        )
      }
    >
      {rate !== null ? (
        <BatchProgress label={t("batch.all")} rate={rate} onStop={batch.cancel} />
      ) : (
        <div className="stack">
          <ForWhom ids={ids} />
          {(tag === "task" || tag === "set-rhythm") && <QuietAmong ids={ids} />}
          {acts.length > 1 && (
            <fieldset className="batch-choices">
              <legend>{t("batch.what")}</legend>
              {acts.map((each) => (
                <Radio key={each} name="batch-act" checked={tag === each} onChange={() => setTag(each)}>
                  {t(`batch.${each}`)}
                </Radio>
              ))}
            </fieldset>
          )}
          {tag === "set-owner" ? (
            <Field label={t("words.reader.owner")}>
              {(control) => (
                <Select
                  {...control}
                  ref={first}
                  value={owner}
                  options={[{ value: NOBODY, label: t("batch.nobody") }, ...colleaguesToChoose(house, owner)]}
                  onChange={setOwner}
                  onKeyDown={(event) => {
                    if (!isAsked || !matchKeys(event, "Enter")) return;
                    event.preventDefault();
                    void go();
                  }}
                />
              )}
            </Field>
          ) : tag === "set-branch" ? (
            <Field label={t("words.reader.branch")}>
              {(control) => (
                <Select
                  {...control}
                  value={branch}
                  options={[
                    ...(branch === "" ? [{ value: "", label: t("batch.no-branch") }] : []),
                    ...branches.map(({ id, name = "" }) => ({ value: id, label: name })),
                  ]}
                  onChange={setBranch}
                />
              )}
            </Field>
          ) : (
            <Field
              label={t(LABELS[tag])}
              {...(tag === "task" && { hint: t("batch.task-hint") })}
              {...(tag === "set-rhythm" && { hint: t("batch.rhythm-hint") })}
              {...(tag === "set-rhythm" && act === null && { error: t("batch.rhythm-unfit") })}
            >
              {(control) => (
                <TextInput
                  {...control}
                  ref={first}
                  {...(tag === "set-rhythm" && { inputMode: "numeric" })}
                  maxLength={LONGEST}
                  value={text}
                  onFocus={({ currentTarget }) => {
                    // what was put there is replaced by what is typed
                    if (text === taskText) currentTarget.select();
                  }}
                  onChange={(event) => setText(event.target.value)}
                  onEnter={() => void go()}
                />
              )}
            </Field>
          )}
          {tag === "task" && (
            <Field
              label={t("batch.due")}
              {...(dueOn === null
                ? { error: t("batch.day-unread") }
                : ![dueOn, format.shownDay(dueOn)].includes(due.trim()) && { hint: format.shownDay(dueOn) })}
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={due}
                  onChange={(event) => setDue(event.target.value)}
                  onEnter={() => void go()}
                />
              )}
            </Field>
          )}
          {tag === "task" && ownerless > 0 && (
            <Field label={t("batch.task-rest", { count: ownerless })}>
              {(control) => (
                <Select
                  {...control}
                  value={rest}
                  options={[{ value: NOBODY, label: t("batch.nobody") }, ...colleaguesToChoose(house, rest)]}
                  onChange={setRest}
                />
              )}
            </Field>
          )}
          {warning !== null && <p className="soft">{warning}</p>}
          {isTooMany && <p className="field-error">{t("batch.too-many", { most: MOST_TASKS })}</p>}
        </div>
      )}
      {question}
    </Dialog>
  );
}

/** Null while something lacks. */
function actOf(
  tag: BatchTag,
  text: string,
  owner: string,
  branch: string,
  due: string | null,
  rest: string,
): BatchAct | null {
  switch (tag) {
    case "add-tag":
    case "remove-tag":
      return text === "" ? null : { tag, value: text };
    case "set-owner":
      return { tag, owner: owner === NOBODY ? null : owner };
    case "set-branch":
      return branch === "" ? null : { tag, branch };
    case "set-rhythm": {
      const days = text.normalize("NFKC");
      return days === "" ? { tag, days: null } : /^[1-9]\d{0,3}$/.test(days) ? { tag, days: Number(days) } : null;
    }
    case "task":
      return text === "" || due === null ? null : { tag, text, due, ...(rest !== NOBODY && { rest }) };
  }
}
