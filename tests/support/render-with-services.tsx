/**
 * Mounts a component as the program would: real catalogues, one live region, toasts, and the services that
 * the test hands over. Ask by role and visible text.
 */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { type Services, ServicesProvider } from "../../renderer/db/services.ts";
import { createI18n } from "../../renderer/i18n/i18n.ts";
import { I18nProvider } from "../../renderer/i18n/i18n-provider.tsx";
import type { Language } from "../../renderer/i18n/locale.ts";
import { LiveRegionProvider } from "../../renderer/ui/live-region.tsx";
import { ToastProvider } from "../../renderer/ui/toast.tsx";
import "../../renderer/styles/index.css";

export interface RenderOptions {
  readonly language?: Language;
  /** Only what the component uses; the rest is missed loudly. */
  readonly services?: Partial<Services>;
}

export async function renderWithServices(children: ReactNode, { language = "zh-CN", services }: RenderOptions = {}): Promise<RenderResult> {
  const i18n = await createI18n(language);
  // a test names the services that it needs; a missing one throws on first use
  const given = services as Services | undefined;
  return render(
    <CSPProvider disableStyleElements>
      <I18nProvider initial={i18n}>
        <LiveRegionProvider>
          <ToastProvider>{given === undefined ? children : <ServicesProvider value={given}>{children}</ServicesProvider>}</ToastProvider>
        </LiveRegionProvider>
      </I18nProvider>
    </CSPProvider>,
  );
}
