/** The list of the sections at the left: which one is being read, and the way to each. */
import { Monitor } from "lucide-react";
import { type RefObject, useCallback, useEffect, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import type { SectionWords } from "./section-words.ts";

interface SectionListProps {
  readonly sections: readonly SectionWords[];
  /** What scrolls. */
  readonly body: RefObject<HTMLElement | null>;
  /** The section that somebody came for. */
  readonly wanted: string | null;
}

/** A section is being read once its head is so near to the upper edge, in pixels. */
const NEAR = 40;

export function SectionList({ sections, body, wanted }: SectionListProps) {
  const t = useT();
  const [current, setCurrent] = useState(sections[0]?.id);
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    const look = (): void => {
      const edge = element.getBoundingClientRect().top + NEAR;
      const isAtEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
      const above = sections.filter(({ id }) => (headOf(id)?.getBoundingClientRect().top ?? edge) < edge);
      setCurrent((isAtEnd ? sections : above).at(-1)?.id ?? sections[0]?.id);
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [sections, body]);
  const go = useCallback(
    (id: string): void => {
      const head = headOf(id);
      const [section, element] = [head?.closest("section"), body.current];
      if (!head || !section || element === null) return;
      // in a narrow window it is not this part that scrolls; where it is, a section brought into view takes the frame along
      if (element.scrollHeight <= element.clientHeight) section.scrollIntoView({ block: "start" });
      else element.scrollTop += section.getBoundingClientRect().top - element.getBoundingClientRect().top;
      head.focus({ preventScroll: true });
      setCurrent(id);
    },
    [body],
  );
  useEffect(() => {
    if (wanted !== null) go(wanted);
  }, [wanted, go]);
  return (
    <nav className="settings-nav scroll" aria-label={t("settings.sections")}>
      <ul>
        {sections.map(({ id, title, scope }) => (
          <li key={id}>
            <button type="button" aria-current={id === current ? "true" : undefined} onClick={() => go(id)}>
              {t(title)}
              {scope === "device" && (
                <span
                  className="settings-nav-scope"
                  role="img"
                  aria-label={t("settings.this-computer")}
                  title={t("settings.this-computer")}
                >
                  <Icon icon={Monitor} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const headOf = (id: string): HTMLElement | null => document.getElementById(`settings-${id}`);
