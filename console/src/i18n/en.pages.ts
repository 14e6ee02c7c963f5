import form from './en/form.ts'
import auth from './en/auth.ts'
import links from './en/links.ts'
import channels from './en/channels.ts'
import queues from './en/queues.ts'
import setup from './en/setup.ts'
import setAside from './en/setAside.ts'
import settings from './en/settings.ts'
import triage from './en/triage.ts'
import wall from './en/wall.ts'

/** The doors and the pages beside the inbox. */
export default { ...form, ...auth, ...links, ...channels, ...queues, ...setup, ...setAside, ...settings, ...triage, ...wall }
