/**
 * The name of a column that holds what readers agreed to: a channel and a purpose in either order, around them nothing but
 * words of willing and telling, as 愿意接到电话：邀请回馆, 活动短信通知, 回訪簡訊 or "Agrees to calls about events".
 */
import { TARGETS, type Target, targetSpec } from "./targets.ts";

const CHANNELS = [
  ["phone", "电话|電話|来电|來電|phone|calls?"],
  ["sms", "短信|簡訊|sms|texts?|textmessages?"],
  ["email", "电子邮件|電子郵件|邮件|郵件|emails?"],
  ["letter", "信函|信件|书信|書信|letters?"],
  ["wechat", "微信|wechat"],
  ["line", "line"],
] as const;

const PURPOSES = [
  ["arrival", "(?:预约|預約)?(?:到书|到書)(?:与借阅|與借閱)?|holdsandloans"],
  ["event", "活动(?:邀请)?|活動(?:邀請)?|events?"],
  ["survey", "回访(?:问卷)?|回訪(?:問卷)?|surveys?"],
  ["invite-back", "邀请回馆|邀請回館|回馆邀请|回館邀請|invit(?:e|ing)back"],
  ["new-titles", "新书(?:推荐|通报)?|新書(?:推薦|通報)?|newtitles?"],
  ["thanks", "致谢|致謝|感谢|感謝|thanks?"],
] as const;

const WILLING = "(?:是否)?(?:愿意|願意|同意)?(?:接到|收到|接受|接收|agreesto|willing)?";
const TELLING = "(?:messages)?(?:通知|提醒|推送|推播|意愿|意願|同意)?";

const anyOf = (list: readonly (readonly [string, string])[]): string => list.map(([, words]) => words).join("|");
const CHANNEL_FIRST = new RegExp(
  `^${WILLING}(?<channel>${anyOf(CHANNELS)})${TELLING}(?:about|that|of|for)?(?<purpose>${anyOf(PURPOSES)})${TELLING}$`,
);
const PURPOSE_FIRST = new RegExp(`^${WILLING}(?<purpose>${anyOf(PURPOSES)})(?<channel>${anyOf(CHANNELS)})${TELLING}$`);

const TARGET_BY_KEY: ReadonlyMap<string, Target> = new Map(
  (Object.keys(TARGETS) as Target[]).flatMap((target) => {
    const { field, key } = targetSpec(target);
    return field === "consents" && key !== undefined ? [[key, target] as const] : [];
  }), // the keys of a const object are its targets
);

/** @param folded without spaces, punctuation and case */
export function consentOfHeader(folded: string): Target | undefined {
  const found = (CHANNEL_FIRST.exec(folded) ?? PURPOSE_FIRST.exec(folded))?.groups;
  return TARGET_BY_KEY.get(`${idOf(CHANNELS, found?.channel)}.${idOf(PURPOSES, found?.purpose)}`);
}

const idOf = (list: readonly (readonly [string, string])[], word = ""): string | undefined =>
  list.find(([, words]) => new RegExp(`^(?:${words})$`).test(word))?.[0];
