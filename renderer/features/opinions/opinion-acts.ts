/**
 * What can be done to the opinions that are meant: the selected ones, else the one under the list's cursor.
 * Each act is one command with one undo, however many rows it touches.
 */
import {
  type FeedbackStatus,
  type FeedbackType,
  isUntold,
  type OrderStep,
  type PRIORITIES,
} from "#shared/model/feedback.ts";
import { isPromise } from "#shared/model/task.ts";
import { useAct } from "../../acts/use-acts.ts";
import type { Change } from "../../db/write/changes.ts";
import { useServices } from "../../desk-services/services.ts";
import type { MessageId, Said } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { ratingText } from "../../words/ratings.ts";
import {
  addNote,
  answer,
  answerAndClose,
  assign,
  closable,
  close,
  type Ending,
  type EnteredOrderStep,
  enterOrderStep,
  giveBack,
  isUnanswered,
  type OpenedPapers,
  type Papers,
  type Reply,
  returnable,
  setDepartment,
  setDue,
  setNoReply,
  setPapers,
  setPriority,
  setSatisfaction,
  setStatus,
  setTopic,
  setType,
  snooze,
  toggleTag,
  told,
} from "./opinion-changes.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { titlesOf } from "./opinion-words.ts";

export type Pick =
  | "assign"
  | "status"
  | "priority"
  | "tag"
  | "snooze"
  | "due"
  | "type"
  | "topic"
  | "satisfaction"
  | "department";

/** What a dialog asks for. */
export type OpinionAsked = Pick | "papers" | { readonly step: OrderStep | "which" } | EndingAsked;

export interface OpinionActs {
  readonly ask: (asked: OpinionAsked) => void;
  readonly assign: (owner: string, name: string) => Promise<boolean>;
  /** Asks first, for a reason that nobody has to give. */
  readonly giveBack: () => void;
  readonly status: (status: FeedbackStatus) => Promise<boolean>;
  readonly priority: (priority: (typeof PRIORITIES)[number]) => Promise<boolean>;
  readonly tag: (tag: string) => Promise<boolean>;
  readonly snooze: (until: string | null) => Promise<boolean>;
  readonly due: (day: string | null) => Promise<boolean>;
  readonly type: (type: FeedbackType) => Promise<boolean>;
  /** @param name as it is said afterwards */
  readonly topic: (code: string | null, name: string) => Promise<boolean>;
  /** With the handling, 1 to 5. */
  readonly satisfaction: (rating: number | null) => Promise<boolean>;
  /** @param name as it is said afterwards */
  readonly department: (code: string | null, name: string) => Promise<boolean>;
  readonly papers: (opened: OpenedPapers, papers: Papers) => Promise<boolean>;
  /** Whether whoever said it wants to hear of it; with what was promised about it. */
  readonly replyWanted: (isWanted: boolean) => Promise<boolean>;
  /** Of the opinion that is read. @param name as it is said afterwards */
  readonly orderStep: (entered: EnteredOrderStep, name: string) => Promise<boolean>;
  /** False also where it asks first, or where nobody wants to be told. */
  readonly told: () => Promise<boolean>;
  /** False also where it asks first, or where a suggestion still lacks its public reply. */
  readonly close: () => Promise<boolean>;
  /** What was asked about, as a person has decided it. */
  readonly end: (asked: EndingAsked, ending: Ending) => Promise<boolean>;
  readonly addNote: (text: string) => Promise<boolean>;
  readonly reply: (reply: Reply) => Promise<boolean>;
  readonly replyAndClose: (reply: Reply) => Promise<boolean>;
}

/** An act that says first what it will touch. */
export interface EndingAsked {
  readonly act: "close" | "told" | "return";
  /** As they stood when the key was pressed: no other will be touched. */
  readonly rows: readonly OpinionRow[];
  /** Of those meant, suggestions that stay open, because their public reply is missing. */
  readonly left: number;
}

export interface ActsOn {
  readonly targets: readonly OpinionRow[];
  readonly active: OpinionRow | undefined;
  readonly staff: string | undefined;
  readonly onAsk: (asked: OpinionAsked) => void;
  /** A suggestion cannot be closed before it has its public reply. */
  readonly onReplyWanted: () => void;
  /** A box has been emptied: the keys belong to the list again. */
  readonly onSent: () => void;
}

