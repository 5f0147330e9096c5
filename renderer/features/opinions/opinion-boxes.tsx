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
  useCallback,
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
import { useOnce } from "../../ui/hooks/use-once.ts";
import { Icon } from "../../ui/icon.tsx";
import { matchKeys } from "../../ui/keyboard.ts";
import { TextArea } from "../../ui/text-input.tsx";
import type { Reply } from "./opinion-changes.ts";
import { ANSWER_AND_CLOSE } from "./opinion-commands.ts";
import { joinDrafts, keepOpinionDraft, type OpinionDraft, readDraft } from "./opinion-drafts.ts";

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
  const [draft, change] = useOpinionDraft(id);
  const note = draft?.note ?? "";
  const reply = draft?.reply ?? publicReply ?? "";
  const isListed = draft?.listed ?? listPublicly;
  // of a reply that was begun before this was kept: it has seen nothing
  const begunOn = draft?.reply === undefined ? seen : (draft.seen ?? { publicReply: [], listPublicly: [] });
  const setReply = (text: string): void =>
    change(() =>
      text === (publicReply ?? "") ? { reply: undefined, seen: undefined } : { reply: text, seen: begunOn },
    );
  const saveNote = useOnce(async (): Promise<void> => {
    const sent = note.trim();
    if (sent === "" || !(await onNote(sent))) return;
    // what was typed meanwhile stays
    change(({ note: now = "" }) => ({
      note: now.trimStart().startsWith(sent) ? now.trimStart().slice(sent.length).trimStart() : now,
    }));
  });
  const [isSending, setSending] = useState(false);
  const sendReply = useOnce(async (send: OpinionBoxesProps["onReply"]): Promise<void> => {
    if (reply.trim() === "") return;
    setSending(true);
    if (await send({ text: reply.trim(), listPublicly: isListed, seen: begunOn }))
      change(() => ({ reply: undefined, seen: undefined, listed: undefined }));
    setSending(false);
  });
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
            <TextArea {...labelled} value={note} onChange={(event) => change(() => ({ note: event.target.value }))} />
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
            <TextArea
              {...labelled}
              ref={replyRef}
              value={reply}
              readOnly={isSending}
              onChange={(event) => setReply(event.target.value)}
            />
            <footer>
              <label className="row meta">
                <input
                  className="check"
                  type="checkbox"
                  checked={isListed}
                  onChange={(event) => change(() => ({ listed: event.target.checked }))}
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

type DraftChange = (now: Partial<OpinionDraft>) => Partial<OpinionDraft>;

/**
 * What the colleague has begun under this opinion, kept at each key. @returns null until it is read; a change names the
 * fields that it touches
 */
function useOpinionDraft(id: string): readonly [OpinionDraft | null, (change: DraftChange) => void] {
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  const [draft, setDraft] = useState<OpinionDraft | null>(null);
  /** The newest, also between two drawings; before that of last time is read only what was typed. */
  const latest = useRef<{ isRead: boolean; draft: Partial<OpinionDraft> }>({ isRead: false, draft: {} });
  const show = useCallback((next: OpinionDraft): void => {
    latest.current = { isRead: true, draft: next };
    setDraft(next);
  }, []);
  useEffect(() => {
    let isHere = true;
    void readDraft(db, id, staff).then((kept) => {
      const { draft: typed } = latest.current;
      if (!isHere) return;
      const whole = joinDrafts(kept, typed);
      show(whole);
      if (Object.keys(typed).length > 0) void keepOpinionDraft(db, id, staff, whole);
    });
    return () => {
      isHere = false;
      latest.current = { isRead: false, draft: {} };
      setDraft(null);
    };
  }, [db, id, staff, show]);
  const change = (by: DraftChange): void => {
    const { isRead, draft: now } = latest.current;
    const next = { ...now, ...by(now) };
    latest.current = { isRead, draft: next };
    setDraft({ note: "", ...next });
    if (isRead) void keepOpinionDraft(db, id, staff, { note: "", ...next });
  };
  return [draft, change];
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
        <span className="meta">{hint}</span>
      </header>
      {children({ "aria-labelledby": id, rows: 4 })}
    </form>
  );
}
