/**
 * The pseudo-locale: English with accents, a third longer and in brackets. What shows without brackets
 * was never translated; what shows half a bracket is cut off.
 */
import type { CompiledMessage, CompiledMessageToken } from "@lingui/message-utils/compileMessage";

const PLAIN = "aceginorsuyzACEGINORSUYZ";
const ACCENTED = "áçéğîñóŕšûýžÁÇÉĞÎÑÓŔŠÛÝŽ";

const accent = (text: string): string =>
  Array.from(text, (letter) => {
    const at = PLAIN.indexOf(letter);
    return at < 0 ? letter : ACCENTED.charAt(at);
  }).join("");

const letters = (message: CompiledMessage): number =>
  message.reduce((sum, token) => sum + (typeof token === "string" ? token.length : 6), 0);

function accentToken(token: CompiledMessageToken): CompiledMessageToken {
  if (typeof token === "string") return accent(token);
  const [name, type, format] = token;
  if (
    type === undefined ||
    typeof format !== "object" ||
    format === null ||
    type === "number" ||
    type === "date" ||
    type === "time"
  )
    return token;
  const choices = Object.entries(format).map(([key, choice]) => [
    key,
    Array.isArray(choice) ? choice.map(accentToken) : choice,
  ]);
  return [name, type, Object.fromEntries(choices)];
}

export function pseudoMessage(message: CompiledMessage): CompiledMessage {
  const padding = "~".repeat(Math.ceil(letters(message) * 0.35));
  return ["[", ...message.map(accentToken), `${padding}]`];
}
