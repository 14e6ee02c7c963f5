export default {
  views: {
    away: '您当前为离开状态，不会收到新会话。',
  },
}
