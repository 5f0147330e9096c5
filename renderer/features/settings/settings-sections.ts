/** What stands in each section of the settings. */
import type { ComponentType } from "react";
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
import { SECTION_WORDS, type SectionWords } from "./section-words.ts";
import { SensitiveSection } from "./sensitive-section.tsx";
import { TemplatesSection } from "./templates/templates-section.tsx";
import { TrailSection } from "./trail-section.tsx";
import { ValueSection } from "./value-section.tsx";

export interface Section extends SectionWords {
  readonly Content: ComponentType;
}

const CONTENTS: Readonly<Record<(typeof SECTION_WORDS)[number]["id"], ComponentType>> = {
  appearance: AppearanceSection,
  desk: DeskSection,
  scanner: ScannerSection,
  keys: KeysSection,
  presets: PresetsSection,
  backups: BackupsSection,
  refresh: RefreshSection,
  diagnostics: DiagnosticsSection,
  trail: TrailSection,
  library: LibrarySection,
  branches: BranchesSection,
  week: WeekSection,
  calendar: CalendarSection,
  deadlines: DeadlinesSection,
  value: ValueSection,
  rules: RulesSection,
  population: PopulationSection,
  sensitive: SensitiveSection,
  templates: TemplatesSection,
  colleagues: ColleaguesSection,
  "code-lists": CodeListsSection,
};

export const SETTINGS_SECTIONS: readonly Section[] = SECTION_WORDS.map((words) => ({
  ...words,
  Content: CONTENTS[words.id],
}));
