/** Draws what it holds once the language has every sentence of it; until then the suspense around it shows. */
import { type ReactNode, use } from "react";
import { useSpoken } from "./i18n-provider.tsx";

export function WholeLanguage({ children }: { children: ReactNode }) {
  const coming = useSpoken().i18n.screens();
  if (coming !== null) use(coming);
  return children;
}
