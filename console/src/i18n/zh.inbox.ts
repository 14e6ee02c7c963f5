import type en from './en.inbox.ts'
import type { Words } from './words.ts'
import shell from './zh/shell.ts'
import inbox from './zh/inbox.ts'
import views from './zh/views.ts'
import commands from './zh/commands.ts'
import trouble from './zh/trouble.ts'
import kit from './zh/kit.ts'
import problems from './zh/problems.ts'

export default { ...shell, ...inbox, ...views, ...commands, ...trouble, ...kit, ...problems } satisfies Words<typeof en>