export function useOpinionActs({ targets, active, staff, onAsk, onReplyWanted, onSent }: ActsOn): OpinionActs {
  const act = useAct();
  const { clock, db } = useServices();
  const { show } = useToasts();
  const t = useT();
  const actor = () => ({ now: clock.now(), staff });
  const what = titlesOf(targets, t);
  /** What is meant is what is read. */
  const isShown = targets.length === 1 && targets[0]?.id === active?.id;

  const run = (
    command: string,
    changes: readonly Change[],
    id: MessageId,
    values: NonNullable<Said["values"]> = {},
  ): Promise<boolean> =>
    changes.length === 0
      ? Promise.resolve(false)
      : act({ command, changes, said: { id, values: { what, ...values } } });

  const send = async (
    command: string,
    change: (row: OpinionRow) => readonly Change[],
    id: MessageId,
  ): Promise<boolean> => {
    // into a box is written of what is read, whatever is selected
    const saved = active !== undefined && (await run(command, change(active), id, { what: titlesOf([active], t) }));
    if (saved) onSent();
    return saved;
  };

  const setSteps = async (status: FeedbackStatus): Promise<boolean> => {
    if (status === "closed") return closeAll();
    return run("feedback.status", setStatus(targets, status, actor()), "opinions.did-status", {
      status: t(`words.status.${status}`),
    });
  };
  /** Asks first where more is meant than the opinion that is read, or where the reader lacks an answer, or its news. */
  const closeAll = async (): Promise<boolean> => {
    const open = targets.filter((row) => row.status !== "closed");
    const rows = closable(open);
    if (rows.length === 0) {
      if (open.length > 0) {
        show({ text: t("opinions.close-needs-reply"), tone: "failed" });
        onReplyWanted();
      } else if (targets.length > 0) show({ text: t("opinions.closed-already", { what }) });
      return false;
    }
    if (isShown && !rows.some((row) => isUnanswered(row) || isUntold(row)))
      return run("feedback.close", close(rows, { by: "library" }, actor()), "opinions.did-close");
    onAsk({ act: "close", rows, left: open.length - rows.length });
    return false;
  };
  const end = ({ act: which, rows, left }: EndingAsked, ending: Ending): Promise<boolean> => {
    const values = { what: titlesOf(rows, t) };
    if (which === "return")
      return run("feedback.assign", giveBack(rows, ending.reason ?? "", actor()), "opinions.did-unassign", values);
    if (which === "told") return run("feedback.told", told(rows, actor()), "opinions.did-tell", values);
    const changes = close(rows, ending, actor());
    return left === 0
      ? run("feedback.close", changes, "opinions.did-close", values)
      : run("feedback.close", changes, "opinions.did-close-some", { count: rows.length, left });
  };
  const tellAll = async (): Promise<boolean> => {
    const rows = targets.filter(({ noReply }) => noReply !== true);
    if (rows.length === 0 && targets.length > 0) show({ text: t("opinions.nobody-to-tell") });
    if (isShown || rows.length === 0) return run("feedback.told", told(rows, actor()), "opinions.did-tell");
    onAsk({ act: "told", rows, left: 0 });
    return false;
  };
  const wantReply = async (isWanted: boolean): Promise<boolean> => {
    const ids = targets.map(({ id }) => id);
    const about = await db.task.where("about.id").anyOf(ids).toArray();
    const promises = about.filter((task) => task.gone !== 1 && task.done === undefined && isPromise(task));
    return run(
      "feedback.reply-wanted",
      setNoReply(targets, promises, isWanted),
      isWanted ? "opinions.did-want-reply" : "opinions.did-no-reply",
    );
  };

  return {
    ask: onAsk,
    assign: (owner, name) =>
      run("feedback.assign", assign(targets, owner, actor()), "opinions.did-assign", { colleague: name }),
    giveBack: () => {
      const rows = returnable(targets);
      if (rows.length > 0) onAsk({ act: "return", rows, left: 0 });
    },
    status: setSteps,
    priority: (priority) =>
      run("feedback.priority", setPriority(targets, priority), "opinions.did-priority", {
        priority: t(`words.priority.${priority}`),
      }),
    tag: (tag) => run("feedback.tag", toggleTag(targets, tag), "opinions.did-tag", { tag }),
    snooze: (until) =>
      run(
        until === null ? "feedback.wake" : "feedback.snooze",
        snooze(targets, until),
        until === null ? "opinions.did-wake" : "opinions.did-snooze",
        {
          day: until ?? "",
        },
      ),
    due: (day) =>
      run("feedback.due", setDue(targets, day), day === null ? "opinions.did-no-due" : "opinions.did-due", {
        day: day ?? "",
      }),
    type: (type) =>
      run("feedback.type", setType(targets, type), "opinions.did-type", { type: t(`words.opinion.${type}`) }),
    department: (code, department) =>
      run(
        "feedback.department",
        setDepartment(targets, code, actor()),
        code === null ? "opinions.did-no-department" : "opinions.did-department",
        { department },
      ),
    topic: (code, topic) =>
      run("feedback.topic", setTopic(targets, code), code === null ? "opinions.did-no-topic" : "opinions.did-topic", {
        topic,
      }),
    satisfaction: (rating) =>
      rating === null
        ? run("feedback.satisfaction", setSatisfaction(targets, null), "opinions.did-no-satisfaction")
        : run("feedback.satisfaction", setSatisfaction(targets, rating), "opinions.did-satisfaction", {
            rating: ratingText(rating, t),
          }),
    papers: async (opened, papers) =>
      act({
        command: "feedback.papers",
        changes: setPapers(opened, papers),
        said: { id: "opinions.did-papers", values: { what: active === undefined ? what : titlesOf([active], t) } },
      }),
    replyWanted: wantReply,
    orderStep: async (entered, step) =>
      active !== undefined &&
      run(`feedback.order-${entered.step}`, enterOrderStep(active, entered, actor()), "opinions.did-order-step", {
        what: titlesOf([active], t),
        step,
      }),
    told: tellAll,
    close: closeAll,
    end,
    addNote: (text) => send("feedback.note", (row) => addNote(row.id, text, actor()), "opinions.did-note"),
    reply: (reply) => send("feedback.answer", (row) => answer(row, reply, actor()), "opinions.did-answer"),
    replyAndClose: (reply) =>
      send("feedback.answer", (row) => answerAndClose(row, reply, actor()), "opinions.did-answer-close"),
  };
}
