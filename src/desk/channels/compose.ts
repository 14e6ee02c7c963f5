import { createChannelHealth } from './health.ts'
import { createChannelCommands } from './commands.ts'
import { createChecklist } from './checklist.ts'
import { createHeard } from './heard.ts'
import { createInstall } from './install.ts'
import { createProbe } from './probe.ts'
import { createReseal } from './reseal.ts'
import { createRotateSecret } from './rotate.ts'
import type { Kit } from '../kit.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { LogRoom } from '../log/log.ts'
import type { Settings } from '../settings/settings.ts'
import type { Connections } from './connections.ts'
import type { ChannelEffects } from './effects.ts'
import type { ChannelStore } from './store.ts'

/** What admins do with channels, and how those are. `effects`: what that means to the rooms above. */
export function composeChannels(
  kit: Kit,
  rooms: { channels: ChannelStore; connections: Connections; log: LogRoom; jobs: JobsRoom; settings: Settings; effects: ChannelEffects },
) {
  const { channels, connections, log, jobs, settings, effects } = rooms
  const health = createChannelHealth(kit, { channels, log, jobs, settings, effects })
  const probe = createProbe(kit, { channels, health, jobs })
  const heard = createHeard(kit, { log })
  const reseal = createReseal(kit)
  const checklist = createChecklist(kit, { channels, heard, log })
  const install = createInstall(kit, { channels, checklist })
  const channelCommands = createChannelCommands(kit, {
    channels,
    connections,
    health,
    heard,
    probe,
    log,
    jobs,
    reseal,
    install,
    effects,
  })
  const rotateSecret = createRotateSecret(kit, { channels, health, reseal, install, log })
  return { channelCommands, checklist, health, heard, probe, rotateSecret }
}
