import type { Desk } from '../desk/desk.ts'
import type { Acting } from '../desk/web/roles.ts'

const HOUSE: Acting = { id: 'house', name: 'Switchboard', role: 'owner' }

/** Makes a new hub usable before it answers: its owner, where the settings name one, and the channel that needs no platform. */
export async function welcome(desk: Desk, owner: { email: string; password: string } | undefined): Promise<void> {
  const { agents } = desk.rooms
  if (owner && !agents.any()) await agents.add(null, { ...owner, name: owner.email.split('@')[0] ?? 'Owner', role: 'owner' })
  await openFirstChannel(desk)
}

/** Does nothing on a hub that ever had a channel. */
async function openFirstChannel({ kit, rooms }: Desk): Promise<void> {
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
