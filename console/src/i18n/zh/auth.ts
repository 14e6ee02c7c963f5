export default {
  auth: {
    email: '邮箱',
    password: '密码',
    name: '姓名',
    nameHint: '客户会在您的回复旁看到。',
    passwordHint: '至少 {{min}} 个字符。',
    wrongAddress: {
      text: '总机的地址是 {{use}}，在 {{here}} 无法登录。请改用该地址；如果大家都应使用当前地址，请将 PUBLIC_URL 设为当前地址并重新启动服务。',
      do: '前往 {{use}}',
    },
    signIn: {
      title: '登录总机',
      lead: '所有客户消息，汇入同一个收件箱。',
      do: '登录',
      forgotten: '忘记密码？请联系团队管理员，获取重设密码的链接。',
      setupNeeded: '总机还没有所有者。请打开服务启动时输出的链接来创建。',
    },
    setup: {
      title: '欢迎使用总机',
      lead: '先创建所有者账号，再接入第一个渠道。',
      do: '创建账号',
      noToken: '此页面需要使用服务启动时输出的链接，形如“/setup?token=…”，请在服务器输出中查找。',
      doneTitle: '总机已有所有者',
      doneText: '初始设置已完成，请使用您的账号登录。',
    },
  },
}
