/** Finds sections by their title or by any of the settings in them. */
import type { ComponentType } from "react";
import type { Translate } from "../../i18n/i18n.ts";
import type { MessageId } from "../../i18n/message-id.ts";

export interface Section {
  readonly id: string;
  readonly title: MessageId;
  /** Kept on this computer, or shared by sync. */
  readonly scope: "device" | "library";
  /** The settings in it, for the search. */
  readonly labels: readonly MessageId[];
  readonly Content: ComponentType;
  /** Of the whole library, and yet changed by everybody, at least in part. */
  readonly isOpen?: true;
  /** Needs the whole width. */
  readonly isWide?: true;
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

export function findSections(sections: readonly Section[], text: string, t: Translate): readonly Section[] {
  const wanted = fold(text);
  if (wanted === "") return sections;
  return sections.filter(({ title, labels }) => [title, ...labels].some((id) => fold(t(id)).includes(wanted)));
}
