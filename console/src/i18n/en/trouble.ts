export default {
  trouble: {
    badge: { paused: 'Paused', stops: 'Broken', warns: 'Problem' },
    /** What is wrong, for those who answer; before ", since 10:20." */
    why: {
      paused: '{{channel}} is paused',
      auth: '{{channel}} refuses our credentials',
      'signed-out': '{{channel}} has nobody signed in',
      'gateway-away': '{{channel}} has lost its gateway',
      'address-refused': '{{channel}} takes no calls from our address',
      'account-missing': '{{channel}} does not find its account',
      'permission-missing': '{{channel}} lacks a permission',
      unreachable: '{{channel}} cannot be reached',
      quota: '{{channel}} has used up what the platform allows',
      stops: '{{channel}} is broken',
      warns: '{{channel}} has a problem',
    },
    since: '{{why}}, since {{time}}.',
    waits: 'What you write waits and goes out by itself when the channel works again.',
    late: 'What customers write may come in late.',
    admin: 'An admin can mend this.',
    again: 'Check again',
    checking: 'Checking…',
    still: 'Checked just now: no change.',
    over: '{{channel}} works again.',
    open: 'Open the channel',
    says: 'The platform says: {{text}}',
    queued: 'Queued – {{why}}',
    /** Why one message waits although its channel works. */
    message: {
      rate: 'the platform takes no more messages for the moment',
      network: 'the platform could not be reached; it is tried again',
      platform: 'the platform is out of order; it is tried again',
    },
  },
}
