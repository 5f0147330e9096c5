/** Tells our own pages from everything else, by parsed URLs: prefixes of strings prove nothing. */
import { HOST, SCHEME } from "../app-identity.ts";

const parse = (url: string): URL | null => {
  try {
    return new URL(url);
  } catch {
    return null;
  }
};

/** `app://reader-desk/…`, without user, password or port. */
export function isOwnUrl(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${SCHEME}:` &&
    parsed.host === HOST &&
    parsed.username === "" &&
    parsed.password === ""
  );
}

/**
 * What may be requested at all: our files, and what the page made itself. `devtools:` serves the
 * developer tools, which a packaged program has not.
 */
export function isLocalRequest(url: string, devTools: boolean): boolean {
  if (isOwnUrl(url)) return true;
  const parsed = parse(url);
  if (parsed === null) return false;
  if (parsed.protocol === "blob:") return isOwnUrl(parsed.pathname);
  return parsed.protocol === "data:" || (devTools && parsed.protocol === "devtools:");
}
