/**
 * Settings: a search box over sections, each marked as belonging to this computer or to the whole library, with a list
 * of them at the left. Everything takes effect at once; there is no button to save.
 */
import { Building2, Monitor, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSearch } from "wouter";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Pill } from "../../ui/pill.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { OfRole } from "./of-role.tsx";
import { SectionList } from "./section-list.tsx";
import { findSections } from "./section-words.ts";
import { SETTINGS_SECTIONS } from "./settings-sections.ts";

export function SettingsScreen() {
  const t = useT();
  const [text, setText] = useState("");
  const head = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wanted = new URLSearchParams(useSearch()).get("section");
  useEffect(() => {
    if (wanted === null) takeFocus(head.current, "search");
  }, [wanted]);
  const found = findSections(SETTINGS_SECTIONS, text, t);
  return (
    <main id="main" className="work settings">
      <header ref={head} className="page-head">
        <h1>{t("settings.title")}</h1>
        <search className="settings-search row">
          <Icon icon={Search} />
          <TextInput
            type="search"
            aria-label={t("settings.search")}
            placeholder={t("settings.search")}
            defaultValue=""
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </search>
      </header>
      <SectionList sections={found} body={body} wanted={wanted} />
      <div ref={body} className="settings-body scroll">
        {found.length === 0 && <EmptyState>{t("settings.nothing-found")}</EmptyState>}
        {found.map(({ id, title, scope, isOpen, isLookedInto, Content, isWide }) => (
          <section
            key={id}
            className={classNames("settings-section", isWide && "settings-wide")}
            aria-labelledby={`settings-${id}`}
          >
            <header className="section-head">
              <h2 id={`settings-${id}`} tabIndex={-1}>
                {t(title)}
              </h2>
              <Pill tone="line" icon={scope === "device" ? Monitor : Building2}>
                {t(scope === "device" ? "settings.this-computer" : "settings.whole-library")}
              </Pill>
            </header>
            <OfRole
              right={scope === "library" && isOpen !== true ? "settings" : null}
              isLookedInto={isLookedInto === true}
            >
              <Content />
            </OfRole>
          </section>
        ))}
      </div>
    </main>
  );
}
