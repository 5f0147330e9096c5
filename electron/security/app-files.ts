/**
 * Answers `app://reader-desk/…` from the built renderer and from nowhere else. Every answer, refusals
 * too, carries the security headers; a path that leaves the folder, by dots or by a link, is missing.
 */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { SECURITY_HEADERS } from "./csp.ts";
import { isOwnUrl } from "./own-origin.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

const answer = (status: number, body: Uint8Array | null, type = "text/plain; charset=utf-8"): Response => new Response(body, { status, headers: { ...SECURITY_HEADERS, "Content-Type": type } });

/** The path below the root, or null when it is none. */
function relativePath(url: string): string | null {
  if (!isOwnUrl(url)) return null;
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    if (/[\\\0:]/.test(path) || path.split("/").includes("..")) return null;
    return path.endsWith("/") || path === "" ? `${path}/index.html` : path;
  } catch {
    return null;
  }
}

/** @param root the folder of the built renderer, made absolute by the caller */
export async function answerFromFolder(root: string, method: string, url: string): Promise<Response> {
  if (method !== "GET" && method !== "HEAD") return answer(405, null);
  const path = relativePath(url);
  if (path === null) return answer(404, null);
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) return answer(404, null);
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, path));
    if (!file.startsWith(base + sep)) return answer(404, null);
    return answer(200, method === "HEAD" ? null : new Uint8Array(await readFile(file)), type);
  } catch {
    return answer(404, null);
  }
}
