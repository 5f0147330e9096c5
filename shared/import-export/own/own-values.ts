/** Words for the values of closed lists in our own exports: the three languages, then former words; read back in any. */
type Words = Readonly<Record<string, readonly [zhCN: string, zhTW: string, en: string, ...former: readonly string[]]>>;

const GENDER: Words = {
  female: ["女", "女", "Female"],
  male: ["男", "男", "Male"],
  other: ["其他", "其他", "Other"],
};
const CONTACT: Words = {
  phone: ["电话", "電話", "Phone"],
  sms: ["短信", "簡訊", "Text"],
  letter: ["来信", "信件", "Letter"],
  email: ["邮件", "電子郵件", "E-mail", "電郵"],
  wechat: ["微信", "微信", "WeChat"],
  line: ["LINE", "LINE", "LINE"],
};
const FORM: Words = {
  print: ["印刷本", "印刷本", "Print"],
  "large-print": ["大字本", "大字本", "Large print"],
  audio: ["有声", "有聲", "Audio"],
  electronic: ["电子", "電子", "Electronic"],
};
const CHANNEL: Words = {
  desk: ["到馆", "到館", "At the desk"],
  phone: ["来电", "來電", "Phone"],
  voicemail: ["语音留言", "語音留言", "Voice mail"],
  fax: ["传真", "傳真", "Fax"],
  letter: ["来信", "來信", "Letter"],
  email: ["邮件", "電子郵件", "E-mail"],
  web: ["网络", "網路", "Web form"],
  wechat: ["微信", "微信", "WeChat"],
  line: ["LINE", "LINE", "LINE"],
  sms: ["短信", "簡訊", "Text message"],
  event: ["活动", "活動", "Event"],
  visit: ["上门", "到府", "Home visit"],
  "visitors-book": ["留言簿", "留言簿", "Visitors’ book"],
};
const OPINION: Words = {
  complaint: ["投诉", "申訴", "Complaint", "投訴"],
  suggestion: ["建议", "建議", "Suggestion"],
  praise: ["表扬", "讚美", "Praise", "表揚"],
  question: ["询问", "詢問", "Question"],
  "personal-information": ["个人信息", "個人資料", "Personal information"],
};
const STATUS: Words = {
  registered: ["已登记", "已登記", "Registered"],
  accepted: ["已受理", "已受理", "Accepted"],
  "in-progress": ["办理中", "處理中", "In progress"],
  answered: ["已答复", "已答覆", "Answered"],
  closed: ["办结", "結案", "Closed"],
};
const OUTCOME: Words = {
  answered: ["已答复", "已答覆", "Answered"],
  referred: ["转办", "轉介", "Referred"],
  "follow-up": ["待跟进", "待追蹤", "To follow up"],
  "not-answered": ["未答复", "未答覆", "Not answered"],
};
const PRIORITY: Words = {
  low: ["不急", "不急", "Low"],
  normal: ["一般", "一般", "Normal"],
  high: ["急", "急", "High"],
};

const USE: Words = {
  visit: ["登记到馆", "登記到館", "Recorded visit"],
  loan: ["借阅", "借閱", "Loan"],
  return: ["归还", "歸還", "Return"],
  hold: ["预约", "預約", "Hold"],
  event: ["活动", "活動", "Event"],
  "e-resource": ["数字资源", "數位資源", "Digital resource"],
  print: ["打印复印", "列印影印", "Printing"],
  space: ["空间", "空間", "Space"],
};

const CONTACT_RESULT: Words = {
  declined: ["谢绝这一类联系", "謝絕這一類聯絡", "Declined being contacted about this"],
  "declined-regular": ["谢绝定期联系", "謝絕定期聯絡", "Declined being contacted regularly"],
  "do-not-contact": ["不要联系", "不要聯絡", "Do not contact"],
  "wrong-number": ["号码有误", "號碼有誤", "Wrong number"],
  "left-message": ["已留言", "已留言", "Left a message"],
  "somebody-else": ["别人接的", "別人接的", "Somebody else"],
  moved: ["已迁出", "已遷出", "Moved away"],
  deceased: ["已故", "已故", "Deceased"],
  failed: ["发不出去", "發不出去", "Not sent"],
};

const CALLER_CHECK: Words = {
  "card-and-more": ["证号和另一项都对", "證號和另一項都對", "Card number and one more were right"],
  "call-back": ["回拨登记的号码", "回撥登記的號碼", "Called back on the recorded number"],
  failed: ["没核对上", "沒核對上", "Not confirmed"],
};

/** `kind.field` → its words. */
export const VALUE_WORDS: Readonly<Record<string, Words>> = {
  "reader.gender": GENDER,
  "reader.preferredChannel": CONTACT,
  "reader.preferredForm": FORM,
  "activity.kind": USE,
  "interaction.channel": CHANNEL,
  "interaction.outcome": OUTCOME,
  "interaction.contactResult": CONTACT_RESULT,
  "interaction.callerCheck": CALLER_CHECK,
  "feedback.type": OPINION,
  "feedback.channel": CHANNEL,
  "feedback.status": STATUS,
  "feedback.priority": PRIORITY,
};
