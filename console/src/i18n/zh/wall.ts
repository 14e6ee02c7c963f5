export default {
  wall: {
    screen: '大屏显示',
    leave: '退出大屏',
    waiting: '等待中',
    urgent_other: '其中紧急 {{count}}',
    oldest: '最长等待',
    available: '在线客服',
    ofAgents_other: '共 {{count}} 人',
    room: '空位',
    conversations: '还能接的会话数',
    agents: '客服',
    serving: '在线 {{available}} 人，空位 {{room}} 个',
    inHand_other: '处理中 {{count}}',
    offered_other: '派单中 {{count}}',
    byPriority: '等待中，按优先级',
    many: '前 10,000 个中的最长等待',
  },
}
