export default {
  form: {
    required: 'Fill this in.',
    short: 'At least {{min}} characters.',
    long: 'At most {{max}} characters.',
    least: 'At least {{min}}.',
    most: 'At most {{max}}.',
    few: 'Choose at least one.',
    wrong: 'This is not possible here.',
    refused: 'The server does not accept this.',
    mend: 'Mend the marked fields first.',
    unsaved: 'Not saved yet',
    unchanged: 'Nothing has been changed',
    discard: 'Discard',
    leave: 'Leave without saving?',
    leaveDo: 'Discard and leave',
    leaveText: 'What you have changed on this page is not saved.',
  },
  table: {
    actions: 'Actions',
    chosen: '{{count}} of {{all}} chosen',
    total: '{{count}} in all',
  },
}
