/**
 * Decides about a request before anything is read or done. Refused: another Host than our own (a rebound
 * name), a foreign Origin, no token, and every method but reading files and `POST /call`. Nothing is
 * changed by a GET, and no answer ever allows another origin.
 */
import type { IncomingHttpHeaders } from "node:http";
import { CALL_PATH } from "#shared/host/envelope.ts";
import { ALIVE_PATH } from "../services/second-start.ts";
import type { LaunchAccess } from "./launch-access.ts";

export interface RequestHead {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export type Verdict =
  | { readonly act: "file"; readonly pathname: string; readonly setCookie: boolean; readonly bodyWanted: boolean }
  | { readonly act: "call" }
  | { readonly act: "alive" }
  | { readonly act: "refuse"; readonly status: number; readonly sentence: string };

const refuse = (status: number, sentence: string): Verdict => ({ act: "refuse", status, sentence });

export function judge({ method, url, headers }: RequestHead, access: LaunchAccess): Verdict {
  if (headers.host !== new URL(access.origin).host) return refuse(403, "This address is not Reader Desk's own.");
  if (headers.origin !== undefined && headers.origin !== access.origin) return refuse(403, "Another page may not talk to Reader Desk.");
  const target = parseTarget(url, access.origin);
  if (target === null) return refuse(400, "This is not an address.");

  if (target.pathname === CALL_PATH) {
    if (method !== "POST") return refuse(405, "Calls are posted.");
    if (headers.origin === undefined) return refuse(403, "A call names its origin.");
    if (!access.hasCookie(headers.cookie)) return refuse(403, OPEN_ANEW);
    if (!/^application\/json(;|$)/i.test(headers["content-type"] ?? "")) return refuse(415, "Calls are JSON.");
    return { act: "call" };
  }
  if (method !== "GET" && method !== "HEAD") return refuse(405, "Only reading is possible here.");
  const token = target.searchParams.get("token");
  if (target.pathname === ALIVE_PATH) return access.opens(token) ? { act: "alive" } : refuse(403, OPEN_ANEW);
  const first = target.pathname === "/" && access.opens(token);
  if (!first && !access.hasCookie(headers.cookie)) return refuse(403, OPEN_ANEW);
  return { act: "file", pathname: target.pathname, setCookie: first, bodyWanted: method === "GET" };
}

const OPEN_ANEW = "Reader Desk was started anew, or this is another browser. Open the address that Reader Desk printed when it started.";

/** Only paths: an absolute form would name a host of its own. */
function parseTarget(url: string, origin: string): URL | null {
  if (!url.startsWith("/") || url.startsWith("//")) return null;
  try {
    return new URL(url, origin);
  } catch {
    return null;
  }
}
