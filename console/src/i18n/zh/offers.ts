export default {
  leaving: {
    title_other: '您手上有 {{count}} 个会话',
    keep: '保留',
    keepNote: '离开期间仍归您，等您回来再处理。',
    handOn: '交给其他人',
    handOnNote: '放回各自的队列；正在等待回复的客户按已等待的时长排位。',
  },
  offers: {
    title: '派给您的会话',
    new: '有会话派给您：{{name}}，{{channel}}。{{text}}',
    left: '剩余时间',
    more_other: '还有 {{count}} 个会话派给您。',
    noted: '{{by}} 在与 {{name}} 的会话中给您留了备注：{{text}}',
    given: '{{by}} 把与 {{name}} 的会话指派给了您。',
    open: '打开',
    accept: '接受',
    decline: '婉拒',
    tell: '页面不在眼前时也提醒我',
    missed: '您没有回应 {{name}} 的派单，已转给其他人。',
    away: '您连续两次没有回应派单，状态已改为“离开”。恢复在线之前不会再派单给您。',
  },
}
