export default {
  views: {
    away: 'You are away: no conversations come to you.',
  },
}
