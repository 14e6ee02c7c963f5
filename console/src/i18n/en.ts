import auth from './en/auth.ts'
import channels from './en/channels.ts'
import commands from './en/commands.ts'
import composer from './en/composer.ts'
import conversation from './en/conversation.ts'
import inbox from './en/inbox.ts'
import links from './en/links.ts'
import kit from './en/kit.ts'
import problems from './en/problems.ts'
import setAside from './en/setAside.ts'
import settings from './en/settings.ts'
import setup from './en/setup.ts'
import shell from './en/shell.ts'
import talk from './en/talk.ts'
import views from './en/views.ts'

/** Every word of the console. The other languages have the same keys; a missing one does not compile. */
export default {
  ...shell,
  ...auth,
  ...inbox,
  ...views,
  ...conversation,
  ...commands,
  ...composer,
  ...talk,
  ...channels,
  ...setup,
  ...setAside,
  ...settings,
  ...links,
  ...kit,
  ...problems,
}
