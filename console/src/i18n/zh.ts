import type en from './en.ts'
import type { Words } from './words.ts'
import auth from './zh/auth.ts'
import channels from './zh/channels.ts'
import commands from './zh/commands.ts'
import composer from './zh/composer.ts'
import conversation from './zh/conversation.ts'
import inbox from './zh/inbox.ts'
import links from './zh/links.ts'
import kit from './zh/kit.ts'
import problems from './zh/problems.ts'
import setAside from './zh/setAside.ts'
import settings from './zh/settings.ts'
import setup from './zh/setup.ts'
import shell from './zh/shell.ts'
import talk from './zh/talk.ts'
import views from './zh/views.ts'

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
} satisfies Words<typeof en>
