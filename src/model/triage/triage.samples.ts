import type { Category } from './scorer.ts'

/** Plain sentences that must be found, in the ways people write. */
export const URGENT: readonly [text: string, category: Category][] = [
  ['我的账号被盗了，密码和手机号都被改了', 'stolen-account'],
  ['我的帳號被盜了，密碼和手機都被改了', 'stolen-account'],
  ['wo de zhanghao bei dao le, mima bei gai le', 'stolen-account'],
  ['someone hacked my account and changed the password', 'stolen-account'],
  ['sombody hackd my acount and chnged my pasword', 'stolen-account'],
  ['我被骗了，刚转了五千块，对方把我拉黑了', 'fraud'],
  ['I just got scammed, paid the seller and he blocked me', 'fraud'],
  ['我錢包裡的錢全部不見了，餘額變成零', 'money-lost'],
  ['转错账了，两万块打到别人卡上了', 'money-lost'],
  ['my whole balance vanished, there is no record of it', 'money-lost'],
  ['刚刚连续扣了我三笔钱，我没有买过任何东西', 'unauthorised-payment'],
  ['there are three charges on my card that I never made', 'unauthorised-payment'],
  ['我不想活了', 'self-harm'],
  ['我想自杀', 'self-harm'],
  ['I want to kill myself tonight', 'self-harm'],
  ['他威胁要来我家打死我', 'violence'],
  ['my ex is outside my house with a knife', 'violence'],
  ['明天开庭，法院传票寄到我家了', 'legal'],
  ['my private photos are being leaked right now', 'legal'],
  ['一个陌生男人在网上约我12岁的女儿见面', 'child-safety'],
  ['a grown man is asking my 11 year old daughter for photos', 'child-safety'],
]

/** What merely sounds like it. */
export const CALM: readonly string[] = [
  '我的账号没有被盗，我只是忘记密码了',
  'my account was not hacked, I just forgot my password',
  '新闻里说有人被骗了，是真的吗',
  '我在写小说，主角被绑架了',
  '笑死我了哈哈哈',
  'this lag is killing me lol',
  '这个boss太难打了，一直被杀',
  'the rogue class can steal gold from the boss',
  '如果账号被盗了怎么办',
  'what happens if my card gets stolen?',
  '专业找回被盗账号，加微信',
  '去年被盗的号已经找回来了，谢谢',
  '怎么防止账号被盗',
  '快递什么时候到',
  'where is my parcel',
  'hi',
  '在吗',
  '?',
  '',
]

/** Who asks for a person. */
export const PERSON: readonly string[] = [
  '转人工',
  '轉人工',
  'zhuan rengong',
  '我要找真人客服',
  '有没有活人',
  '别再发自动回复了，找个人来',
  'I want to talk to a human',
  'agent please',
  'let me speak to a real person',
  'can I talk to your manager',
]

/** Who speaks of people, agents and bots without asking for one. */
export const NO_PERSON: readonly string[] = [
  '人工智能课程多少钱',
  '人工费怎么收',
  'is this car manual or automatic',
  'your agent yesterday was great, thanks',
  '快递到哪了',
  'the bot solved it, thanks',
  '谢谢，已经解决了',
]
