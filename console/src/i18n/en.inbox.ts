import shell from './en/shell.ts'
import inbox from './en/inbox.ts'
import views from './en/views.ts'
import commands from './en/commands.ts'
import trouble from './en/trouble.ts'
import kit from './en/kit.ts'
import problems from './en/problems.ts'

/** What stands on the first screen, and what may come up anywhere. */
export default { ...shell, ...inbox, ...views, ...commands, ...trouble, ...kit, ...problems }
