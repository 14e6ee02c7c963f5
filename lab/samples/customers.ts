interface Sample {
  name: string
  says: readonly string[]
}

/** Who waits when the demo starts, and with what, by channel kind. */
export const CUSTOMERS: Readonly<Record<string, readonly Sample[]>> = {
  qq: [
    { name: '王小明', says: ['你好，我的QQ号昨晚被盗了，密码改不回来', '电话打了三次都是语音菜单，能找个真人吗？'] },
    { name: '阿梅', says: ['充值了 200 元没到账'] },
  ],
  wechat: [{ name: '李娜', says: ['请问发票怎么开？'] }],
  'wechat-kf': [{ name: '李强', says: ['快递显示签收了，但我没收到'] }],
  telegram: [
    { name: 'Ada', says: ['Hi, I was charged twice for order 4711.', 'Can somebody look at it today?'] },
    { name: 'Karim', says: ['مرحبا، لم يصلني رمز التحقق 🙏'] },
  ],
  x: [{ name: 'Bo', says: ['How do I change the name on my account?'] }],
}
