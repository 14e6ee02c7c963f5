export default {
  views: {
    away: 'You are away: no conversations come to you.',
    filter: 'Filter',
    filters: 'Filters',
    state: 'State',
    unread: 'Unread',
    closing: 'Window closes within an hour',
    channel: 'Channel',
    queue: 'Queue',
    agent: 'Agent',
    priority: 'Priority',
    without: 'Remove filter: {{name}}',
    clear: 'Clear all',
    none: { title: 'Nothing fits these filters', text: 'Take one of them away to see more.' },
  },
}
