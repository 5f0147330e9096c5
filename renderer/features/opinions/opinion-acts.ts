/**
 * What can be done to the opinions that are meant: the selected ones, else the one under the list's cursor.
 * Each act is one command with one undo, however many rows it touches.
 */
import type { FeedbackStatus, FeedbackType, PRIORITIES } from "#shared/model/feedback.ts";
import { useAct } from "../../db/acts.ts";
import type { Change } from "../../db/changes.ts";
import { useServices } from "../../db/services.ts";
import type { MessageId, MessageValues } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/toast.tsx";
import {
  addNote,
  answer,
  assign,
  canClose,
  close,
  type OpenedPapers,
  type Papers,
  type Reply,
  setDue,
  setPapers,
  setPriority,
  setStatus,
  setTopic,
  setType,
  snooze,
  toggleTag,
  told,
} from "./opinion-changes.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { headline } from "./opinion-views.ts";

export type Pick = "assign" | "status" | "priority" | "tag" | "snooze" | "due" | "type" | "topic";

export interface OpinionActs {
  readonly pick: (which: Pick) => void;
  readonly assign: (owner: string | null, name: string) => Promise<boolean>;
  readonly status: (status: FeedbackStatus) => Promise<boolean>;
  readonly priority: (priority: (typeof PRIORITIES)[number]) => Promise<boolean>;
  readonly tag: (tag: string) => Promise<boolean>;
  readonly snooze: (until: string | null) => Promise<boolean>;
  readonly due: (day: string | null) => Promise<boolean>;
  readonly type: (type: FeedbackType) => Promise<boolean>;
  /** @param name as it is said afterwards */
  readonly topic: (code: string | null, name: string) => Promise<boolean>;
  readonly papers: (opened: OpenedPapers, papers: Papers) => Promise<boolean>;
  readonly told: () => Promise<boolean>;
  /** False also where a suggestion still lacks its public reply. */
  readonly close: () => Promise<boolean>;
  readonly addNote: (text: string) => Promise<boolean>;
  readonly reply: (reply: Reply) => Promise<boolean>;
}

export interface ActsOn {
  readonly targets: readonly OpinionRow[];
  readonly active: OpinionRow | undefined;
  readonly staff: string | undefined;
  readonly onPick: (which: Pick) => void;
  /** A suggestion cannot be closed before it has its public reply. */
  readonly onReplyWanted: () => void;
  /** A box has been emptied: the keys belong to the list again. */
  readonly onSent: () => void;
}

export function useOpinionActs({ targets, active, staff, onPick, onReplyWanted, onSent }: ActsOn): OpinionActs {
  const act = useAct();
  const { clock } = useServices();
  const { show } = useToasts();
  const t = useT();
  const actor = () => ({ now: clock.now(), staff });
  const what = targets.length === 1 && targets[0] !== undefined ? headline(targets[0]) : t("opinions.several", { count: targets.length });

  const run = (command: string, changes: readonly Change[], id: MessageId, values: MessageValues = {}): Promise<boolean> =>
    changes.length === 0 ? Promise.resolve(false) : act({ command, changes, said: { id, values: { what, ...values } } });

  const send = async (command: string, change: (row: OpinionRow) => readonly Change[], id: MessageId): Promise<boolean> => {
    const saved = active !== undefined && (await run(command, change(active), id));
    if (saved) onSent();
    return saved;
  };

  const setSteps = async (status: FeedbackStatus): Promise<boolean> => {
    if (status === "closed") return closeAll();
    return run("feedback.status", setStatus(targets, status, actor()), "opinions.did-status", { status: t(`words.status.${status}`) });
  };
  const closeAll = async (): Promise<boolean> => {
    const blocked = targets.filter((row) => !canClose(row));
    if (blocked.length === targets.length) {
      if (blocked.length > 0) {
        show({ text: t("opinions.close-needs-reply"), tone: "failed" });
        onReplyWanted();
      }
      return false;
    }
    return blocked.length === 0
      ? run("feedback.close", close(targets, actor()), "opinions.did-close")
      : run("feedback.close", close(targets, actor()), "opinions.did-close-some", { count: targets.length - blocked.length, left: blocked.length });
  };

  return {
    pick: onPick,
    assign: (owner, name) => run("feedback.assign", assign(targets, owner, actor()), owner === null ? "opinions.did-unassign" : "opinions.did-assign", { name }),
    status: setSteps,
    priority: (priority) => run("feedback.priority", setPriority(targets, priority), "opinions.did-priority", { priority: t(`words.priority.${priority}`) }),
    tag: (tag) => run("feedback.tag", toggleTag(targets, tag), "opinions.did-tag", { tag }),
    snooze: (until) => run("feedback.snooze", snooze(targets, until), until === null ? "opinions.did-wake" : "opinions.did-snooze", { day: until ?? "" }),
    due: (day) => run("feedback.due", setDue(targets, day), day === null ? "opinions.did-no-due" : "opinions.did-due", { day: day ?? "" }),
    type: (type) => run("feedback.type", setType(targets, type), "opinions.did-type", { type: t(`words.opinion.${type}`) }),
    topic: (code, topic) => run("feedback.topic", setTopic(targets, code), code === null ? "opinions.did-no-topic" : "opinions.did-topic", { topic }),
    papers: async (opened, papers) => act({ command: "feedback.papers", changes: setPapers(opened, papers), said: { id: "opinions.did-papers", values: { what } } }),
    told: () => run("feedback.told", told(targets, actor()), "opinions.did-tell"),
    close: closeAll,
    addNote: (text) => send("feedback.note", (row) => addNote(row.id, text, actor()), "opinions.did-note"),
    reply: (reply) => send("feedback.answer", (row) => answer(row, reply, actor()), "opinions.did-answer"),
  };
}
