import type en from './en.pages.ts'
import type { Words } from './words.ts'
import form from './zh/form.ts'
import auth from './zh/auth.ts'
import links from './zh/links.ts'
import channels from './zh/channels.ts'
import queues from './zh/queues.ts'
import setup from './zh/setup.ts'
import setAside from './zh/setAside.ts'
import settings from './zh/settings.ts'
import triage from './zh/triage.ts'
import wall from './zh/wall.ts'

export default {
  ...form,
  ...auth,
  ...links,
  ...channels,
  ...queues,
  ...setup,
  ...setAside,
  ...settings,
  ...triage,
  ...wall,
} satisfies Words<typeof en>
