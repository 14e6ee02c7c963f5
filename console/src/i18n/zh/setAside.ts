export default {
  setAside: {
    lead: '平台发来而总机未能接收的内容。其余消息不受影响；这些内容会一直保留，直到您重新接收或丢弃。',
    none: '没有未能接收的内容',
    noneText: '平台发来的内容都已接收。',
    waiting_other: '有 {{count}} 条消息未能接收。',
    look: '查看',
    from: '来自 {{name}}',
    states: { waiting: '未接收', replayed: '已接收' },
    payload: '平台发来的原始内容',
    replay: '重新接收',
    replayed: '已接收。',
    discard: '丢弃',
    discardTitle: '丢弃这条内容？',
    discardText: '客户的这条消息将会丢失：平台不会再次发送。',
    discardReplayedText: '内容已经接收，丢弃的只是这条记录。',
    more: '显示更多',
  },
}
