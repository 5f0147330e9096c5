/** What is asked at a desk, and what is answered. One line each: question → answer; an empty answer was not noted. */
import type { Purpose } from "../model/purpose.ts";

type Asked = readonly (readonly [question: string, answer: string])[];
export type ContactTexts = Readonly<Record<Exclude<Purpose, "complaint" | "suggestion" | "praise">, Asked>>;

export const lines = (text: string): Asked =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [question = "", answer = ""] = line.split("→").map((part) => part.trim());
      return [question, answer] as const;
    });
