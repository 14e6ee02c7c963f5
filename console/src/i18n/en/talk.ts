export default {
  talk: {
    readers: {
      dm: 'Private · only {{name}} can read it',
      group: 'Group · everyone in “{{name}}” can read it',
      comment: 'Public · everyone on {{platform}} can read it',
      note: 'Internal · only your team can read it',
    },
    publicReply: 'Write a public reply…',
    pressAgain: 'Everyone on {{platform}} will be able to read this. Press once more to post it.',
    postPublicly: 'Post publicly',
    pictureOf: '{{number}} of {{all}}',
    previousPicture: 'Previous picture',
    nextPicture: 'Next picture',
    lost: {
      this: 'this conversation',
      yours: 'your conversation with {{name}}',
      taken: '{{who}} took {{what}} over.',
      given: '{{who}} gave {{what}} to {{to}}.',
      toQueue: '{{who}} put {{what}} into “{{queue}}”.',
      resolved: '{{who}} resolved {{what}}.',
    },
    draft: { title: 'What you had written', asNote: 'Make it a note' },
    below: 'Below the post “{{title}}”',
  },
}
