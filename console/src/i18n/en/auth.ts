export default {
  auth: {
    email: 'E-mail',
    password: 'Password',
    name: 'Name',
    nameHint: 'Customers see it beside your replies.',
    passwordHint: 'At least {{min}} characters.',
    wrongAddress: {
      text: 'Switchboard answers at {{use}}, not at {{here}}: nobody can sign in here. Open it there – or, if this is the address that everybody is to use, set PUBLIC_URL to it and start the server again.',
      do: 'Continue at {{use}}',
    },
    signIn: {
      title: 'Sign in to Switchboard',
      lead: 'One inbox for every account your customers write to.',
      do: 'Sign in',
      forgotten: 'Forgotten your password? An admin of your team can give you a link to choose a new one.',
      setupNeeded: 'This Switchboard has no owner yet. Open the link that it printed when it was started to create one.',
    },
    setup: {
      title: 'Welcome to Switchboard',
      lead: 'Create the owner’s account. Then connect the first channel.',
      do: 'Create account',
      noToken:
        'This page needs the link that Switchboard printed when it was started. It looks like “/setup?token=…”; look for it in the server’s output.',
      doneTitle: 'Switchboard has an owner',
      doneText: 'The set-up is done. Sign in with your account.',
    },
  },
}
