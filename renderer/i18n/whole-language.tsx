/** Draws what it holds once the language has every sentence of it; until then the suspense around it shows. */
import { type ReactNode, use } from "react";
import { useSpoken } from "./i18n-provider.tsx";

/** A promise that React need not wait for. */
const HERE = Object.assign(Promise.resolve(), { status: "fulfilled" as const, value: undefined });

export function WholeLanguage({ children }: { children: ReactNode }) {
  // asked always: React draws again what it had begun, and the sentences may have come meanwhile
  use(useSpoken().i18n.screens() ?? HERE);
  return children;
}
