/** Beside the timeline: consents, who looks after this reader, what they can give and need, and what interests them. */
import { useT } from "../../i18n/use-t.ts";
import { CareSection, type CareSectionProps } from "./record/care-section.tsx";
import { Consents } from "./record/consents.tsx";
import { InterestsSection } from "./record/interests-section.tsx";

export function ReaderPane(props: CareSectionProps) {
  const t = useT();
  const { view, belongings } = props;
  return (
    <aside className="pane scroll" aria-label={t("readers.pane")}>
      <Consents view={view} />
      <CareSection {...props} />
      <InterestsSection view={view} belongings={belongings} />
    </aside>
  );
}
