/**
 * Elements inside a sentence. The message is made with a private-use character for each placeholder, then
 * cut at these characters; word order stays the translator's, and no text is ever read as markup.
 */
import { createElement, Fragment, type ReactNode } from "react";
import type { MessageValues } from "./message-id.ts";

const FIRST = 0xf0000;

export function fillNodes(
  nodes: Readonly<Record<string, ReactNode>>,
  sentence: (values: MessageValues) => string,
): ReactNode {
  const names = Object.keys(nodes);
  const marks = names.map((_, index) => String.fromCodePoint(FIRST + index));
  // numbers stay numbers: a plural needs them
  const values = names.map((name, index) => {
    const node = nodes[name];
    return [name, typeof node === "number" || typeof node === "string" ? node : (marks[index] ?? "")];
  });
  const parts = sentence(Object.fromEntries(values)).split(/([\u{F0000}-\u{F00FF}])/u);
  const filled = parts.map((part, index) => {
    const at = marks.indexOf(part);
    const name = names[at];
    return createElement(Fragment, { key: index }, name === undefined ? part : nodes[name]);
  });
  return createElement(Fragment, null, ...filled);
}
