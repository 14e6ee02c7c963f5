import type { Acting } from '../desk/web/roles.ts'
import type { Desk } from '../desk/desk.ts'

const HOUSE: Acting = { id: 'house', name: 'Switchboard', role: 'owner' }

/** A new hub can be reached at once: the channel that needs no platform is switched on. Does nothing on a hub that ever had a channel. */
export async function openFirstChannel({ kit, rooms }: Desk): Promise<void> {
  const hosted = Object.values(kit.adapters).find(({ manifest }) => manifest.hosted)
  if (!hosted || (await kit.db.channel.count()) > 0) return
  const id = await rooms.channelCommands.create(HOUSE, {
    kind: hosted.manifest.kind,
    name: hosted.manifest.label.en,
    credentials: {},
    settings: {},
  })
  await rooms.channelCommands.enable(HOUSE, id)
}
