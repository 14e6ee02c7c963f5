export default {
  views: {
    away: '您当前为离开状态，不会收到新会话。',
    filter: '筛选',
    filters: '筛选条件',
    state: '状态',
    unread: '未读',
    closing: '一小时内将无法回复',
    channel: '渠道',
    queue: '队列',
    agent: '客服',
    priority: '优先级',
    without: '移除筛选：{{name}}',
    clear: '全部清除',
    none: { title: '没有符合条件的会话', text: '移除部分筛选条件可查看更多。' },
  },
}
