/** The pages of the readers' module, in the head of each of them. */
import { useLocation } from "wouter";
import { useT } from "../../i18n/use-t.ts";
import { PageTabs } from "../../ui/page-tabs.tsx";
import { ALL_READERS } from "./list/list-filter.ts";

const PAGES = {
  all: ALL_READERS,
  segments: "/readers/segments",
  duplicates: "/readers/duplicates",
  care: "/readers/care",
} as const;
type ReaderPage = keyof typeof PAGES;

interface ReaderPagesProps {
  readonly current: ReaderPage;
  /** Likely duplicates that wait; absent where nobody has looked. */
  readonly waiting?: number | undefined;
}

export function ReaderPages({ current, waiting }: ReaderPagesProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const page = (id: ReaderPage) => ({ href: PAGES[id], label: t(`readers.page-${id}`), isCurrent: id === current });
  return (
    <PageTabs
      label={t("readers.pages")}
      tabs={[
        page("all"),
        page("segments"),
        page("care"),
        { ...page("duplicates"), ...(waiting !== undefined && { count: waiting }) },
      ]}
      onGo={navigate}
    />
  );
}
