/**
 * Words for a field in component tests, all at once, as an input method gives them and as a person pastes them: key by
 * key each of them draws the screen anew. Where keys are what a test is about it types them.
 */
import { userEvent } from "@testing-library/user-event";

/**
 * Behind what stands in the field.
 * @param text words, and after them keys in braces, pressed one by one: `林岚{Enter}`
 */
export async function write(field: Element, text: string): Promise<void> {
  const [, words = "", keys = ""] = /^([^{]*)(.*)$/su.exec(text) ?? [];
  await userEvent.click(field);
  await userEvent.paste(words);
  if (keys !== "") await userEvent.keyboard(keys);
}
