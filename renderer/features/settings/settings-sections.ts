/** The sections of the settings, in order, with the words that find them. */
import { RULES } from "#shared/rules/rule.ts";
import { AppearanceSection } from "./appearance-section.tsx";
import { BackupsSection } from "./backups-section.tsx";
import { BranchesSection } from "./branches/branches-section.tsx";
import { CalendarSection } from "./calendar/calendar-section.tsx";
import { DeadlinesSection } from "./calendar/deadlines-section.tsx";
import { WeekSection } from "./calendar/week-section.tsx";
import { CodeListsSection } from "./code-lists-section.tsx";
import { ColleaguesSection } from "./colleagues/colleagues-section.tsx";
import { DeskSection } from "./desk-section.tsx";
import { DiagnosticsSection } from "./diagnostics-section.tsx";
import { KeysSection } from "./keys-section.tsx";
import { LibrarySection } from "./library-section.tsx";
import { PopulationSection } from "./population-section.tsx";
import { PresetsSection } from "./presets-section.tsx";
import { RefreshSection } from "./refresh-section.tsx";
import { RulesSection } from "./rules/rules-section.tsx";
import { ScannerSection } from "./scanner-section.tsx";
import { SensitiveSection } from "./sensitive-section.tsx";
import type { Section } from "./settings-search.ts";
import { TemplatesSection } from "./templates/templates-section.tsx";
import { TrailSection } from "./trail-section.tsx";
import { ValueSection } from "./value-section.tsx";

export const SETTINGS_SECTIONS: readonly Section[] = [
  {
    id: "appearance",
    title: "settings.appearance",
    scope: "device",
    labels: ["settings.language", "settings.theme", "settings.density", "settings.zoom"],
    Content: AppearanceSection,
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
    Content: DeskSection,
  },
  {
    id: "scanner",
    title: "settings.scanner",
    scope: "device",
    labels: ["settings.scanner-test", "settings.scanner-gap", "settings.scanner-prefix", "settings.scanner-suffix"],
    Content: ScannerSection,
  },
  { id: "keys", title: "settings.keys", scope: "device", labels: ["settings.single-keys"], Content: KeysSection },
  {
    id: "backups",
    title: "settings.backups",
    scope: "device",
    labels: ["settings.backups-no-second"],
    Content: BackupsSection,
  },
  {
    id: "refresh",
    title: "settings.refresh",
    scope: "device",
    labels: ["settings.refresh-itself"],
    Content: RefreshSection,
  },
  { id: "diagnostics", title: "settings.diagnostics", scope: "device", labels: [], Content: DiagnosticsSection },
  { id: "trail", title: "settings.trail", scope: "device", labels: ["settings.trail-no-code"], Content: TrailSection },
  {
    id: "library",
    title: "settings.library",
    scope: "library",
    labels: ["settings.library-name", "settings.emergency-contact", "settings.code-place", "settings.jurisdiction"],
    Content: LibrarySection,
  },
  {
    id: "branches",
    title: "settings.branches",
    scope: "library",
    labels: ["settings.branch-name", "settings.branch-code"],
    Content: BranchesSection,
  },
  {
    id: "week",
    title: "calendar.week",
    scope: "library",
    labels: ["calendar.week-open", "calendar.week-works"],
    Content: WeekSection,
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
    ],
    Content: CalendarSection,
    isWide: true,
  },
  {
    id: "deadlines",
    title: "settings.deadlines",
    scope: "library",
    labels: ["settings.deadlines-none"],
    Content: DeadlinesSection,
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
    ],
    Content: ValueSection,
  },
  {
    id: "rules",
    title: "rules.title",
    scope: "library",
    labels: RULES.map((rule) => `rules.name-${rule}` as const),
    Content: RulesSection,
  },
  {
    id: "population",
    title: "settings.population",
    scope: "library",
    labels: ["settings.population-community"],
    Content: PopulationSection,
  },
  {
    id: "sensitive",
    title: "settings.sensitive",
    scope: "library",
    labels: ["settings.sensitive-class"],
    Content: SensitiveSection,
  },
  {
    id: "templates",
    title: "settings.templates",
    scope: "library",
    labels: ["settings.templates-reply", "settings.templates-task"],
    Content: TemplatesSection,
  },
  { id: "presets", title: "settings.presets", scope: "library", isOpen: true, labels: [], Content: PresetsSection },
  {
    id: "colleagues",
    title: "settings.colleagues",
    scope: "library",
    isOpen: true,
    labels: ["settings.colleague-name", "settings.colleague-initials"],
    Content: ColleaguesSection,
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
    Content: CodeListsSection,
  },
];
