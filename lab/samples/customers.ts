/** People of the demo: what they write when it starts. */
export const CUSTOMERS: readonly { name: string; language: string; says: readonly string[] }[] = [
  { name: '王小明', language: 'zh-hans', says: ['你好，我的帐号昨晚被盗了，密码改不回来', '电话打了三次都是语音菜单，能找个真人吗？'] },
  { name: 'Ada', language: 'en', says: ['Hi, I was charged twice for order 4711.', 'Can somebody look at it today?'] },
  { name: 'Bo', language: 'en', says: ['How do I change the name on my account?'] },
  { name: '李娜', language: 'zh-hans', says: ['请问发票怎么开？'] },
  { name: 'Karim', language: 'ar', says: ['مرحبا، لم يصلني رمز التحقق 🙏'] },
]
