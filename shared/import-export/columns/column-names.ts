/**
 * Names under which library systems and office files keep their columns, in English and both Chinese
 * scripts: Koha's import header, FOLIO's user records (flattened), and what is usual in spreadsheets.
 * Spaces, punctuation and case do not matter. Words are parted by spaces.
 */
import type { Target, Withheld } from "./targets.ts";

/** What readers agreed to: of these `consent-header.ts` reads channel and purpose. */
type ReadInParts = `${string}${"Event" | "Survey" | "InviteBack" | "NewTitles" | "Thanks"}` | "letterArrival";

export const COLUMN_NAMES: Readonly<Record<Exclude<Target, "extra" | ReadInParts>, string>> = {
  system:
    "id uri uuid guid 系统号 系統號 记录号 紀錄號 读者id 讀者id 内部编号 borrowernumber patronid externalsystemid userrecordid pid",
  card: "cardnumber card cardno barcode 证条码号 證條碼號 读者证条码号 讀者證條碼號 证号 證號 读者证号 讀者證號 借书证号 借書證號 借阅证号 借閱證號 借阅证 卡号 卡號 读者卡号 条码 條碼 条码号 條碼號 读者条码 讀者條碼 一卡通号 一卡通號 借閱證 证件条码 librarycard patronbarcode cardbarcode",
  student: "学号 學號 学籍号 學籍號 studentid studentno studentnumber matriculation 学生证号",
  staff: "工号 工號 教工号 职工号 職工號 员工号 員工編號 教职工号 staffid staffno employeeid employeenumber",
  userid: "userid username usrname login 用户名 使用者名稱 登录名 登入帳號 账号 帳號",
  attributes: "patronattributes",
  name: "姓名 读者姓名 讀者姓名 学生姓名 學生姓名 学员姓名 學員姓名 名字 真实姓名 name fullname readername patronname 中文姓名 displayname",
  familyName: "surname lastname familyname 姓 姓氏 personallastname",
  givenName: "firstname givenname forename 名 personalfirstname",
  middleName: "middlename personalmiddlename",
  preferredName: "othernames preferredname nickname 曾用名 称呼 稱呼 昵称 暱稱 别名 別名 personalpreferredfirstname",
  reading: "姓名拼音 拼音 拼音姓名 羅馬拼音 英文姓名 pinyin romanizedname reading",
  category:
    "categorycode category patroncategory patrongroup readertype 读者类型 讀者類型 读者级别 讀者級別 读者类别 讀者類別 类型 類型 类别 類別 级别 級別 身份类别 身分別 身份 证类型 證類型 证别 證別 cardtype usergroup profile patronprofile",
  collective: "isorganization isorganisation 集体证 團體證",
  branch:
    "homeou homelibrary branchcode branch homebranch library librarycode 分馆 分館 分馆代码 分館代碼 馆代码 館代碼 开户馆 開戶館 馆 館 馆别 館別 所属馆 所屬館 所属分馆 所屬分館 所在馆 所在館 所在分馆 归属馆 歸屬館 开户分馆 办证分馆 辦證分館 服务馆 服務館 所属馆别 所屬館別 办证馆 辦證館 发证馆",
  gender: "sex gender 性别 性別",
  birthDate: "dateofbirth birthdate birthday dob 出生日期 出生年月 出生年月日 生日 出生 personaldateofbirth",
  organisation:
    "单位 單位 工作单位 工作單位 服務單位 学校 學校 学院 學院 所在单位 organisation organization company school employer",
  unit: "班级 班級 部门 部門 科室 院系 系所 系别 系別 专业 專業 年级 年級 class department unit grade",
  position: "职务 職務 职称 職稱 职业 職業 岗位 position occupation jobtitle",
  language: "语言 語言 語文 language lang",
  phone:
    "phone mobile phonepro bphone telephone tel cell cellphone mobilephone phonenumber 电话 電話 手机 手機 手机号 手機號 手机号码 手機號碼 联系电话 聯絡電話 聯繫電話 移动电话 行動電話 固定电话 固定電話 住宅电话 家庭电话 电话号码 電話號碼 办公电话 联系方式 聯絡方式 personalphone personalmobilephone",
  fax: "fax 传真 傳真",
  email:
    "email emailpro bemail mail emailaddress 电子邮箱 電子信箱 电子邮件 電子郵件 邮箱 郵箱 邮件 信箱 personalemail",
  wechat: "wechat weixin 微信 微信号 微信號",
  line: "line lineid",
  address:
    "streetnumber streettype address address2 street street1 street2 city county state province zipcode postcode postalcode country addresses 地址 通讯地址 通訊地址 联系地址 聯絡地址 家庭住址 住址 家庭地址 现住址 邮编 郵編 邮政编码 郵遞區號 personaladdresses mailingaddress homeaddress",
  badAddress: "gonenoaddress 地址无效 地址失效",
  doNotContact:
    "不要联系 请勿联系 勿联系 谢绝联系 拒绝联系 免打扰 请勿打扰 勿扰 不要聯絡 請勿聯絡 勿聯絡 謝絕聯絡 拒絕聯絡 免打擾 請勿打擾 勿擾 donotcontact nocontact dnc",
  phoneArrival: "电话通知 电话提醒 接受电话通知 是否电话通知 電話通知 電話提醒 接受電話通知 是否電話通知 phonenotice",
  smsArrival:
    "短信通知 短信提醒 接收短信 接受短信 是否接收短信 是否短信通知 到期短信提醒 簡訊通知 簡訊提醒 接收簡訊 是否接收簡訊 是否簡訊通知 smsnotice smsnotification smsalert",
  emailArrival:
    "邮件通知 邮件提醒 接收邮件 是否接收邮件 是否邮件通知 电子邮件通知 郵件通知 郵件提醒 接收郵件 是否接收郵件 電子郵件通知 emailnotice emailnotification emailalert",
  wechatArrival: "微信通知 微信提醒 微信推送 接收微信通知 是否微信通知 wechatnotice",
  lineArrival: "line通知 line推播 line提醒 接收line通知 linenotice",
  enrolledOn:
    "dateenrolled enrolled enrollmentdate enrolmentdate registrationdate 发证日期 發證日期 办证日期 辦證日期 注册日期 註冊日期 开户日期 開戶日期 建档日期 启用日期",
  expiresOn:
    "dateexpiry expirydate expirationdate expiration expiredate expires expiry validuntil 失效日期 截止日期 有效期 有效期至 有效期限 到期日期 有效日期 终止日期 過期日期",
  status: "active 状态 狀態 证状态 證狀態 读者状态 讀者狀態 卡状态 cardstatus",
  barred: "debarred barred 停借 停借原因",
  guarantor:
    "guarantorid guarantor guardian guardianname parentname 担保人 擔保人 监护人 監護人 监护人姓名 監護人姓名 家长 家長 家长姓名 家長姓名",
  note: "borrowernotes opacnote contactnote notes note remark remarks comment 备注 備註 备考 说明 附注",
  tags: "tags tag labels 标签 標籤",
};

/** Of readers without a school or an employer this is what they belong to. */
export const COMMUNITY_NAMES =
  "社区 社區 所属社区 所屬社區 所在社区 所在社區 居住社区 居住社區 社区名称 社區名稱 community";

/** Number of the reader's card in one system, of her identity card in another: what stands below says which. */
export const CARD_OR_IDENTITY_NAMES = "证件号 證件號";

export const WITHHELD_NAMES: Readonly<Record<Withheld, string>> = {
  "ethnic-group": "民族 族别 族別 族群 種族 种族 原住民族別 ethnicity ethnicgroup nation race",
  political: "政治面貌 政治身份 党派 黨派 黨籍 politicalaffiliation politicalstatus party",
  religion: "宗教 宗教信仰 信仰 religion faith",
  "identity-number":
    "identvalue identvalue2 身份证 身份证号 身份证号码 身分證 身分證字號 身分證號 身分證號碼 证件号码 證件號碼 证件号 證件號 公民身份号码 护照号 護照號碼 idnumber idcard idcardno nationalid passport passportno ssn",
  password: "password passwd 密码 密碼 口令",
};
