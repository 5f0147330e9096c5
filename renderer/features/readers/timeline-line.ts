/** What an event of the timeline says, in the words of the screen: for drawing it and for finding it. */
import { BookOpen, CheckCheck, DoorOpen, FileDown, Handshake, type LucideIcon, MessageSquareText } from "lucide-react";
import { useMemo } from "react";
import { dueDay, isOpinionLate } from "#shared/model/feedback.ts";
import { isTaskLate } from "#shared/model/task.ts";
import { codeName, type House } from "../../db/read-house.ts";
import type { TogetherOf } from "../../desk-services/use-together.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Locale } from "../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { iconOfChannel } from "../../ui/channel-icon.ts";
import { resultText, wayText } from "../../words/contact-words.ts";
import { taskHolder, taskText } from "../../words/things-named.ts";
import type { TimelineItem } from "./timeline.ts";

export interface Line {
  readonly icon: LucideIcon;
  readonly tone?: "accent" | "warn";
  readonly kind: string;
  readonly title: string;
  readonly late?: string | undefined;
  readonly text: string;
  readonly more: readonly string[];
  readonly tags: readonly string[];
  readonly side: readonly string[];
  readonly editable: boolean;
}

const texts = (...parts: readonly (string | undefined | false)[]): readonly string[] =>
  parts.filter((part) => typeof part === "string" && part !== "") as readonly string[]; // filtered to texts

export interface LineWords {
  readonly t: Translate;
  readonly locale: Locale;
  readonly format: Format;
  readonly house: House;
  readonly today: string;
  readonly together: TogetherOf;
}

/** @param together on paper, which the reader takes along, nobody else is named */
export function useLineWords(house: House, today: string, together: TogetherOf = nobodyNamed): LineWords {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  return useMemo(() => ({ t, locale, format, house, today, together }), [t, locale, format, house, today, together]);
}

const nobodyNamed: TogetherOf = () => undefined;

export function timelineLine(item: TimelineItem, { t, locale, format, house, today, together }: LineWords): Line {
  const staff = (id: string | undefined): string | undefined => (id === undefined ? undefined : house.staff.get(id));
  switch (item.tag) {
    case "interaction": {
      const { row } = item;
      const { channel } = item;
      const way = channel === undefined ? undefined : wayText(channel, row.direction, t);
      const outcome = resultText(row, t);
      // who calls has asked nothing that is answered: it says what came of it
      const isAnswer = row.direction !== "out" || row.question !== undefined;
      const answer = isAnswer && row.answer !== undefined ? t("readers.answered", { answer: row.answer }) : row.answer;
      return {
        icon: item.channel === undefined ? DoorOpen : iconOfChannel(item.channel),
        kind: !item.tookPart
          ? (way ?? "")
          : way === undefined
            ? t("readers.took-part-only")
            : t("readers.took-part", { channel: way }),
        title:
          row.purpose === undefined ? t("words.kind.interaction") : codeName(house, "purpose", row.purpose, locale),
        text: texts(texts(row.question, answer).join(" "), row.direction === "out" && outcome).join(" · "),
        more: texts(
          row.direction !== "out" && outcome && `${t("words.interaction.outcome")} · ${outcome}`,
          row.callerCheck && `${t("words.interaction.callerCheck")} · ${t(`words.caller-check.${row.callerCheck}`)}`,
          row.referredTo && `${t("words.interaction.referredTo")} · ${row.referredTo}`,
          row.effort !== undefined && `${t("words.interaction.effort")} · ${row.effort}`,
          row.branch && `${t("words.interaction.branch")} · ${house.branches.get(row.branch) ?? ""}`,
        ),
        tags: row.tags ?? [],
        side: texts(
          (row.count ?? 1) > 1 && `×${row.count ?? 1}`,
          item.participants > 0 &&
            ((item.tookPart ? undefined : together(row.id)) ?? t("readers.with-others", { count: item.participants })),
          row.minutes !== undefined && t("readers.minutes", { minutes: row.minutes }),
          staff(row.staff),
        ),
        editable: true,
      };
    }
    case "opinion": {
      const { row } = item;
      const due = dueDay(row);
      return {
        icon: MessageSquareText,
        tone: "warn",
        kind: row.type === undefined ? t("words.kind.feedback") : t(`words.opinion.${row.type}`),
        title: row.title ?? (row.text ?? "").slice(0, 40),
        late: due !== undefined && isOpinionLate(row, today) ? t("readers.late-since", { day: due }) : undefined,
        text: texts(
          row.registerNo,
          row.status && t(`words.status.${row.status}`),
          row.owner && t("readers.owned-by", { name: staff(row.owner) ?? "" }),
        ).join(" · "),
        more: texts(row.text, row.publicReply && t("readers.replied", { reply: row.publicReply })),
        tags: row.tags ?? [],
        side: texts(staff(row.firstAsked)),
        editable: true,
      };
    }
    case "task": {
      const { row } = item;
      const promise = row.promisedTo !== undefined;
      const holder = taskHolder(row, house, t);
      return {
        icon: row.done === undefined ? Handshake : CheckCheck,
        tone: "accent",
        kind: t(promise ? "words.kind.promise" : "words.kind.task"),
        title: taskText(row, t),
        late: row.due !== undefined && isTaskLate(row, today) ? t("readers.late-since", { day: row.due }) : undefined,
        text:
          row.done === undefined
            ? row.due === undefined
              ? ""
              : t("readers.due", { day: row.due })
            : t("readers.done-on", { day: format.day(row.done) }),
        more: [],
        tags: [],
        side: texts(holder && t("readers.waiting-for", { name: holder })),
        editable: row.done === undefined,
      };
    }
    case "use":
      return {
        icon: BookOpen,
        kind: t("words.kind.activity"),
        title: item.counts
          .map(([kind, count]) => t("readers.use-count", { kind: t(`words.activity.${kind}`), count }))
          .join(" · "),
        text: "",
        more: [],
        tags: [],
        side: [],
        editable: false,
      };
    case "import":
      return {
        icon: FileDown,
        kind: t("readers.import"),
        title: item.file === undefined ? t("readers.imported") : t("readers.imported-from", { file: item.file }),
        text: "",
        more: [],
        tags: [],
        side: [],
        editable: false,
      };
  }
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Whether every word of what is looked for stands somewhere in the event. Protected parts are masked and not found. */
export function saysAll({ kind, title, text, more, tags, side }: Line, sought: string): boolean {
  const said = plain([kind, title, text, ...more, ...tags.map((tag) => `#${tag}`), ...side].join("\n"));
  return plain(sought)
    .split(/\s+/)
    .every((word) => said.includes(word));
}
