/**
 * What readers said, and what the library answered. type | topic | title | text | reply | public reply (suggestions).
 */
import type { FeedbackType } from "../model/feedback.ts";

export interface OpinionText {
  readonly type: FeedbackType;
  readonly topic: string;
  readonly title: string;
  readonly text: string;
  readonly reply: string;
  readonly publicReply?: string;
}

/** The same matter is often brought up by others, in words of their own before and after. */
export type SaidAgain = Readonly<
  Record<"complaint" | "suggestion", { readonly before: readonly string[]; readonly after: readonly string[] }>
>;

const TYPES: Readonly<Record<string, FeedbackType>> = {
  投诉: "complaint",
  建议: "suggestion",
  表扬: "praise",
  咨询: "question",
  个人信息: "personal-information",
  申訴: "complaint",
  建議: "suggestion",
  讚美: "praise",
  諮詢: "question",
  個人資料: "personal-information",
};

export const opinionTexts = (text: string): readonly OpinionText[] =>
  text
    .trim()
    .split("\n")
    .map((line): OpinionText => {
      const [type = "", topic = "other", title = "", said = "", reply = "", publicReply] = line.split("|");
      return {
        type: TYPES[type] ?? "suggestion",
        topic,
        title,
        text: said,
        reply,
        ...(publicReply !== undefined && { publicReply }),
      };
    });
