export default {
  offers: {
    title: '派给您的会话',
    new: '有会话派给您：{{name}}，{{channel}}。{{text}}',
    left: '剩余时间',
    more_other: '还有 {{count}} 个会话派给您。',
    accept: '接受',
    decline: '婉拒',
    tell: '页面不在眼前时也提醒我',
    missed: '您没有回应 {{name}} 的派单，已转给其他人。',
    away: '您连续两次没有回应派单，状态已改为“离开”。恢复在线之前不会再派单给您。',
  },
}
