/** What is said of offers: it comes with their cards. */
export default {
  leaving: {
    title_one: 'You have {{count}} conversation',
    title_other: 'You have {{count}} conversations',
    keep: 'Keep them',
    keepNote: 'They stay yours while you are away, and wait until you are back.',
    handOn: 'Hand them on',
    handOnNote: 'They go back to their queues. Whoever waits for an answer keeps their place by how long they have waited.',
  },
  offers: {
    title: 'Offered to you',
    new: 'Offered to you: {{name}}, {{channel}}. {{text}}',
    left: 'Time left',
    more_one: 'One more is offered to you.',
    more_other: '{{count}} more are offered to you.',
    noted: '{{by}} left you a note with {{name}}: {{text}}',
    given: '{{by}} gave you the conversation with {{name}}.',
    open: 'Open',
    accept: 'Accept',
    decline: 'Decline',
    tell: 'Tell me when this page is out of sight',
    missed: 'You let {{name}} pass: the offer went on to somebody else.',
    away: 'You let two offers pass, so you were set to away. Nothing is offered to you until you are back.',
  },
}
