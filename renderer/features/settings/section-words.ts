/** The sections of the settings, in order, with the words that find them: without what stands in them, for the palette. */
import { RULES } from "#shared/rules/rule.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { MessageId } from "../../i18n/message-id.ts";

export interface SectionWords {
  readonly id: string;
  readonly title: MessageId;
  /** Kept on this computer, or shared by sync. */
  readonly scope: "device" | "library";
  /** The settings in it and what its buttons do, for the search. */
  readonly labels: readonly MessageId[];
  /** Of the whole library, and yet changed by everybody, at least in part. */
  readonly isOpen?: true;
  /** More can be looked at than stands there at once, also by those who may change nothing. */
  readonly isLookedInto?: true;
  /** Needs the whole width. */
  readonly isWide?: true;
}

export const SECTION_WORDS = [
  {
    id: "appearance",
    title: "settings.appearance",
    scope: "device",
    labels: ["settings.language", "settings.theme", "settings.density", "settings.zoom"],
  },
  {
    id: "desk",
    title: "settings.desk",
    scope: "device",
    labels: [
      "settings.desk-name",
      "settings.desk-letter",
      "settings.branch",
      "settings.desk-place",
      "settings.idle-lock",
    ],
  },
  {
    id: "scanner",
    title: "settings.scanner",
    scope: "device",
    labels: ["settings.scanner-test", "settings.scanner-gap", "settings.scanner-prefix", "settings.scanner-suffix"],
  },
  { id: "keys", title: "settings.keys", scope: "device", labels: ["settings.single-keys"] },
  { id: "presets", title: "settings.presets", scope: "device", labels: ["settings.presets-reset"] },
  {
    id: "backups",
    title: "settings.backups",
    scope: "device",
    labels: ["settings.backups-no-second", "settings.backups-open"],
  },
  {
    id: "refresh",
    title: "settings.refresh",
    scope: "device",
    labels: ["settings.refresh-itself", "settings.refresh-open"],
  },
  { id: "diagnostics", title: "settings.diagnostics", scope: "device", labels: ["settings.diagnostics-show"] },
  { id: "trail", title: "settings.trail", scope: "device", labels: ["settings.trail-no-code"] },
  {
    id: "library",
    title: "settings.library",
    scope: "library",
    labels: [
      "settings.library-name",
      "settings.library-phone",
      "settings.emergency-contact",
      "settings.code-place",
      "settings.jurisdiction",
    ],
  },
  {
    id: "branches",
    title: "settings.branches",
    scope: "library",
    labels: ["settings.branch-name", "settings.branch-code", "settings.branch-add"],
  },
  {
    id: "week",
    title: "calendar.week",
    scope: "library",
    labels: ["calendar.week-open", "calendar.week-works"],
    isLookedInto: true,
  },
  {
    id: "calendar",
    title: "calendar.title",
    scope: "library",
    labels: [
      "calendar.legend-closed",
      "calendar.legend-rest",
      "calendar.legend-work",
      "calendar.legend-away",
      "calendar.legend-open",
      "calendar.file-open",
    ],
    isWide: true,
    isLookedInto: true,
  },
  {
    id: "deadlines",
    title: "settings.deadlines",
    scope: "library",
    labels: ["settings.deadlines-none"],
  },
  {
    id: "value",
    title: "settings.value",
    scope: "library",
    labels: [
      "settings.value-scoring",
      "settings.value-cut-recency",
      "settings.value-cut-frequency",
      "settings.value-cut-value",
      "settings.value-default",
    ],
  },
  {
    id: "rules",
    title: "rules.title",
    scope: "library",
    labels: [...RULES.map((rule) => `rules.name-${rule}` as const), "rules.try"],
    isLookedInto: true,
  },
  {
    id: "population",
    title: "settings.population",
    scope: "library",
    labels: ["settings.population-community", "settings.population-add"],
    isLookedInto: true,
  },
  {
    id: "sensitive",
    title: "settings.sensitive",
    scope: "library",
    labels: ["settings.sensitive-class", "settings.sensitive-add", "settings.sensitive-default"],
  },
  {
    id: "templates",
    title: "settings.templates",
    scope: "library",
    labels: ["settings.templates-reply", "settings.templates-task", "settings.templates-add"],
    isLookedInto: true,
  },
  {
    id: "colleagues",
    title: "settings.colleagues",
    scope: "library",
    isOpen: true,
    labels: ["settings.colleague-name", "settings.colleague-initials", "settings.colleague-add", "settings.pin"],
  },
  {
    id: "code-lists",
    title: "settings.code-lists",
    scope: "library",
    labels: [
      "settings.list-category",
      "settings.list-topic",
      "settings.list-purpose",
      "settings.list-reason",
      "settings.list-source",
      "settings.list-department",
    ],
    isLookedInto: true,
  },
] as const satisfies readonly SectionWords[];

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** By their title, or by any of the settings and buttons in them. */
export function findSections<S extends SectionWords>(sections: readonly S[], text: string, t: Translate): readonly S[] {
  const wanted = fold(text);
  if (wanted === "") return sections;
  return sections.filter(({ title, labels }) => [title, ...labels].some((id) => fold(t(id)).includes(wanted)));
}
