/**
 * Answers `app://reader-desk/…` from the built renderer and from nowhere else; every answer carries the security
 * headers, refusals too.
 */
import { readBuiltFile } from "./built-files.ts";
import { SECURITY_HEADERS } from "./csp.ts";
import { isOwnUrl } from "./own-origin.ts";

const answer = (status: number, body: Uint8Array<ArrayBuffer> | null, type = "text/plain; charset=utf-8"): Response =>
  new Response(body, { status, headers: { ...SECURITY_HEADERS, "Content-Type": type } });

/** @param root the folder of the built renderer, made absolute by the caller */
export async function answerFromFolder(root: string, method: string, url: string): Promise<Response> {
  if (method !== "GET" && method !== "HEAD") return answer(405, null);
  const file = isOwnUrl(url) ? await readBuiltFile(root, new URL(url).pathname) : null;
  if (file === null) return answer(404, null);
  return answer(200, method === "HEAD" ? null : file.bytes, file.type);
}
