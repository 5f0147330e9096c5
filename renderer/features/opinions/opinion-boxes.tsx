/**
 * The two boxes under an opinion. They differ in ground, border, icon, words and send key, so that nothing
 * meant for colleagues is ever sent to a reader. What is typed is kept as a draft at once.
 */
import { Lock, Megaphone } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { TemplateField } from "#shared/model/settings/text-templates.ts";
import type { SeenCells } from "../../db/write/opened-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { TemplateChoice, withTemplate } from "../../desk-services/template-choice.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { matchKeys } from "../../ui/keyboard.ts";
import { TextArea } from "../../ui/text-input.tsx";
import type { Reply } from "./opinion-changes.ts";
import { ANSWER_AND_CLOSE } from "./opinion-commands.ts";
import { keepOpinionDraft, type OpinionDraft, readDraft } from "./opinion-drafts.ts";

export interface OpinionBoxesProps {
  readonly id: string;
  readonly publicReply: string | undefined;
  readonly listPublicly: boolean;
  /** What stands for both as they are shown. */
  readonly seen: SeenCells;
  /** What a template says of the opinion. */
  readonly facts?: Readonly<Partial<Record<TemplateField, string | undefined>>>;
  /** Say first why a suggestion needs it. */
  readonly replyWanted: boolean;
  readonly replyRef: Ref<HTMLTextAreaElement>;
  /** Each answers whether it was saved; the text stays where it was not. */
  readonly onNote: (text: string) => Promise<boolean>;
  readonly onReply: (reply: Reply) => Promise<boolean>;
  readonly onReplyAndClose: (reply: Reply) => Promise<boolean>;
  /** Sends what stands in the box for the reader, and closes; absent where nothing does. */
  readonly endRef: RefObject<(() => void) | null>;
}

/** Mount one per opinion (`key`): a draft belongs to its opinion. */
export function OpinionBoxes({
  id,
  publicReply,
  listPublicly,
  seen,
  facts = {},
  replyWanted,
  replyRef,
  onNote,
  onReply,
  onReplyAndClose,
  endRef,
}: OpinionBoxesProps) {
  const t = useT();
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  const [draft, setDraft] = useState<OpinionDraft | null>(null);
  const [listed, setListed] = useState<boolean | null>(null);
  /** What was typed before the draft of last time is read: it comes on top of that one, and not over it. */
  const early = useRef<OpinionDraft | "read" | null>(null);
  useEffect(() => {
    void readDraft(db, id, staff).then((kept) => {
      const typed = early.current;
      early.current = "read";
      if (typed === "read") return;
      setDraft(typed === null ? kept : { ...kept, ...typed });
      if (typed !== null) void keepOpinionDraft(db, id, staff, { ...kept, ...typed });
    });
  }, [db, id, staff]);

  const keep = (next: OpinionDraft): void => {
    setDraft(next);
    if (early.current === "read") void keepOpinionDraft(db, id, staff, next);
    else early.current = next;
  };
  const note = draft?.note ?? "";
  const reply = draft?.reply ?? publicReply ?? "";
  const isListed = listed ?? listPublicly;
  // of a reply that was begun before this was kept: it has seen nothing
  const begunOn = draft?.reply === undefined ? seen : (draft.seen ?? { publicReply: [], listPublicly: [] });
  const setReply = (text: string): void =>
    keep({ note, ...(text !== (publicReply ?? "") && { reply: text, seen: begunOn }) });
  const saveNote = async (): Promise<void> => {
    if (note.trim() !== "" && (await onNote(note.trim()))) keep({ ...draft, note: "" });
  };
  const sendReply = async (send: OpinionBoxesProps["onReply"]): Promise<void> => {
    if (reply.trim() !== "" && (await send({ text: reply.trim(), listPublicly: isListed, seen: begunOn })))
      keep({ note });
  };
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    endRef.current = reply.trim() === "" ? null : () => void sendReply(onReplyAndClose);
    return () => {
      endRef.current = null;
    };
  });

  return (
    <div className="two">
      <Box
        className="box-note"
        icon={<Icon icon={Lock} />}
        title={t("opinions.note")}
        hint={t("opinions.note-hint")}
        keys="Ctrl+S"
        onSend={() => void saveNote()}
      >
        {(labelled) => (
          <>
            <TextArea {...labelled} value={note} onChange={(event) => keep({ ...draft, note: event.target.value })} />
            <footer>
              <span className="meta">{note.trim() !== "" && t("opinions.draft-kept")}</span>
              <Button type="submit" className="push" keys="Ctrl+S" disabled={note.trim() === ""}>
                {t("opinions.save-note")}
              </Button>
            </footer>
          </>
        )}
      </Box>
      <Box
        className="box-public"
        icon={<Icon icon={Megaphone} />}
        title={t("opinions.reply")}
        hint={replyWanted ? t("opinions.reply-wanted") : t("opinions.reply-hint")}
        keys="Ctrl+Enter"
        onSend={() => void sendReply(onReply)}
      >
        {(labelled) => (
          <>
            <TextArea {...labelled} ref={replyRef} value={reply} onChange={(event) => setReply(event.target.value)} />
            <footer>
              <label className="row meta">
                <input
                  className="check"
                  type="checkbox"
                  checked={isListed}
                  onChange={(event) => setListed(event.target.checked)}
                />
                {t("opinions.list-publicly")}
              </label>
              <TemplateChoice use="reply" values={facts} onText={(text) => setReply(withTemplate(reply, text))} />
              <span className="push row">
                <Button
                  keys={ANSWER_AND_CLOSE}
                  disabled={reply.trim() === ""}
                  onClick={() => void sendReply(onReplyAndClose)}
                >
                  {t("opinions.answer-close")}
                </Button>
                <Button type="submit" kind="primary" keys="Ctrl+Enter" disabled={reply.trim() === ""}>
                  {t("opinions.answer")}
                </Button>
              </span>
            </footer>
          </>
        )}
      </Box>
    </div>
  );
}

interface BoxProps {
  readonly className: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly keys: string;
  readonly onSend: () => void;
  readonly children: (labelled: { readonly "aria-labelledby": string; readonly rows: number }) => ReactNode;
}

function Box({ className, icon, title, hint, keys, onSend, children }: BoxProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    // matchKeys says no while an input method composes
    if (!matchKeys(event, keys)) return;
    event.preventDefault();
    event.stopPropagation();
    onSend();
  };
  return (
    <form
      className={`box ${className}`}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <header>
        <h3 id={id}>
          {icon}
          {title}
        </h3>
        <span className="meta clip">{hint}</span>
      </header>
      {children({ "aria-labelledby": id, rows: 4 })}
    </form>
  );
}
